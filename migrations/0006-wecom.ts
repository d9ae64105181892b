import { DataTypes, type QueryInterface } from 'sequelize';

/** Compared byte by byte. */
const key = (length: number) => ({
  type: DataTypes.STRING(length, true),
  primaryKey: true,
  allowNull: false,
});
const epochMs = { type: DataTypes.BIGINT, allowNull: false };

/**
 * What all instances share about WeCom: codes that each change a card once; when each person has room for one more
 * message; until when WeCom takes no call of a kind; which events are being answered.
 */
export async function up(schema: QueryInterface) {
  await schema.createTable('wecom_codes', { taskId: key(128), code: key(512), endsAtMs: epochMs });
  await schema.addIndex('wecom_codes', ['endsAtMs']);
  await schema.createTable('wecom_turns', { userId: key(64), fullAtMs: epochMs });
  await schema.createTable('wecom_blocks', { method: key(64), endsAtMs: epochMs, lengthMs: epochMs });
  await schema.createTable('wecom_answers', { eventKey: key(190), begunAtMs: epochMs });
  await schema.addIndex('wecom_answers', ['begunAtMs']);
}

export async function down(schema: QueryInterface) {
  await schema.dropTable('wecom_answers');
  await schema.dropTable('wecom_blocks');
  await schema.dropTable('wecom_turns');
  await schema.dropTable('wecom_codes');
}
