import type { QueryInterface } from 'sequelize';

const INDEX = 'channel_cards_behind';
const behind = { type: 'BOOLEAN GENERATED ALWAYS AS (wanted <> shown) VIRTUAL' };

/**
 * Cards of group chats that are behind, and those of one chat: each look for them, every second, read through all cards of all
 * chats. The database works it out, so instances of before, which know nothing of it, may run beside.
 */
export async function up(schema: QueryInterface) {
  await schema.addColumn('channel_cards', 'isBehind', behind);
  await schema.addIndex('channel_cards', ['isBehind', 'platform', 'workspaceId', 'channelId'], {
    name: INDEX,
  });
}

export async function down(schema: QueryInterface) {
  await schema.removeIndex('channel_cards', INDEX);
  await schema.removeColumn('channel_cards', 'isBehind');
}
