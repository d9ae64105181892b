import { tokenFor } from '../../../../bot/platforms/app-tokens.js';
import { appTokens } from '../../../../bot/platforms/dingtalk/tokens.js';
import { memoryTokens } from '../../../support/memory-tokens.js';

const MINUTE_MS = 60_000;
const start = Date.parse('2026-07-01T00:00:00Z');

/** Some instances of Dealdesk over one store, and a DingTalk that gives a new token each time. */
const firm = (instances = 1) => {
  const store = memoryTokens();
  const clock = { ms: start };
  const given: string[] = [];
  const trouble = { error: undefined as Error | undefined };
  const fetch = async () => {
    await new Promise((resolve) => setTimeout(resolve, 10));
    if (trouble.error) throw trouble.error;
    given.push(`token-${given.length + 1}`);
    return tokenFor(given.at(-1) ?? '', 7200, new Date(clock.ms));
  };
  const all = Array.from({ length: instances }, () =>
    appTokens({ store, fetch, now: () => new Date(clock.ms) }),
  );
  const [first] = all;
  if (!first) throw new Error('No instance.');
  return { store, clock, given, trouble, all, first };
};

test('the token is asked for once, however many need it, in however many instances', async () => {
  const { all, given } = firm(3);
  const tokens = await Promise.all(all.flatMap((one) => [one.get(), one.get(), one.get()]));
  expect(new Set(tokens)).toEqual(new Set(['token-1']));
  expect(given).toHaveLength(1);
});

test('it serves until ten minutes before its end', async () => {
  const { first, clock, given } = firm();
  await first.get();
  clock.ms += 109 * MINUTE_MS;
  expect(await first.get()).toBe('token-1');
  clock.ms += 2 * MINUTE_MS;
  expect(await first.get()).toBe('token-2');
  expect(given).toHaveLength(2);
});

test('one that DingTalk refuses is replaced, by the first instance that hears of it', async () => {
  const { all, given } = firm(2);
  await Promise.all(all.map((one) => one.get()));
  expect(await Promise.all(all.map((one) => one.renew('token-1')))).toEqual(['token-2', 'token-2']);
  expect(given).toHaveLength(2);
});

test('four days later, after sleep, nothing old is used', async () => {
  const { first, clock } = firm();
  await first.get();
  clock.ms += 4 * 24 * 60 * MINUTE_MS;
  expect(await first.get()).toBe('token-2');
});

test('a failure is heard by all who wait, and is no failure for ever', async () => {
  const { first, trouble } = firm();
  trouble.error = new Error('down');
  await expect(Promise.all([first.get(), first.get()])).rejects.toThrow('down');
  trouble.error = undefined;
  expect(await first.get()).toBe('token-1');
});
