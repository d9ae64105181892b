import { pino } from 'pino';
import { linkOne, listProposals, readTyped, syncNow } from '../../bot/cli/directory.js';
import { askDirectories, directoryKeeper } from '../../bot/directory.js';
import type { Platform, PlatformDirectory } from '../../bot/platforms/platform.js';
import type { PlatformMember } from '../../models/directory.js';
import { member } from '../handlers/directory/firm.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { until } from '../support/until.js';
import { openWorld, type World } from '../support/world.js';

const place = { locale: 'zh-CN', timeZone: 'Asia/Shanghai' } as const;

const only = (name: Platform['name'], directory?: PlatformDirectory) =>
  ({ name, ...(directory && { directory }) }) as Platform;
const says = (...members: readonly PlatformMember[]): PlatformDirectory => ({
  read: async () => ({ departments: [], members }),
});
const fails: PlatformDirectory = {
  read: async () => {
    throw new Error('the line broke');
  },
};
const platformsOf = (...list: readonly Platform[]) => new Map(list.map((one) => [one.name as string, one]));

test('an option that there is not is no command, so that the usage is said and nothing is done', () => {
  expect(readTyped(['sync', '--dry-run']).positionals).toEqual(['sync']);
  expect(readTyped(['sync', '--dryrun']).positionals).toEqual([]);
});

describe('asking the platforms who works here', () => {
  test('DingTalk comes before Slack, and makes people new; Slack only knows them', async () => {
    const { asked } = await askDirectories(
      platformsOf(only('slack', says(member('U1', 'A'))), only('dingtalk', says(member('u1', 'A')))),
    );
    expect(asked.told.map(({ platform }) => platform)).toEqual(['dingtalk', 'slack']);
    expect(asked).toMatchObject({ founder: 'dingtalk', unread: [] });
  });

  test('what could not be read, and what says that nobody is there, says nothing; no other takes its place', async () => {
    const { asked, silent } = await askDirectories(
      platformsOf(
        only('dingtalk', fails),
        only('slack', says({ ...member('U1', 'A'), active: false })),
        only('wecom'),
        only('console'),
      ),
    );
    expect(asked).toEqual({ told: [], founder: 'dingtalk', unread: ['wecom', 'dingtalk', 'slack'] });
    expect(silent).toEqual([
      { platform: 'dingtalk', reason: 'the line broke' },
      { platform: 'slack', reason: expect.stringContaining('nobody works here') },
    ]);
  });
});

describeOnEachDatabase('npm run directory', (open) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(await open());
  });

  const sync = (list: readonly Platform[], options: { isDryRun?: boolean; isForced?: boolean } = {}) =>
    syncNow(world.database, platformsOf(...list), place, { isDryRun: false, isForced: false, ...options });

  test('tells in both languages what it would do, and does nothing yet', async () => {
    const { lines, exitCode } = await sync(
      [only('dingtalk', says(member('li', '李娜', { staffNumber: 'E002' }), member('wei', '张伟')))],
      { isDryRun: true },
    );
    expect(lines).toContain('人员：新增 0，更新 1（其中恢复在职 0），离职 0，不变 0');
    expect(lines).toContain('People: 0 new, 1 changed (of them 0 back), 0 left, 0 same');
    expect(lines.at(-1)).toBe('This was a preview. Nothing was written.');
    expect(exitCode).toBe(0);
    expect((await listProposals(world.database)).exitCode).toBe(1);
  });

  test('lists accounts of which nobody is sure, with how to say whose they are', async () => {
    await sync([
      only('dingtalk', says(member('li', '李娜', { staffNumber: 'E002' }), member('wei', '张伟'))),
    ]);
    const { lines } = await listProposals(world.database);
    expect(lines).toEqual([
      '张伟（dingtalk wei）：只有姓名相同',
      '张伟 (dingtalk wei): only the name is the same',
      '  可能是：张伟 (E003)',
      '  Perhaps: 张伟 (E003)',
      '  关联：npm run directory -- link dingtalk wei <工号>，新同事写 new',
      '  To link it: npm run directory -- link dingtalk wei <staff number>, or new for somebody new',
    ]);
  });

  test('links one to whom somebody names, once', async () => {
    const link = (...typed: readonly string[]) => linkOne(world.database, typed, place);
    expect((await link('dingtalk', 'wei', 'E999')).lines).toContain('没有工号“E999”的在职员工。');
    expect((await link('dingtalk', 'wei', 'E003')).lines).toContain('Linked to 张伟 (E003).');
    expect((await link('dingtalk', 'wei', 'E003')).lines.join()).toContain('did not see this account');
    expect((await listProposals(world.database)).lines).toContain('没有待确认的账号。');
    expect((await link('dingtalk')).exitCode).toBe(2);
  });

  test('takes in whoever is somebody new after all', async () => {
    const people = [
      member('li', '李娜', { staffNumber: 'E002' }),
      member('wei', '张伟'),
      member('wei2', '陈静'),
    ];
    await sync([only('dingtalk', says(...people))]);
    const { lines } = await linkOne(world.database, ['dingtalk', 'wei2', 'new'], place);
    expect(lines).toContain('已关联到陈静（IMP-0001）。');
    expect((await sync([only('dingtalk', says(...people))])).lines).toContain(
      'People: 0 new, 0 changed (of them 0 back), 0 left, 3 same',
    );
  });

  test('lets nobody leave because a platform could not be read, and says so', async () => {
    const { lines, exitCode } = await sync([only('dingtalk', fails)]);
    expect(lines[1]).toBe(
      'The directory of dingtalk could not be read whole, so nobody leaves because of it: the line broke',
    );
    expect(exitCode).toBe(1);
    expect((await world.employee('E003')).active).toBe(true);
  });
});

describeOnEachDatabase('a platform that tells of a change', (open) => {
  test('has people followed by themselves, once for all that comes at about the same time', async () => {
    const world = await openWorld(await open());
    let reads = 0;
    let tell = () => {};
    const directory: PlatformDirectory = {
      read: async () => {
        reads += 1;
        return { departments: [], members: [member('new', '新同事')] };
      },
      onChange: (listener) => {
        tell = listener;
      },
    };
    const keeper = directoryKeeper({
      database: world.database,
      platforms: platformsOf(only('dingtalk', directory)),
      usual: place,
      log: pino({ level: 'silent' }),
      now: () => new Date(),
      quietMs: 30,
    });
    keeper.start();
    for (let n = 0; n < 5; n += 1) tell();
    await new Promise((resolve) => setTimeout(resolve, 10));
    tell();
    await until(async () => (await world.rows("SELECT 1 FROM employees WHERE name = '新同事'")).length === 1);
    await keeper.stop();
    expect(reads).toBe(1);
  });
});
