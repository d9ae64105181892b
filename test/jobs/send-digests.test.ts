import type { Card } from '../../cards/card.js';
import type { Press } from '../../models/view-parts.js';
import { actionsOf } from '../cards/reading.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { type Jobs, openJobs } from '../support/jobs.js';
import { hire } from '../support/staff.js';
import { demoFirm, openWorld, type World } from '../support/world.js';

/** In Shanghai it is eight hours later: each morning from before half past eight until after it. */
const friday = ['2026-06-12T00:10:00Z', '2026-06-12T00:31:00Z'];
const saturday = ['2026-06-13T00:10:00Z', '2026-06-13T00:31:00Z'];
const monday = ['2026-06-15T00:10:00Z', '2026-06-15T00:31:00Z'];
const asking = ({ do: what, input }: Press) => ({ kind: 'press' as const, do: what, input: input ?? {} });
const everybody = ['E001', 'E002', 'E003', 'E004', 'E005', 'E006', 'E007'];

describeOnEachDatabase('the morning’s digest', (open) => {
  let world: World;
  let jobs: Jobs;
  beforeEach(async () => {
    world = await openWorld(await open(demoFirm));
    world.now = () => new Date('2026-06-11T03:00:00Z');
    jobs = openJobs(world.database);
  });

  const digestsOf = (person: string) =>
    world.cards(person).filter(({ line }) => /^(日报|Digest) /.test(line));
  const rowsOf = (employeeId: number) =>
    world.rows<{ subjectId: number; state: string }>(
      `SELECT subjectId, state FROM shown_cards WHERE subject = 'digest' AND employeeId = ${employeeId} ORDER BY subjectId`,
    );

  test('comes once to everybody for whom there is something in it, and to nobody else', async () => {
    const idle = await hire(world.database, { name: 'Sun' });
    await jobs.at(...monday, '2026-06-15T00:32:00Z', '2026-06-15T03:00:00Z');
    await world.settled();

    for (const person of everybody) expect(digestsOf(person)).toHaveLength(1);
    expect(world.card('E003', '日报').text).toContain('日报 · 2026年6月15日 周一');
    expect(world.card('E004', 'Digest').text).toContain('Digest · 15 Jun 2026');
    expect(await rowsOf(idle.id)).toEqual([]);
    expect(await jobs.outcomes('digest')).toEqual({ '2026-06-15T08:30 Asia/Shanghai': 'sent: 7' });
    expect(jobs.complaints()).toEqual([]);
  });

  test('says what waits for a decision, and opens it', async () => {
    await world.type('E003', '/deal stage D-1001 待签约');
    await jobs.at(...monday);
    await world.settled();
    const digest = world.card('E002', '日报');
    expect(digest.text).toContain('待你审批：1 项\n¥190,800.00');
    const lists = actionsOf(digest.card as Card).map((action) => 'data' in action && action.data) as Press[];
    const totals = lists.map(async (press) => (await world.ask('E002', asking(press))).line);
    expect(await Promise.all(totals)).toEqual([
      '等我审批：共 1 条',
      '我和下属的商机 · 线索：共 1 条',
      '我和下属的商机 · 方案：共 1 条',
      '我和下属的商机 · 谈判：共 1 条',
      '我和下属的商机 · 待签约：共 1 条',
    ]);
  });

  test('does not come on a day off', async () => {
    await jobs.at(...saturday);
    expect(await jobs.outcomes('digest')).toEqual({ '2026-06-13T08:30 Asia/Shanghai': 'a day off' });
    expect(await world.rows("SELECT 1 FROM shown_cards WHERE subject = 'digest'")).toEqual([]);
  });

  test('comes later on the same day when the service was down, but not on the next', async () => {
    await jobs.at('2026-06-12T00:10:00Z', '2026-06-12T02:15:00Z');
    await world.settled();
    expect(digestsOf('E003')).toHaveLength(1);

    await jobs.at('2026-06-14T15:00:00Z', '2026-06-15T16:05:00Z');
    await world.settled();
    expect(digestsOf('E003')).toHaveLength(1);
    expect(await jobs.outcomes('digest')).toEqual({
      '2026-06-12T08:30 Asia/Shanghai': 'sent: 7',
      '2026-06-14T08:30 Asia/Shanghai': 'a day off',
      '2026-06-15T08:30 Asia/Shanghai': 'the day was over',
    });
  });

  test('does not come twice to whoever flies west in between', async () => {
    await jobs.at(...monday);
    await world.database.transaction(async (tx) =>
      tx.later("UPDATE employees SET timeZone = 'Europe/Berlin' WHERE staffNumber = 'E003'"),
    );
    await jobs.at('2026-06-15T06:29:00Z', '2026-06-15T06:31:00Z');
    await world.settled();
    expect(digestsOf('E003')).toHaveLength(1);
    expect(await jobs.outcomes('digest')).toMatchObject({ '2026-06-15T08:30 Europe/Berlin': 'sent: 0' });
  });

  test('comes at the time that somebody has chosen, in their own zone, and never to whoever wants none', async () => {
    await world.type('E003', '/设置 日报 9:15');
    await world.type('E002', '/设置 日报 关');
    await world.type('E004', '/settings zone Berlin');
    await world.type('E004', '/settings digest 7:00');
    await jobs.at(...monday);
    await world.settled();
    for (const person of ['E002', 'E003', 'E004']) expect(digestsOf(person)).toEqual([]);
    expect(digestsOf('E001')).toHaveLength(1);

    await jobs.at('2026-06-15T01:14:00Z', '2026-06-15T01:15:00Z', '2026-06-15T05:00:00Z');
    await world.settled();
    for (const person of ['E003', 'E004']) expect(digestsOf(person)).toHaveLength(1);
    expect(digestsOf('E002')).toEqual([]);
    expect(await jobs.outcomes('digest')).toEqual({
      '2026-06-15T08:30 Asia/Shanghai': 'sent: 4',
      '2026-06-15T09:15 Asia/Shanghai': 'sent: 1',
      '2026-06-15T07:00 Europe/Berlin': 'sent: 1',
    });
    expect((await world.type('E002', '/日报')).text).toContain('商机');
  });

  test('is caught up at each of these times, and comes once to whoever changes the time in between', async () => {
    await world.type('E003', '/设置 日报 9:15');
    await jobs.at('2026-06-15T00:10:00Z', '2026-06-15T03:00:00Z');
    await world.settled();
    for (const person of ['E001', 'E003']) expect(digestsOf(person)).toHaveLength(1);

    await world.type('E001', '/设置 日报 12:00');
    await jobs.at('2026-06-15T04:00:00Z');
    await world.settled();
    expect(digestsOf('E001')).toHaveLength(1);
    expect(await jobs.outcomes('digest')).toMatchObject({ '2026-06-15T12:00 Asia/Shanghai': 'sent: 0' });
  });

  test('takes the place of earlier ones that never got through', async () => {
    const away = await hire(world.database, { name: 'Zhou', roles: ['finance'] });
    await jobs.at(...friday);
    await world.settled();
    expect(await rowsOf(away.id)).toEqual([{ subjectId: 20260612, state: 'unreachable' }]);
    await jobs.at(...monday);
    await world.settled();
    expect(await rowsOf(away.id)).toEqual([{ subjectId: 20260615, state: 'unreachable' }]);
    expect(digestsOf('E003')).toHaveLength(2);
  });

  test('comes to the others though one person’s cannot be counted', async () => {
    await world.type('E003', '/deal stage D-1001 待签约');
    await world.database.transaction(async (tx) => tx.later("UPDATE approvals SET facts = 'null'"));
    await jobs.at(...monday);
    expect(await jobs.outcomes('digest')).toEqual({ '2026-06-15T08:30 Asia/Shanghai': 'sent: 6' });
    expect(jobs.complaints()).toEqual(['a digest could not be counted']);
  });
});
