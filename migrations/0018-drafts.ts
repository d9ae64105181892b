import { DataTypes, type QueryInterface } from 'sequelize';

const ref = (model: string) => ({
  type: DataTypes.INTEGER,
  allowNull: false,
  references: { model, key: 'id' },
});
const instant = { type: DataTypes.DATE(3), allowNull: false };

/** What people have filled in and not submitted, as they typed it. The key is that of the form that they had open. */
const drafts = {
  id: { type: DataTypes.INTEGER, allowNull: false, primaryKey: true },
  ownerId: ref('employees'),
  formKey: { type: DataTypes.STRING(36), allowNull: false },
  flowKey: { type: DataTypes.STRING(40), allowNull: false },
  version: { type: DataTypes.INTEGER, allowNull: false },
  title: { type: DataTypes.STRING(200), allowNull: false },
  typed: { type: DataTypes.JSON, allowNull: false },
  createdAt: instant,
  updatedAt: instant,
};

export async function up(schema: QueryInterface) {
  await schema.createTable('request_drafts', drafts, { charset: 'utf8mb4', collate: 'utf8mb4_unicode_ci' });
  await schema.addIndex('request_drafts', ['ownerId', 'formKey'], { unique: true });
  await schema.addIndex('request_drafts', ['ownerId', 'updatedAt']);
  await schema.bulkInsert('sequences', [{ name: 'draft', next: 1 }]);
}

export async function down(schema: QueryInterface) {
  await schema.bulkDelete('sequences', { name: 'draft' });
  await schema.dropTable('request_drafts');
}
