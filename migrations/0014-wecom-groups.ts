import { DataTypes, type QueryInterface } from 'sequelize';

/** Compared byte by byte. */
const key = (length: number) => ({
  type: DataTypes.STRING(length, true),
  primaryKey: true,
  allowNull: false,
});
const epochMs = { type: DataTypes.BIGINT, allowNull: false };

/**
 * How WeCom's groups are reached: by their webhooks, which are good for ever and sealed here; and for an hour by what
 * somebody said to the robot, each time for one message.
 */
export async function up(schema: QueryInterface) {
  await schema.createTable('wecom_webhooks', {
    chatId: key(80),
    sealed: { type: DataTypes.STRING(1000, true), allowNull: false },
    addedAt: { type: DataTypes.DATE(3), allowNull: false },
  });
  await schema.createTable('wecom_ways', { chatId: key(80), code: key(512), endsAtMs: epochMs });
  await schema.addIndex('wecom_ways', ['endsAtMs']);
}

export async function down(schema: QueryInterface) {
  await schema.dropTable('wecom_ways');
  await schema.dropTable('wecom_webhooks');
}
