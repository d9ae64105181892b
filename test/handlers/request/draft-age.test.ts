import { isRemovedSoon, removedFrom } from '../../../handlers/request/draft-age.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { openJobs } from '../../support/jobs.js';
import { demoFirm, openWorld, type World } from '../../support/world.js';

const DAY_MS = 86_400_000;
const SAVED = new Date('2026-06-01T09:30:00Z');
const later = (days: number) => new Date(SAVED.getTime() + days * DAY_MS);

test('a draft is kept for 90 days after it was touched last, and its last week is announced', () => {
  const draft = { updatedAt: SAVED };
  expect(removedFrom(draft)).toEqual(new Date('2026-08-30T09:30:00Z'));
  expect(isRemovedSoon(draft, later(82.9))).toBe(false);
  expect(isRemovedSoon(draft, later(83))).toBe(true);
  expect(isRemovedSoon(draft, later(95))).toBe(true);
});

describeOnEachDatabase('a draft that nobody touches', (open) => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld(await open(demoFirm));
    await at(0);
    await keep('E003', '/approval drafts expense 1200 打车');
    await keep('E004', '/approval drafts expense 300 taxi');
  });

  const at = (days: number) => {
    world.now = () => later(days);
  };
  const keep = (person: string, line: string) => world.type(person, line);
  const drafts = async (person: string) => (await world.type(person, '/approval drafts')).text;
  /** That night, in the order in which the instances get to it. */
  const nightAfter = async (days: number, instances = [openJobs(world.database)]) => {
    const evening = later(days).toISOString().slice(0, 'YYYY-MM-DD'.length);
    for (const jobs of instances) await jobs.at(`${evening}T19:39:00Z`, `${evening}T19:40:00Z`);
    for (const jobs of instances) expect(jobs.complaints()).toEqual([]);
  };

  test('says in its last week from when on it is removed, in the language and zone of its owner', async () => {
    at(80);
    expect(await drafts('E003')).toBe('我的草稿\n打车\n报销 · 保存于 2026-06-01 17:30\n共 1 条');
    at(84);
    expect(await drafts('E003')).toContain('保存于 2026-06-01 17:30 · 2026年8月30日 周日 起自动删除');
    expect(await drafts('E004')).toMatch(
      /Expense · saved 1 Jun 2026.* · will be removed from .*30 Aug 2026 on/,
    );
  });

  test('is removed that night, and not before', async () => {
    await nightAfter(89);
    at(89.9);
    expect(await drafts('E003')).toContain('打车');
    await nightAfter(90);
    expect(await drafts('E003')).toContain('没有草稿');
    expect(await drafts('E004')).toContain('You have no drafts.');
  });

  test('is removed once by all instances, and also where all of them slept through that night', async () => {
    const [one, other] = [openJobs(world.database), openJobs(world.database)];
    await nightAfter(88, [one, other]);
    await one.at(later(93).toISOString());
    await other.at(later(93).toISOString());
    const outcomes = Object.values(await one.outcomes('sweep'));
    expect(outcomes.filter((outcome) => outcome?.startsWith('removed:'))).toHaveLength(2);
    expect(await world.rows('SELECT id FROM request_drafts')).toEqual([]);
  });

  test('stays for whoever has opened it, and was saved when it was saved', async () => {
    at(84);
    const form = await world.press('E003', await world.type('E003', '/approval drafts'), '打车');
    expect(await drafts('E003')).toContain('保存于 2026-06-01 17:30\n');
    await nightAfter(91);
    at(91.5);
    const good = { 金额: '1200', 类别: 'travel', 发生日期: '2026-06-01', 事由: '打车' };
    expect((await world.submit('E003', form, good)).text).toContain('已提交报销');
    expect(await world.rows('SELECT id FROM request_drafts')).toEqual([]);
  });

  test('stays as long as it is saved again now and then', async () => {
    at(84);
    const form = await world.press('E003', await world.type('E003', '/approval drafts'), '打车');
    await world.submit('E003', form, { 事由: '打车去机场' }, '存为草稿');
    await nightAfter(91);
    at(91);
    expect(await drafts('E003')).toMatch(/打车去机场/);
    expect(await drafts('E003')).not.toContain('自动删除');
    expect(await drafts('E004')).toContain('You have no drafts.');
  });
});
