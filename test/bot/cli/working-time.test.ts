import { setWorkingTime } from '../../../bot/cli/working-time.js';
import type { Database } from '../../../models/database.js';
import { describeOnEachDatabase } from '../../support/databases.js';

describeOnEachDatabase('npm run working-time', (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });

  test('says when the firm works, and its own days off and days worked', async () => {
    await setWorkingTime(database, ['periods=08:30-12:00,13:30-17:30', 'off=2026-12-31,2026-12-30']);
    expect(await setWorkingTime(database, ['worked=2026-12-26'])).toEqual({
      periods: [
        { from: '08:30', to: '12:00' },
        { from: '13:30', to: '17:30' },
      ],
      daysOff: ['2026-12-30', '2026-12-31'],
      daysWorked: ['2026-12-26'],
    });
    expect((await setWorkingTime(database, ['off='])).daysOff).toEqual([]);
  });

  test.each([
    ['off=2026-02-30', '“2026-02-30”不是日期'],
    ['off=2026-02-30', '"2026-02-30" is no day'],
    ['periods=9-12', '"9-12" is no period'],
    ['periods=13:00-18:00,09:00-12:00', 'each ends before the next begins'],
    ['periods=', 'at least one period'],
    ['holidays=2026-12-31', '"holidays=2026-12-31" is not understood'],
    ['off', '看不懂“off”'],
    ['off', '"off" is not understood'],
  ])('refuses %s, and saves nothing', async (word, words) => {
    const before = await setWorkingTime(database, []);
    await expect(setWorkingTime(database, ['off=2026-12-24', word])).rejects.toThrow(words);
    expect(await setWorkingTime(database, [])).toEqual(before);
  });
});
