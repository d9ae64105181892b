import { DataTypes, type QueryInterface } from 'sequelize';

const text = (length: number) => ({ type: DataTypes.STRING(length, true), allowNull: false });

/** What one instance does for all of them, and how that one says it stands. */
export async function up(schema: QueryInterface) {
  await schema.createTable('leases', {
    name: { ...text(190), primaryKey: true },
    owner: text(40),
    endsAtMs: { type: DataTypes.BIGINT, allowNull: false },
    says: { ...text(20), defaultValue: '' },
  });
}

export async function down(schema: QueryInterface) {
  await schema.dropTable('leases');
}
