import { DataTypes, type QueryInterface } from 'sequelize';

const flag = { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: false };

/** What people set for themselves, and which cards somebody waits for, having done something themselves. */
const columns = {
  employees: {
    ownLocale: flag,
    ownTimeZone: flag,
    digestTime: { type: DataTypes.STRING(5), allowNull: true },
    quiet: { type: DataTypes.JSON, allowNull: true },
  },
  shown_cards: { awaited: flag },
};

export async function up(schema: QueryInterface) {
  for (const [table, added] of Object.entries(columns))
    for (const [name, column] of Object.entries(added)) await schema.addColumn(table, name, column);
}

export async function down(schema: QueryInterface) {
  for (const [table, added] of Object.entries(columns))
    for (const name of Object.keys(added)) await schema.removeColumn(table, name);
}
