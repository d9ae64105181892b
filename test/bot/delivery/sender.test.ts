import { Sender } from '../../../bot/delivery/sender.js';
import { seedDemo } from '../../../bot/demo.js';
import { seedFlows } from '../../../bot/first-flows.js';
import { type Platform, PlatformError, type PlatformName } from '../../../bot/platforms/platform.js';
import type { Database } from '../../../models/database.js';
import type { ShownCard } from '../../../models/shown-card.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { hire } from '../../support/staff.js';

describeOnEachDatabase('somebody who never wrote to us, in a firm on two platforms', (open) => {
  let database: Database;
  let hired = 0;
  beforeAll(async () => {
    database = await open();
    await seedFlows(database, new Date());
    await seedDemo(database, new Date());
  });

  type Find = Platform['findByEmail'];
  const platform = (name: PlatformName, findByEmail: Find) =>
    ({ name, paceMs: 0, findByEmail }) as Partial<Platform> as Platform;
  const away = platform('wecom', async () => {
    throw new PlatformError('WeCom does not answer.', { retryable: true });
  });
  const knowing = platform('slack', async (userId) => ({ platform: 'slack', workspaceId: 'T1', userId }));
  const unknowing = platform('slack', async () => undefined);

  const prepared = async (...platforms: readonly Platform[]) => {
    hired += 1;
    const name = `Ann ${hired}`;
    const { id: employeeId } = await hire(database, { name, email: `ann.${hired}@x.example` });
    const sender = new Sender({
      database,
      platforms: new Map(platforms.map((one) => [one.name, one])),
      readerFor: () => ({ locale: 'en', timeZone: 'UTC', link: (path) => path }),
      log: {} as never,
      now: () => new Date(),
    });
    const card: Partial<ShownCard> = { id: 1, employeeId, subject: 'deal', subjectId: 1001, ref: null };
    return sender.prepare(card as ShownCard);
  };

  test('is found on the one although the other does not answer', async () => {
    expect(await prepared(away, knowing)).toMatchObject({ platform: { name: 'slack' } });
  });

  test('is nowhere only when both have said so', async () => {
    await expect(prepared(away, unknowing)).rejects.toThrow('WeCom does not answer.');
    expect(await prepared(unknowing)).toBeUndefined();
  });
});
