import { DataTypes, type QueryInterface } from 'sequelize';

const INDEX = 'customers_merged_into_id';
const id = () => ({ type: DataTypes.INTEGER, allowNull: true });

/** Of which customer this one has become a part, and which contact a contract names, where it is not the first. */
export async function up(schema: QueryInterface) {
  await schema.addColumn('customers', 'mergedIntoId', id());
  await schema.addColumn('customers', 'mainContactId', id());
  await schema.addIndex('customers', ['mergedIntoId'], { name: INDEX });
}

/** By SQL: Sequelize drops a column on SQLite by making the table anew, without its foreign keys. */
export async function down(schema: QueryInterface) {
  await schema.removeIndex('customers', INDEX);
  await schema.sequelize.query('ALTER TABLE customers DROP COLUMN mainContactId');
  await schema.sequelize.query('ALTER TABLE customers DROP COLUMN mergedIntoId');
}
