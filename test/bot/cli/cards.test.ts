import { reportCards, retryCards, whatToRun } from '../../../bot/cli/cards.js';
import { seedDemo } from '../../../bot/demo.js';
import { seedFlows } from '../../../bot/first-flows.js';
import type { Database } from '../../../models/database.js';
import { show } from '../../../models/shown-card.js';
import { describeOnEachDatabase } from '../../support/databases.js';

const now = new Date('2026-11-23T01:00:00Z');

const giveUp = (database: Database) =>
  database.transaction(async (tx) => {
    show(tx, 3, 'deal', 1001);
    await tx.run(
      "UPDATE shown_cards SET state = 'dead', attempts = 40, lastError = 'slack: channel_not_found'",
    );
  });

describeOnEachDatabase('npm run cards', (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
    await seedFlows(database, now);
    await seedDemo(database, now);
    await giveUp(database);
  });

  test('the administrator reads whose card was given up and why', async () => {
    expect(await reportCards(database, now)).toEqual([
      '等待 0（最久 0 秒），已放弃 1，送不到 0',
      'waiting 0 (oldest 0 s), dead 1, unreachable 0',
      '  张伟: deal 1001, 40 attempts: slack: channel_not_found',
    ]);
  });

  test('retrying puts it back into the queue', async () => {
    expect(await retryCards(database)).toEqual([
      '1 张已放弃的卡片会由正在运行的服务重新发送。',
      '1 dead card will be tried again by the running service.',
    ]);
    expect((await reportCards(database, now))[1]).toMatch(
      /^waiting 1 \(oldest \d+ s\), dead 0, unreachable 0$/,
    );
  });
});

test('a misspelt word is refused with what there is, and nothing is tried', () => {
  expect(whatToRun([])).toBe(reportCards);
  expect(whatToRun(['retry'])).toBe(retryCards);
  for (const words of [['retyr'], ['retry', 'all'], ['toString']])
    expect(() => whatToRun(words)).toThrow('Write "npm run cards" or "npm run cards -- retry".');
});
