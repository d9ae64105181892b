import { verify } from '../../../../bot/platforms/slack/verify.js';
import { signature } from '../../../support/slack/requests.js';

const SECRET = '8f742231b10e8888abcd99yyyzzz85a5';
const NOW = new Date(1_531_420_618_000);
const at = (timestamp: string, mac: string) => ({
  'x-slack-request-timestamp': timestamp,
  'x-slack-signature': mac,
});

test("Slack's own example is genuine", () => {
  const body =
    'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c';
  const mac = 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503';
  expect(verify(Buffer.from(body), at('1531420618', mac), SECRET, NOW)).toBe('genuine');
});

const signed = (seconds: number) => at(String(seconds), signature(SECRET, seconds, 'hi'));
const nowS = NOW.getTime() / 1000;

test.each([
  [-300, 'genuine'],
  [-301, 'skewed'],
  [300, 'genuine'],
  [301, 'skewed'],
  [3600, 'skewed'],
])('a right signature %i seconds from now is %s', (seconds, verdict) => {
  expect(verify(Buffer.from('hi'), signed(nowS + seconds), SECRET, NOW)).toBe(verdict);
});

test('without a signing secret nothing is genuine, not even what is signed with the empty one', () => {
  const headers = at(String(nowS), signature('', nowS, 'hi'));
  expect(verify(Buffer.from('hi'), headers, '', NOW)).toBe('forged');
});

test('bytes that are no text are signed as they are', () => {
  const raw = Buffer.from([0xff, 0xfe, 0x00, 0x80]);
  expect(verify(raw, at(String(nowS), signature(SECRET, nowS, raw)), SECRET, NOW)).toBe('genuine');
});
