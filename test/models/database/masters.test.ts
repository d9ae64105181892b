import { setTimeout as sleep } from 'node:timers/promises';
import type { Tx } from '../../../models/database/tx.js';
import { type Database, openDatabase } from '../../../models/database.js';
import { changeStaff } from '../../../models/directory.js';
import { getEmployee, listNames } from '../../../models/employee.js';
import { findPerson, insertIdentity } from '../../../models/identity.js';
import { findSetting, saveSetting } from '../../../models/setting.js';
import { withClockAt } from '../../support/clock-at.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { hire } from '../../support/staff.js';

const STALE_MS = 2_100;
const now = new Date('2026-06-15T02:00:00Z');

describeOnEachDatabase('what hardly ever changes', (_open, _freshUrl, readyUrl) => {
  let here: Database;
  let there: Database;
  let id: number;

  beforeAll(async () => {
    const url = await readyUrl();
    here = await openDatabase(url);
    there = await openDatabase(url);
    ({ id } = await hire(here, { name: 'Wei' }));
  });
  afterAll(() => Promise.all([here.close(), there.close()]));

  const nameOn = (database: Database) => database.read(async (tx) => (await getEmployee(tx, id)).name);
  const rename = async (tx: Tx, name: string) => {
    await getEmployee(tx, id);
    changeStaff(tx, id, { name });
  };

  test('is new at once where it was changed, and within two seconds elsewhere', async () => {
    await here.transaction((tx) => rename(tx, 'Wei'));
    // Its own clock is ahead then, and is put right afterwards.
    const elsewhere = await withClockAt(Date.now() + 3_600_000, () => nameOn(there));
    expect([await nameOn(here), elsewhere]).toEqual(['Wei', 'Wei']);
    await here.transaction((tx) => rename(tx, 'Zhang Wei'));
    expect(await nameOn(here)).toBe('Zhang Wei');
    await sleep(STALE_MS);
    expect(await nameOn(there)).toBe('Zhang Wei');
  });

  test('is new for whoever changes it, and for nobody when that is taken back', async () => {
    await here.transaction((tx) => rename(tx, 'Wei'));
    const changed = here.transaction(async (tx) => {
      await rename(tx, 'Nobody');
      expect(await listNames(tx, [id])).toEqual(['Nobody']);
      throw new Error('No, not that.');
    });
    await expect(changed).rejects.toThrow('No, not that.');
    expect(await here.read((tx) => listNames(tx, [id]))).toEqual(['Wei']);
  });

  test('is not remembered as missing: somebody new is known at once', async () => {
    const who = { platform: 'slack', workspaceId: 'T1', userId: 'U1' };
    expect(await there.read((tx) => findPerson(tx, who))).toBeUndefined();
    await here.transaction(async (tx) => insertIdentity(tx, who, id, now));
    expect((await there.read((tx) => findPerson(tx, who)))?.employee.id).toBe(id);
  });

  test('is not kept from before a change that came while it was read', async () => {
    await here.transaction((tx) => saveSetting(tx, 'colour', { is: 'red' }));
    const reading = here.read(async (tx) => {
      const before = await findSetting(tx, 'colour');
      await here.transaction((other) => saveSetting(other, 'colour', { is: 'green' }));
      return before;
    });
    expect(await reading).toEqual({ is: 'red' });
    expect(await here.read((tx) => findSetting(tx, 'colour'))).toEqual({ is: 'green' });
  });
});
