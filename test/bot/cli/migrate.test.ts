import { whatToDo } from '../../../bot/cli/migrate.js';
import { migrate } from '../../../migrations/index.js';
import { openDatabase } from '../../../models/database.js';
import { describeOnEachDatabase } from '../../support/databases.js';

describeOnEachDatabase('npm run migrate', (open, freshUrl) => {
  test('the administrator reads how far the tables are, and nothing is done to them', async () => {
    const fresh = await openDatabase(await freshUrl());
    const [upTo, next, newer] = await whatToDo([])(fresh);
    expect(upTo).toMatch(/ this version goes up to: 00\d\d-[a-z-]+$/);
    expect(next).toMatch(/ the next start will do: 0001-foundation, .*, 0027-findable-contacts/);
    expect(newer).toMatch(/ of a newer version: -$/);
    expect((await whatToDo([])(fresh))[1]).toBe(next);
    await fresh.close();
  });

  test('takes the tables back to where an older version wants them; the newer one does it again', async () => {
    const database = await open();
    const [, undone = ''] = (await whatToDo(['down-to', '0024-channel-cards-behind'])(database))
      .join('')
      .split(': ');
    expect(undone).toMatch(/0026-own-settings, 0025-history-read$/);
    expect((await whatToDo([])(database))[1]).toContain(': 0025-history-read, 0026-own-settings');
    expect(await migrate(database)).toEqual(undone.split(', ').reverse());
  });
});

test('what it does not know it refuses, and undoes nothing', () => {
  for (const words of [['down'], ['down-to'], ['down-to', '0001-foundation', '0002'], ['up']])
    expect(() => whatToDo(words)).toThrow('Write "npm run migrate"');
});
