import { request } from 'node:http';
import { samples } from '../../../../cards/samples.js';
import { type ConsoleWorld, type Script, startConsole, zhang } from '../../../support/console.js';
import { consoleStoreInMemory } from '../../../support/console-store.js';
import { key, silent } from './exchange.js';

let world: ConsoleWorld;
const start = async (script: Script, store = consoleStoreInMemory()): Promise<ConsoleWorld> => {
  world = await startConsole(script, store);
  return world;
};
afterEach(() => world.stop());

/** Without what `fetch` adds or forbids. */
const plainGet = (path: string, headers: Record<string, string>) =>
  new Promise<{ status: number | undefined; sniff: unknown; etag: string }>((resolve, reject) =>
    request(`${world.url}${path}`, { headers }, (response) => {
      response.resume();
      const { 'x-content-type-options': sniff, etag = '' } = response.headers;
      resolve({ status: response.statusCode, sniff, etag });
    })
      .on('error', reject)
      .end(),
  );

describe('requests that are not in order', () => {
  beforeEach(() => start(silent));

  test('from another site or under another name are refused, and nothing is stored', async () => {
    const elsewhere = {
      'content-type': 'application/json',
      'x-dealdesk-console': '1',
      origin: 'http://evil.example',
    };
    const body = { person: zhang.userId, key: key(), text: '/deal new' };
    expect((await world.post('/send', body, elsewhere)).status).toBe(403);
    expect((await world.post('/send', body, { 'content-type': 'application/json' })).status).toBe(403);
    expect(await world.messages(zhang)).toEqual([]);
    expect(world.asked).toEqual([]);
  });

  test('with a foreign Host are refused on every address, with the security headers on', async () => {
    const headers = { host: 'rebound.example' };
    for (const path of ['', '/gallery', '/people', '/events', '/assets/chat.css', '/messages?person=1001'])
      expect(await plainGet(path, headers)).toMatchObject({ status: 403, sniff: 'nosniff' });
    expect((await plainGet('/../CHAT/people', headers)).status).toBe(404);
  });

  test.each([
    ['no JSON', 400, { 'content-type': 'application/json' }, '{'],
    ['no words', 400, { 'content-type': 'application/json' }, { person: '1001', key: key(), text: '  ' }],
    ['no key', 400, { 'content-type': 'application/json' }, { person: '1001', text: '/todo' }],
    ['a stranger', 404, { 'content-type': 'application/json' }, { person: '7', key: key(), text: '/todo' }],
    [
      'a form of a web page',
      415,
      { 'content-type': 'text/plain' },
      { person: '1001', key: key(), text: '/todo' },
    ],
    [
      'a novel',
      413,
      { 'content-type': 'application/json' },
      { person: '1001', key: key(), text: 'x'.repeat(2_000_000) },
    ],
  ])('%s: %d', async (_what, status, type, body) => {
    const headers = { ...type, 'x-dealdesk-console': '1' };
    const sent = typeof body === 'string' ? body : JSON.stringify(body);
    const response = await fetch(`${world.url}/send`, { method: 'POST', headers, body: sent });
    expect(response.status).toBe(status);
    expect(world.asked).toEqual([]);
  });

  test('an unknown person has no messages', async () => {
    expect((await world.get('/messages?person=7')).status).toBe(404);
    expect((await world.get('/messages')).status).toBe(404);
  });
});

describe('the page', () => {
  beforeEach(() => start(silent));

  test.each(['', '/gallery'])('%s comes with a policy that allows our own files only', async (path) => {
    const page = await world.get(path);
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toMatch('text/html');
    expect(page.headers.get('content-security-policy')).toMatch(
      "default-src 'none'; script-src 'self'; style-src 'self'",
    );
    expect(page.headers.get('content-security-policy')).toMatch("frame-ancestors 'none'");
    expect(await page.text()).not.toMatch(/<script(?![^>]* src=)|<style|\son\w+=|style=/);
  });

  test('is not sent again to a browser that has it', async () => {
    const first = await plainGet('/assets/chat.css', {});
    expect(first.status).toBe(200);
    expect((await plainGet('/assets/chat.css', { 'if-none-match': first.etag })).status).toBe(304);
  });

  test.each(['..%2f..%2fpackage.json', 'tsconfig.json', 'main.ts', '.env', 'nothing.js', 'constructor'])(
    'does not give away %s',
    async (name) => {
      expect((await world.get(`/assets/${name}`)).status).toBe(404);
    },
  );

  test('gets the commands, the settings of the renderer and the gallery', async () => {
    expect((await (await world.get('/commands')).json())[1].word).toEqual({
      zh: '/商机 新建',
      en: '/deal new',
    });
    expect(await (await world.get('/host-config')).json()).toHaveProperty('containerStyles');
    expect(await (await world.get('/gallery/cards')).json()).toHaveLength(samples.length * 2);
  });
});
