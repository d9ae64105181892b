import { isAtWork } from '../../handlers/at-work.js';
import { saveSetting } from '../../models/setting.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { type Jobs, openJobs } from '../support/jobs.js';
import { demoFirm, openWorld, type World } from '../support/world.js';

test.each([
  ['2026-06-15T00:00:00Z', true, 'Monday, eight in the morning'],
  ['2026-06-14T23:59:00Z', false, 'a minute before'],
  ['2026-06-15T11:59:00Z', true, 'Monday, just before eight in the evening'],
  ['2026-06-15T12:00:00Z', false, 'eight in the evening'],
  ['2026-06-14T04:00:00Z', false, 'Sunday noon'],
  ['2026-10-01T04:00:00Z', false, 'National Day'],
])('in Shanghai people are at work at %s: %s (%s)', (at, works) => {
  expect(isAtWork('Asia/Shanghai', new Date(at))).toBe(works);
});

describeOnEachDatabase('reminders', (open) => {
  let world: World;
  let jobs: Jobs;

  /** On Monday at ten in Shanghai, 张伟 asks for a signature, and 李娜 has it on her screen. */
  beforeEach(async () => {
    world = await openWorld(await open(demoFirm));
    world.now = () => new Date('2026-06-15T02:00:00Z');
    jobs = openJobs(world.database);
    await world.type('E003', '/deal stage D-1001 待签约');
    await jobs.at('2026-06-15T02:05:00Z');
  });

  /** The request, and a pointer to it wherever it was before. */
  const requestsOf = async (person: string) => {
    await world.settled();
    return world.cards(person).filter(({ line }) => !line.startsWith('日报')).length;
  };

  test('bring a request that nobody touched for a day back to the end of the chat, once a day', async () => {
    await jobs.at('2026-06-16T01:45:00Z');
    expect(await requestsOf('E002')).toBe(1);
    await jobs.at('2026-06-16T02:00:00Z', '2026-06-16T02:15:00Z', '2026-06-16T09:00:00Z');
    expect(await requestsOf('E002')).toBe(2);
    await jobs.at('2026-06-17T01:45:00Z');
    expect(await requestsOf('E002')).toBe(2);
    await jobs.at('2026-06-17T02:00:00Z');
    expect(await requestsOf('E002')).toBe(3);
    expect((await jobs.outcomes('reminders'))['2026-06-17T02:00 UTC']).toBe('reminded: 1');
    expect(await requestsOf('E001')).toBe(0);
  });

  test('wait for the morning', async () => {
    await world.database.transaction((tx) => saveSetting(tx, 'reminders', { afterHours: 11 }));
    await jobs.at('2026-06-15T13:00:00Z', '2026-06-15T20:00:00Z', '2026-06-15T23:45:00Z');
    expect(await requestsOf('E002')).toBe(1);
    await jobs.at('2026-06-16T00:00:00Z');
    expect(await requestsOf('E002')).toBe(2);
  });

  test('leave whoever has said something in peace for as long', async () => {
    world.now = () => new Date('2026-06-15T09:00:00Z');
    const form = await world.press('E002', world.card('E002', 'A-1'), '评论');
    await world.submit('E002', form, { [Object.keys(form.fields)[0] ?? '']: '等客户回话' });
    await jobs.at('2026-06-16T02:00:00Z', '2026-06-16T08:45:00Z');
    expect(await requestsOf('E002')).toBe(1);
    await jobs.at('2026-06-16T09:00:00Z');
    expect(await requestsOf('E002')).toBe(2);
  });

  test('reach everybody whom one approval asks, however many others of it are asleep', async () => {
    const asleep = await world.hire('E300', { timeZone: 'America/New_York' });
    const late = await world.hire('E301', {});
    const copied = `'manager', 1, 'open', openedAt FROM approval_tasks WHERE approvalId = 1 AND seq = 1`;
    await world.database.transaction(async (tx) => {
      for (let seq = 2; seq <= 202; seq += 1)
        await tx.run(
          `INSERT INTO approval_tasks (approvalId, seq, assigneeId, stepKey, round, state, openedAt)
           SELECT 1, ${seq}, ${seq === 202 ? late.id : asleep.id}, ${copied}`,
        );
    });
    await jobs.at('2026-06-16T02:05:00Z');
    expect((await jobs.outcomes('reminders'))['2026-06-16T02:00 UTC']).toBe('reminded: 2');
    expect(
      await world.rows(
        `SELECT DISTINCT e.staffNumber FROM approval_tasks t JOIN employees e ON e.id = t.assigneeId
         WHERE t.remindedAt IS NOT NULL ORDER BY e.staffNumber`,
      ),
    ).toEqual([{ staffNumber: 'E002' }, { staffNumber: 'E301' }]);
  });

  test('end with the decision', async () => {
    await world.press('E002', world.card('E002', 'A-1'), '同意');
    await jobs.at('2026-06-16T02:00:00Z');
    expect(await requestsOf('E002')).toBe(1);
  });
});
