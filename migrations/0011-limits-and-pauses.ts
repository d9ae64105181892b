import { DataTypes, type QueryInterface } from 'sequelize';

/** Whoever acts for somebody may do so only below an amount. */
const limits = () => ({
  belowCents: { type: DataTypes.BIGINT, allowNull: true },
  currency: { type: DataTypes.STRING(3), allowNull: true },
});

/** What of a time-out had passed when its clock was stopped. */
const spent = () => ({ type: DataTypes.BIGINT, allowNull: false, defaultValue: 0 });

export async function up(schema: QueryInterface) {
  for (const [name, column] of Object.entries(limits())) await schema.addColumn('absences', name, column);
  await schema.addColumn('approval_tasks', 'spentMs', spent());
}

export async function down(schema: QueryInterface) {
  await schema.sequelize.query('ALTER TABLE approval_tasks DROP COLUMN spentMs');
  for (const name of Object.keys(limits()))
    await schema.sequelize.query(`ALTER TABLE absences DROP COLUMN ${name}`);
}
