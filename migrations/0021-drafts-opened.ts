import { DataTypes, type QueryInterface } from 'sequelize';

/** When a draft was saved last. It was touched later, perhaps, as it was opened: `updatedAt`. */
export async function up(schema: QueryInterface) {
  await schema.addColumn('request_drafts', 'savedAt', { type: DataTypes.DATE(3), allowNull: true });
}

export async function down(schema: QueryInterface) {
  await schema.removeColumn('request_drafts', 'savedAt');
}
