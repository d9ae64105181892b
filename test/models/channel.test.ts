import { seedDemo } from '../../bot/demo.js';
import { seedFlows } from '../../bot/first-flows.js';
import { cardBehindSql, channelsBehindSql } from '../../models/channel.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { planOf } from '../support/plan.js';
import { sell } from '../support/staff.js';

const byIndex = {
  mysql: /"key":"channel_cards_behind"/,
  sqlite: /SEARCH channel_cards USING INDEX channel_cards_behind/,
};
const CHAT = ['slack', 'T1', 'C1'];

describeOnEachDatabase('when group chats show thousands of cards', (open) => {
  test('the few that are behind are found without reading through the others', async () => {
    const database = await open();
    await seedFlows(database, new Date());
    await seedDemo(database, new Date());
    const deals = await sell(
      database,
      Array.from({ length: 500 }, () => ({ ownerId: 1 })),
    );
    await database.transaction(async (tx) => {
      for (const dealId of deals)
        tx.later(
          `INSERT INTO channel_cards (platform, workspaceId, channelId, dealId, wanted, shown, dueAt)
           VALUES ('slack', 'T1', 'C1', ?, 2, ?, ${tx.clock})`,
          [dealId, dealId === deals[0] ? 1 : 2],
        );
    });
    if (database.dialect === 'mysql')
      await database.transaction((tx) => tx.rows('ANALYZE TABLE channel_cards'));

    const clock = database.dialect === 'mysql' ? 'NOW(3)' : "'2030-01-01 00:00:00.000'";
    const plans = [
      await planOf(database, channelsBehindSql(clock), [40, 10]),
      await planOf(database, cardBehindSql(clock), [...CHAT, 40]),
    ];
    for (const plan of plans) expect(JSON.stringify(plan)).toMatch(byIndex[database.dialect]);
  });
});
