import { DataTypes, type QueryInterface } from 'sequelize';

/** Since when somebody has waited for what their card does not show yet, however often that was tried. */
export async function up(schema: QueryInterface) {
  await schema.addColumn('shown_cards', 'waitingAt', { type: DataTypes.DATE(3), allowNull: true });
}

export async function down(schema: QueryInterface) {
  await schema.removeColumn('shown_cards', 'waitingAt');
}
