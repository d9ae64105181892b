import { DataTypes, type QueryInterface } from 'sequelize';

const id = { type: DataTypes.INTEGER, allowNull: false, primaryKey: true };
const ref = (model: string) => ({
  type: DataTypes.INTEGER,
  allowNull: false,
  references: { model, key: 'id' },
});
const instant = { type: DataTypes.DATE(3), allowNull: false };

/** What people have filled in: by which version of which form, and what it holds. */
const requests = {
  id,
  flowId: ref('flows'),
  ownerId: ref('employees'),
  title: { type: DataTypes.STRING(200), allowNull: false },
  content: { type: DataTypes.JSON, allowNull: false },
  createdAt: instant,
  updatedAt: instant,
};

export async function up(schema: QueryInterface) {
  await schema.createTable('requests', requests, { charset: 'utf8mb4', collate: 'utf8mb4_unicode_ci' });
  await schema.addIndex('requests', ['ownerId', 'id']);
  await schema.bulkInsert('sequences', [{ name: 'request', next: 1 }]);
}

export async function down(schema: QueryInterface) {
  await schema.bulkDelete('sequences', { name: 'request' });
  await schema.dropTable('requests');
}
