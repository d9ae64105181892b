import type { Database } from '../../models/database.js';
import {
  beginAnswer,
  blockMethod,
  delayTurn,
  forgetAnswer,
  insertCode,
  readBlockedMs,
  takeCode,
  takeTurn,
} from '../../models/wecom.js';
import { describeOnEachDatabase } from '../support/databases.js';

const DAY_MS = 86_400_000;

describeOnEachDatabase('what all instances share about WeCom', (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });

  const later = Date.now() + DAY_MS;
  const keep = (taskId: string, code: string, endsAtMs = later) =>
    database.transaction(async (tx) => insertCode(tx, taskId, code, endsAtMs));
  const take = (taskId: string, nowMs = Date.now()) =>
    database.transaction((tx) => takeCode(tx, taskId, nowMs));

  test('a code is taken by one of all who want it', async () => {
    await keep('t1', 'a');
    await keep('t1', 'b', later + 1);
    await keep('t1', 'a');
    await keep('t2', 'c');
    const taken = await Promise.all(Array.from({ length: 10 }, () => take('t1')));
    expect(taken.filter(Boolean).sort()).toEqual(['a', 'b']);
    expect(await take('t2')).toBe('c');
  });

  test('the code that ends first is taken first, and none that has ended', async () => {
    await keep('t3', 'old', later - 10);
    await keep('t3', 'new', later);
    expect(await take('t3', later - 11)).toBe('old');
    expect(await take('t3', later)).toBeUndefined();
    expect(await take('t3', later - 1)).toBe('new');
  });

  const pace = { most: 15, windowMs: 4_000, burst: 100, everyMs: 1_000 };
  const turn = (userId: string, of = pace) => database.transaction((tx) => takeTurn(tx, userId, of));
  const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

  test('fifteen messages to a person have room at once, on whichever instance; the next waits', async () => {
    const waits = await Promise.all(Array.from({ length: 20 }, () => turn('li')));
    expect(waits.filter((ms) => ms === 0)).toHaveLength(15);
    for (const ms of waits.filter(Boolean)) {
      expect(ms).toBeGreaterThan(0);
      expect(ms).toBeLessThanOrEqual(4_000);
    }
    expect(await turn('zhang')).toBe(0);
  });

  test('there is room again after the wait', async () => {
    const quick = { ...pace, most: 2, windowMs: 50 };
    expect([await turn('wang', quick), await turn('wang', quick)]).toEqual([0, 0]);
    await pause((await turn('wang', quick)) + 5);
    expect(await turn('wang', quick)).toBe(0);
  });

  test('in the long run there is less room', async () => {
    const slow = { most: 10, windowMs: 1, burst: 2, everyMs: 60_000 };
    expect([await turn('zhao', slow), await turn('zhao', slow)]).toEqual([0, 0]);
    expect(await turn('zhao', slow)).toBeGreaterThan(50_000);
  });

  test('a message that was long on its way counts from its end', async () => {
    const quick = { ...pace, most: 1, windowMs: 2_000 };
    await turn('sun', quick);
    await pause(100);
    const before = await turn('sun', quick);
    await database.transaction((tx) => delayTurn(tx, 'sun'));
    expect(await turn('sun', quick)).toBeGreaterThan(before);
  });

  const steps = { firstMs: 60_000, longestMs: 200_000 };
  const block = (method: string) => database.transaction((tx) => blockMethod(tx, method, steps));
  const left = (method: string) => database.read((tx) => readBlockedMs(tx, method));
  /** As if what was blocked had been blocked so much earlier. */
  const goBy = (method: string, ms: number) =>
    database.transaction(async (tx) =>
      tx.later('UPDATE wecom_blocks SET endsAtMs = endsAtMs - ? WHERE method = ?', [ms, method]),
    );
  const pass = async (method: string) => goBy(method, await left(method));

  test('a call that WeCom had too many of is made by nobody for a while; no other', async () => {
    expect(await left('message/send')).toBe(0);
    expect(await block('message/send')).toBe(60_000);
    expect(await left('message/send')).toBeGreaterThan(0);
    expect(await left('user/get')).toBe(0);
  });

  test('a refusal as soon as it may be made again doubles the while, up to the longest; within it, nothing', async () => {
    const lengths: number[] = [];
    for (let n = 0; n < 4; n += 1) {
      lengths.push(await block('user/list'));
      expect(await block('user/list')).toBeLessThanOrEqual(lengths.at(-1) ?? 0);
      await pass('user/list');
    }
    expect(lengths).toEqual([60_000, 120_000, 200_000, 200_000]);
  });

  test('after a while without refusals it begins from the start', async () => {
    await block('media/get');
    await pass('media/get');
    await goBy('media/get', 60_000);
    expect(await block('media/get')).toBe(60_000);
  });

  const begin = (key: string) => database.transaction((tx) => beginAnswer(tx, key));

  test('an event is answered by one of all who heard of it', async () => {
    const begun = await Promise.all(Array.from({ length: 8 }, () => begin('e1')));
    expect(begun.filter(Boolean)).toHaveLength(1);
    await database.transaction(async (tx) => forgetAnswer(tx, 'e1'));
    expect(await begin('e1')).toBe(true);
  });
});
