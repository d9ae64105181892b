import { DataTypes, type QueryInterface } from 'sequelize';

/** The name that whoever approved has typed, where the step asks for it. */
export async function up(schema: QueryInterface) {
  await schema.addColumn('approval_tasks', 'signature', { type: DataTypes.STRING(200), allowNull: true });
}

export async function down(schema: QueryInterface) {
  await schema.removeColumn('approval_tasks', 'signature');
}
