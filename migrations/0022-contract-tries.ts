import { DataTypes, type QueryInterface } from 'sequelize';

/** How often it was begun to draw a contract: one that cannot be drawn comes after all that were tried less often. */
export async function up(schema: QueryInterface) {
  await schema.addColumn('contracts', 'tries', {
    type: DataTypes.INTEGER,
    allowNull: false,
    defaultValue: 0,
  });
}

export async function down(schema: QueryInterface) {
  await schema.removeColumn('contracts', 'tries');
}
