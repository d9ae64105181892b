import { DataTypes, type QueryInterface } from 'sequelize';

const keyPart = (length: number) => ({
  type: DataTypes.STRING(length, true),
  primaryKey: true,
  allowNull: false,
});

/** What a platform allows by the month, and how much of it is used, over all instances. */
export async function up(schema: QueryInterface) {
  await schema.createTable('platform_usage', {
    platform: keyPart(20),
    month: keyPart(7),
    kind: keyPart(20),
    used: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
  });
}

export async function down(schema: QueryInterface) {
  await schema.dropTable('platform_usage');
}
