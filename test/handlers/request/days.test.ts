import { saveSetting } from '../../../models/setting.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { demoFirm, openWorld, type World } from '../../support/world.js';

describeOnEachDatabase('the days of a leave', (open) => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld(await open(demoFirm));
  });

  /** What 李娜's manager, 王建国, sees of it. */
  const asked = async (dates: string) => {
    await world.type('E002', `/approval new leave annual ${dates}`);
    return world.card('E001', 'A-1').text;
  };

  test.each([
    ['2026-12-01 2026-12-03', '天数 3'],
    ['2026-12-04 2026-12-07', '天数 2'],
    ['2026-09-30 2026-10-08', '天数 2'],
    ['2026-12-04下午 2026-12-07', '天数 1.5'],
    ['2026-12-04下午 2026-12-07上午', '天数 1'],
    ['2026-12-05下午 2026-12-07', '天数 1'],
    ['2026-12-04', '天数 1'],
  ])('%s are its working days, where nobody wrote how many', async (dates, days) => {
    expect(await asked(dates)).toContain(days);
  });

  test('are counted by the calendar of the firm', async () => {
    await world.database.transaction((tx) =>
      saveSetting(tx, 'workingTime', { daysOff: ['2026-12-02'], daysWorked: ['2026-12-05'] }),
    );
    expect(await asked('2026-12-02 2026-12-06')).toContain('天数 3');
  });

  test('decide who is asked, so a long leave with few days does not pass by those above', async () => {
    const line = '/approval new leave annual 2026-12-01 2026-12-31';
    const refused = await world.type('E003', `${line} 0.5 "long trip"`);
    expect(refused.errors.天数).toContain('有 23 个工作日，天数不能更少');
    expect(await world.rows('SELECT id FROM requests')).toEqual([]);

    await world.type('E003', `${line} "long trip"`);
    const card = world.card('E002', 'A-1').text;
    expect(card).toContain('天数 23');
    expect(card).not.toContain('无需审批');
  });

  test.each([
    ['2026-12-10 2026-12-11 99', 'it is 2 at most'],
    ['2026-12-10 2026-12-11 0.5', '2 at least'],
    ['half day 2026-12-10', 'For half a day choose the morning or the afternoon.'],
    ['2026-12-10下午 1', 'it is 0.5 at most'],
    ['2026-12-10下午 2026-12-10上午', 'It begins in the afternoon of 10 Dec 2026'],
    ['2026-12-12 2026-12-13', 'no working day'],
  ])('%s are refused to whoever reads English', async (typed, says) => {
    const refused = await world.type('E004', `/approval new leave annual ${typed}`);
    expect(refused.errors.Days).toContain(says);
  });

  test.each(['2026-12-10 2028-12-10', '1900-01-01 2199-12-31 3'])(
    '%s are more than a leave may have, written or worked out',
    async (typed) => {
      const refused = await world.type('E004', `/approval new leave annual ${typed}`);
      expect(refused.errors.Days).toBe('Days: at most 366.');
    },
  );

  test.each(['2026-12-10下午 2026-12-11上午 1', '2026-12-10上午 0.5', '2026-12-12 2026-12-13 2'])(
    '%s may be written: half days at either end, and all days of a weekend',
    async (typed) => {
      expect((await world.type('E004', `/approval new leave annual ${typed}`)).text).toContain(
        'You submitted',
      );
    },
  );
});
