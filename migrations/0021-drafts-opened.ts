import { DataTypes, type QueryInterface } from 'sequelize';

/** When a draft was saved last. It was touched later, perhaps, as it was opened: `updatedAt`. */
export async function up(schema: QueryInterface) {
  await schema.addColumn('request_drafts', 'savedAt', { type: DataTypes.DATE(3), allowNull: true });
}

/** By SQL: Sequelize drops a column on SQLite by making the table anew. */
export async function down(schema: QueryInterface) {
  await schema.sequelize.query('ALTER TABLE request_drafts DROP COLUMN savedAt');
}
