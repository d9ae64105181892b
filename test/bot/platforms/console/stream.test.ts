import { type ConsoleWorld, emma, type Script, startConsole, zhang } from '../../../support/console.js';
import { consoleStoreInMemory } from '../../../support/console-store.js';
import { dealCard, silent, to } from './exchange.js';

let world: ConsoleWorld;
const start = async (script: Script, store = consoleStoreInMemory()): Promise<ConsoleWorld> => {
  world = await startConsole(script, store);
  return world;
};
afterEach(() => world.stop());

describe('an open page', () => {
  /** Reads the stream until the text was there; gives everything read. */
  const readUntil = async (response: Response, text: string): Promise<string> => {
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let read = '';
    while (reader && !read.includes(text)) {
      const { value, done } = await reader.read();
      if (done) throw new Error(`The stream ended before “${text}”: ${read}`);
      read += value;
    }
    await reader?.cancel();
    return read;
  };
  const idBefore = (stream: string, text: string): string =>
    [...stream.slice(0, stream.indexOf(text)).matchAll(/^id: (\d+)$/gm)].at(-1)?.[1] ?? '';

  test('hears of a card the moment it is posted and the moment it changes, whoever it is for', async () => {
    await start(silent);
    const stream = await world.get('/events');
    expect(stream.headers.get('content-type')).toMatch('text/event-stream');
    const ref = await world.platform.post(to(emma), dealCard('Deal, new'), '1:1');
    await world.platform.update(ref, dealCard('Deal, signed'));
    const heard = await readUntil(stream, dealCard('Deal, signed').text);
    expect(heard).toContain(dealCard('Deal, new').text);
    expect(heard.match(/event: message/g)).toHaveLength(2);
  });

  test('that lost the connection hears what it missed', async () => {
    await start(silent);
    const first = await world.get('/events');
    const ref = await world.platform.post(to(zhang), dealCard('Deal, new'), '1:1');
    const heard = await readUntil(first, dealCard('Deal, new').text);
    await world.platform.update(ref, dealCard('Deal, lost'));

    const lastEventId = idBefore(heard, dealCard('Deal, new').text);
    const again = await world.get('/events', { 'last-event-id': lastEventId });
    expect(await readUntil(again, dealCard('Deal, lost').text)).toContain('event: message');
  });

  test('that missed very much is told to load everything again', async () => {
    const { store } = await start(silent);
    const since = Date.now();
    for (let index = 0; index < 300; index++) {
      const key = String(index);
      await store.append({ userId: zhang.userId, from: 'bot', kind: 'text', text: key, body: null, key });
    }
    expect(await readUntil(await world.get(`/events?since=${since}`), 'event: reload')).not.toContain(
      'message',
    );
  });

  test('is let go when the service stops', async () => {
    await start(silent);
    const stream = await world.get('/events');
    const read = stream.text();
    await world.stop();
    expect(await read).toContain('retry:');
    await start(silent);
  });
});
