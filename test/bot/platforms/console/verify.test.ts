import { mayServeConsole, whyRefused } from '../../../../bot/platforms/console/verify.js';

const page = { host: '127.0.0.1:3000', origin: 'http://127.0.0.1:3000', 'x-dealdesk-console': '1' };
const posting = (headers: Record<string, string | undefined>) => whyRefused({ method: 'POST', headers });

describe('the console', () => {
  test.each(['127.0.0.1:3000', 'localhost', 'localhost:80', '127.8.9.1', '[::1]:3000'])(
    'opens under the name %s',
    (host) => {
      expect(whyRefused({ method: 'GET', headers: { host } })).toBeUndefined();
    },
  );

  test.each([
    'crm.example.com',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    '10.0.0.4:3000',
    '[fe80::1]',
    '',
    undefined,
  ])('does not open under the name %s, wherever that points', (host) => {
    expect(whyRefused({ method: 'GET', headers: { host } })).toMatch(/loopback/);
  });

  test.each(['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip'])(
    'does not open through a proxy that says so by %s',
    (name) => {
      expect(posting({ ...page, [name]: '203.0.113.9' })).toMatch(/proxy/);
    },
  );

  test('takes what its own page sends', () => {
    expect(posting(page)).toBeUndefined();
    expect(posting({ ...page, 'sec-fetch-site': 'same-origin' })).toBeUndefined();
  });

  test.each([
    ['another site', { ...page, origin: 'https://evil.example' }],
    ['another port of this machine', { ...page, origin: 'http://127.0.0.1:8080' }],
    ['a page that hides where it is from', { ...page, origin: 'null' }],
    ['a form on another site', { ...page, origin: undefined, 'sec-fetch-site': 'cross-site' }],
    ['a page that may not add the header', { ...page, 'x-dealdesk-console': undefined }],
  ])('takes nothing from %s', (_who, headers) => {
    expect(posting(headers)).toEqual(expect.any(String));
  });
});

describe('whether there is a console', () => {
  const publicUrl = 'http://127.0.0.1:3000';

  test('yes, on loopback with no real platform', () => {
    expect(mayServeConsole({ host: '127.0.0.1', publicUrl, platforms: [] })).toBe(true);
    expect(mayServeConsole({ host: 'localhost', publicUrl, platforms: ['console'] })).toBe(true);
    expect(mayServeConsole({ host: '::1', publicUrl: 'http://[::1]:3000', platforms: [] })).toBe(true);
  });

  test.each(['0.0.0.0', '::', '192.168.1.5', 'crm.example.com', ''])('no, when listening on %s', (host) => {
    expect(mayServeConsole({ host, publicUrl, platforms: [] })).toBe(false);
  });

  test('no, where others have an address for it: a proxy need not say that it is one', () => {
    const behindProxy = { host: '127.0.0.1', publicUrl: 'https://deals.example.com' };
    expect(mayServeConsole({ ...behindProxy, platforms: [] })).toBe(false);
  });

  test('no, beside a real platform', () => {
    expect(mayServeConsole({ host: '127.0.0.1', publicUrl, platforms: ['slack'] })).toBe(false);
    expect(mayServeConsole({ host: '127.0.0.1', publicUrl, platforms: ['console', 'wecom'] })).toBe(false);
  });
});
