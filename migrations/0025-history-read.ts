import { DataTypes, type QueryInterface } from 'sequelize';

/** Up to which entry of the history its chat has been told: a restart goes on from there. Nothing where nobody has looked yet. */
export async function up(schema: QueryInterface) {
  await schema.addColumn('channel_follows', 'readTo', { type: DataTypes.BIGINT, allowNull: true });
}

export async function down(schema: QueryInterface) {
  await schema.removeColumn('channel_follows', 'readTo');
}
