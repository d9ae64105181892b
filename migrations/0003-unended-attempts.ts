import { DataTypes, type QueryInterface } from 'sequelize';

/** Attempts at showing a card of which nobody knows how they ended: their process was killed, or lost the database. */
export async function up(schema: QueryInterface) {
  await schema.addColumn('shown_cards', 'unended', {
    type: DataTypes.INTEGER,
    allowNull: false,
    defaultValue: 0,
  });
}

export async function down(schema: QueryInterface) {
  await schema.removeColumn('shown_cards', 'unended');
}
