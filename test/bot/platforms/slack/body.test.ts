import { type BadBody, parseJson } from '../../../../bot/platforms/body.js';
import { parseBody } from '../../../../bot/platforms/slack/body.js';

const FORM = 'application/x-www-form-urlencoded';
const statusOf = (work: () => unknown): number => {
  try {
    work();
  } catch (error) {
    return (error as BadBody).status;
  }
  return 200;
};

test('a charset behind the content type changes nothing', () => {
  expect(parseBody(`${FORM}; charset=utf-8`, Buffer.from('a=1'))).toMatchObject({ a: '1' });
  expect(parseBody('Application/JSON;charset=UTF-8', Buffer.from('{"a":1}'))).toEqual({ a: 1 });
});

test('the payload of an interaction is the JSON in its form', () => {
  expect(parseBody(FORM, Buffer.from(`payload=${encodeURIComponent('{"a":"一 & 二"}')}`))).toEqual({
    a: '一 & 二',
  });
});

test.each([
  ['half a JSON', 'application/json', '{"a":'],
  ['half a payload', FORM, 'payload={'],
  ['a hundred thousand fields', FORM, Array.from({ length: 100_000 }, (_, i) => `k${i}=1`).join('&')],
  ['JSON ten thousand deep', 'application/json', `${'['.repeat(10_000)}${']'.repeat(10_000)}`],
  ['a payload ten thousand deep', FORM, `payload=${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`],
  ['JSON that reaches for __proto__', 'application/json', '{"a":{"__proto__":{"isAdmin":true}}}'],
  [
    'JSON that reaches for constructor.prototype',
    'application/json',
    '{"constructor":{"prototype":{"isAdmin":true}}}',
  ],
])('%s is malformed', (_name, contentType, text) => {
  expect(statusOf(() => parseBody(contentType, Buffer.from(text)))).toBe(400);
  expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
});

test.each(['text/plain', 'multipart/form-data; boundary=x', undefined])(
  'Slack sends no %s',
  (contentType) => {
    expect(statusOf(() => parseBody(contentType, Buffer.from('{}')))).toBe(415);
  },
);

test('fields of a form named after the prototype are fields like any other', () => {
  const form = parseBody(
    FORM,
    Buffer.from('__proto__[isAdmin]=1&__proto__=x&constructor.prototype.isAdmin=1'),
  );
  expect(Object.getPrototypeOf(form)).toBeNull();
  expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
});

test('people may write about prototypes', () => {
  expect(parseJson('{"text":"\\"__proto__\\" and constructor","constructor":"Zhang Construction"}')).toEqual({
    text: '"__proto__" and constructor',
    constructor: 'Zhang Construction',
  });
});
