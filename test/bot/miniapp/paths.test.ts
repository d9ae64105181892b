import fc from 'fast-check';
import { pageOf } from '../../../bot/miniapp/paths.js';

test.each(['/app/', '/app/deal/1024', '/app/list/mine?page=2', '/app/forms/abc-DEF_9', '/app/customer/88/'])(
  '%s is where one goes on to',
  (path) => {
    expect(pageOf(path)).toBe(path);
  },
);

test.each([
  'https://evil.example/app/',
  '//evil.example/app/',
  '/\\evil.example',
  '/app//evil.example',
  '/app/\\evil.example',
  '/app/../chat',
  '/app/%2e%2e/chat',
  '/app/..%2fchat',
  '/app/@evil.example',
  '/app/deal\r\nset-cookie: a=b',
  '/app/deal#fragment',
  '/app/x?next=https://evil.example',
  '/application',
  '/chat',
  'app/',
  'javascript:alert(1)',
  '/app/login/slack?next=/app/',
  '/app/sign-in',
  '/app/assets/index.js',
  `/app/${'x'.repeat(2000)}`,
  '',
  undefined,
  ['/app/deal/1'],
])('%j is not: the to-dos are', (path) => {
  expect(pageOf(path)).toBe('/app/');
});

test('whatever is given, one stays here', () => {
  const path = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.webUrl(),
    fc
      .string({ unit: fc.constantFrom('/', '\\', '.', '%', 'a', '?', '=', '@', ':', ' ', '\t', '\n') })
      .map((s) => `/app/${s}`),
  );
  fc.assert(
    fc.property(path, (given) => {
      const url = new URL(pageOf(given), 'https://here.example');
      return url.origin === 'https://here.example' && url.pathname.startsWith('/app/');
    }),
    { numRuns: 2000 },
  );
});

test('a long hostile path is answered at once', () => {
  const start = process.cpuUsage();
  expect(pageOf(`/app/${'a'.repeat(1400)}!`)).toBe('/app/');
  expect(pageOf(`/app/${'a/'.repeat(700)}!`)).toBe('/app/');
  expect(process.cpuUsage(start).user).toBeLessThan(200_000);
});
