import { DataTypes, type QueryInterface } from 'sequelize';

const key = (length: number) => ({ type: DataTypes.STRING(length, true), allowNull: false });
const number = () => ({ type: DataTypes.INTEGER, allowNull: false });
const count = () => ({ ...number(), defaultValue: 0 });
const instant = () => ({ type: DataTypes.DATE(3), allowNull: false });
const keyPart = <T extends object>(column: T) => ({ ...column, primaryKey: true });
const person = () => ({ ...number(), references: { model: 'employees', key: 'id' } });

/** Made anew each time, as Sequelize writes its dialect's types into it. */
const channel = () => ({
  platform: keyPart(key(20)),
  workspaceId: keyPart(key(64)),
  channelId: keyPart(key(80)),
});

/** What a group chat follows, and on whose word: `kind` is `deal`, `team` or `all`. */
const follows = () => ({
  ...channel(),
  kind: keyPart(key(10)),
  /** Of a deal; of a team, whose it is; of all, 0. */
  subjectId: keyPart(number()),
  followedById: person(),
  followedAt: instant(),
});

/** The card of a deal in a group chat: as `shown_cards`, for a conversation instead of a person. */
const cards = () => ({
  ...channel(),
  dealId: keyPart({ ...number(), references: { model: 'deals', key: 'id' } }),
  wanted: count(),
  shown: count(),
  ref: { type: DataTypes.JSON, allowNull: true },
  attempts: count(),
  dueAt: instant(),
  leaseEndsAt: { type: DataTypes.DATE(3), allowNull: true },
  lastError: { type: DataTypes.STRING(500), allowNull: true },
});

const options = { charset: 'utf8mb4', collate: 'utf8mb4_unicode_ci' };

export async function up(schema: QueryInterface) {
  await schema.createTable('channel_follows', follows(), options);
  await schema.createTable('channel_cards', cards(), options);
}

export async function down(schema: QueryInterface) {
  await schema.dropTable('channel_cards');
  await schema.dropTable('channel_follows');
}
