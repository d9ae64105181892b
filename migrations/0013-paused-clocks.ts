import { DataTypes, type QueryInterface } from 'sequelize';

/** A task's clock stands still while its assignee waits for an answer, and keeps what it had counted. */
const pauses = () => ({
  pausedAt: { type: DataTypes.DATE(3), allowNull: true },
  passedMs: { type: DataTypes.BIGINT, allowNull: false, defaultValue: 0 },
});

export async function up(schema: QueryInterface) {
  for (const [name, column] of Object.entries(pauses()))
    await schema.addColumn('approval_tasks', name, column);
}

export async function down(schema: QueryInterface) {
  for (const name of Object.keys(pauses())) await schema.removeColumn('approval_tasks', name);
}
