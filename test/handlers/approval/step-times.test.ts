import { medianOf, remainingMs, timesOf } from '../../../handlers/approval/step-times.js';
import { mastersChange } from '../../../models/database/masters.js';
import { insertStepTime } from '../../../models/step-time.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { planOf } from '../../support/plan.js';
import { openWorld, type World } from '../../support/world.js';
import { clock, flow, jie, li, na, person, pressed, step, submitted } from './firm.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

test.each([
  [[], undefined],
  [[5, 1], undefined],
  [[5, 1, 9], 5],
  [[5, 1, 9, 100], 7],
])('of %j the usual time is %s', (times, usual) => {
  expect(medianOf(times)).toBe(usual);
});

const twoSteps = flow(step('first', 'ANY', [person(na)]), step('second', 'ALL', [person(jie), person(li)]));

test('a step is timed when people bring it to an end, once', () => {
  const asked = submitted(twoSteps);
  const first = pressed(asked, [na, '+']);
  expect(timesOf(asked.instance, first.instance)).toEqual([
    { flowKey: 'test', stepKey: 'first', tookMs: MINUTE_MS, endedAt: clock(1) },
  ]);
  const half = pressed(first, [jie, '+']);
  expect(timesOf(first.instance, half.instance)).toEqual([]);
});

test('what is left is what is left of this step, and all of the next', () => {
  const { instance } = submitted(twoSteps);
  const usual = { first: 10 * MINUTE_MS, second: 30 * MINUTE_MS };
  expect(remainingMs(instance, usual, clock(4))).toBe(36 * MINUTE_MS);
  expect(remainingMs(instance, usual, clock(59))).toBe(30 * MINUTE_MS);
  expect(remainingMs(instance, { ...usual, second: undefined }, clock(4))).toBeUndefined();
});

describeOnEachDatabase('how long a step usually takes', (open) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(await open());
    world.now = () => new Date(Date.UTC(2026, 10, 26, 2));
  });

  const keep = (stepKey: string, hours: readonly number[]) =>
    world.database.transaction(async (tx) => {
      for (const each of hours)
        insertStepTime(tx, { flowKey: 'contract', stepKey, tookMs: each * HOUR_MS, endedAt: world.now() });
      mastersChange(tx);
    });

  test('stands beside who holds it, and what is left of it all beneath', async () => {
    await keep('sales-manager', [1, 3, 90]);
    const { text } = await world.type('E003', '/deal new 上海云帆科技有限公司 2万 待签约');
    const approval = /A-\d+/.exec(text)?.[0] ?? text;
    expect((await world.type('E003', `/approval ${approval}`)).text).toContain(
      '这一步通常用时 3 小时 0 分钟',
    );
    expect(world.card('E002', approval).text).not.toContain('通常还需');

    await keep('legal-and-finance', [2, 2, 2]);
    world.now = () => new Date(Date.UTC(2026, 10, 26, 3));
    expect((await world.type('E002', `/approval ${approval}`)).text).toMatch(/通常还需\s*4 小时 0 分钟/);

    await world.press('E002', world.card('E002', approval), '同意');
    const rows = await world.rows<{ tookMs: number }>(
      "SELECT tookMs FROM step_times WHERE stepKey = 'sales-manager' ORDER BY id DESC",
    );
    expect([rows.length, Number(rows[0]?.tookMs)]).toEqual([4, HOUR_MS]);
  });

  test('is read from the end of an index: what was finished long ago costs nothing', async () => {
    await keep(
      'old',
      Array.from({ length: 400 }, (_, index) => index),
    );
    await keep(
      'other',
      Array.from({ length: 400 }, (_, index) => index),
    );
    if (world.database.dialect === 'mysql') await world.rows('ANALYZE TABLE step_times');
    const sql = `SELECT tookMs FROM step_times WHERE flowKey = 'contract' AND stepKey = 'old' ORDER BY id DESC LIMIT 51`;
    const plan = await planOf(world.database, sql);
    expect(JSON.stringify(plan)).toMatch(/step_times_flow_key_step_key_id/);
    expect(JSON.stringify(plan)).not.toMatch(/SCAN|TEMP B-TREE|filesort|"type":"(ALL|index)"/);
  });
});
