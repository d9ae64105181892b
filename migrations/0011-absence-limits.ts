import { DataTypes, type QueryInterface } from 'sequelize';

/** Whoever acts for somebody may do so only below an amount. */
const limits = () => ({
  belowCents: { type: DataTypes.BIGINT, allowNull: true },
  currency: { type: DataTypes.STRING(3), allowNull: true },
});

export async function up(schema: QueryInterface) {
  for (const [name, column] of Object.entries(limits())) await schema.addColumn('absences', name, column);
}

export async function down(schema: QueryInterface) {
  for (const name of Object.keys(limits())) await schema.removeColumn('absences', name);
}
