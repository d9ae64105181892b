import { createHmac } from 'node:crypto';
import { verifyCard, verifyEvent, verifyRobot } from '../../../../bot/platforms/dingtalk/verify.js';

const HOUR_MS = 3_600_000;
const at = (ms: number) => new Date(ms);

describe('a message to the robot', () => {
  const secret = 'dingtalk-demo-appsecret-0123456789';
  const headers = { timestamp: '1760000000000', sign: 'c81it5whOGg24bO1xCNm163ZuE7IOjtbTYupx6iC+ps=' };

  test('is genuine with the signature of the reference', () => {
    expect(verifyRobot(headers, secret, at(1_760_000_000_000))).toBe('genuine');
  });

  test.each([
    [HOUR_MS, 'genuine'],
    [-HOUR_MS, 'genuine'],
    [HOUR_MS + 1, 'skewed'],
    [-HOUR_MS - 1, 'skewed'],
  ])('%d ms away from its time is %s', (awayMs, verdict) => {
    expect(verifyRobot(headers, secret, at(1_760_000_000_000 + awayMs))).toBe(verdict);
  });

  test.each([
    ['another secret', headers, 'other'],
    ['another time', { ...headers, timestamp: '1760000000001' }, secret],
    ['no signature', { timestamp: headers.timestamp }, secret],
    ['no time', { sign: headers.sign }, secret],
    ['a time that is none', { ...headers, timestamp: '1e12' }, secret],
    ['two signatures', { ...headers, sign: [headers.sign, headers.sign] as unknown as string }, secret],
    ['a shorter signature', { ...headers, sign: headers.sign.slice(1) }, secret],
  ])('with %s is forged', (_what, given, key) => {
    expect(verifyRobot(given, key, at(1_760_000_000_000))).toBe('forged');
  });
});

test('a custom robot signs the same way, as the reference has it', () => {
  const sign = createHmac('sha256', 'SECdemo0123456789')
    .update('1760000000000\nSECdemo0123456789')
    .digest('base64');
  expect(encodeURIComponent(sign)).toBe('8UTDmgvjpMqsphrUfkQe%2BbTKG37Y5je4w9H9YHWaKjo%3D');
  const headers = { timestamp: '1760000000000', sign };
  expect(verifyRobot(headers, 'SECdemo0123456789', at(1_760_000_000_000))).toBe('genuine');
});

describe('a press on a card', () => {
  const headers = {
    'x-ddpaas-signature-timestamp': '1760000000000',
    'x-ddpaas-signature': 'MSkX8IY0338cWyPU5+yDIDue3LWxxeaustOOfDywwDQ=',
  };

  test('is genuine with the signature of the reference', () => {
    expect(verifyCard(headers, 'card-api-secret-demo', at(1_760_000_000_000))).toBe('genuine');
  });

  test('of another time or of another sender is not', () => {
    expect(verifyCard(headers, 'card-api-secret-demo', at(1_760_000_000_000 + HOUR_MS + 1))).toBe('skewed');
    expect(verifyCard(headers, 'other', at(1_760_000_000_000))).toBe('forged');
  });
});

test('an event carries its time in seconds or in milliseconds, and its signature under one of two names', () => {
  const encrypted =
    'YvkvaGe4hQxd3VxRmEty0dVlnCOAqwf56xwTRHDHoOURqhalbmBJQk5FNcRk42Gl5T0YQXZNwpwWSm1xAFJ5ZA==';
  const query = {
    timestamp: '1614767836',
    nonce: 'A7Co0cJLMzIDtMMI',
    msg_signature: '9a95a004dd16f5c307e849b994173f76aa26e5eb',
  };
  const { msg_signature: signature, ...rest } = query;
  const now = at(1_614_767_836_000);
  expect(verifyEvent(query, encrypted, '123456', now)).toBe('genuine');
  expect(verifyEvent({ ...rest, signature }, encrypted, '123456', now)).toBe('genuine');
  expect(verifyEvent(query, encrypted, '123456', at(1_614_767_836_000 + HOUR_MS + 1))).toBe('skewed');
  expect(verifyEvent(query, `${encrypted}x`, '123456', now)).toBe('forged');
  expect(verifyEvent({ ...query, nonce: 'x' }, encrypted, '123456', now)).toBe('forged');
});
