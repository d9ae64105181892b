import { DataTypes, type QueryInterface } from 'sequelize';

const INDEX = 'customers_merged_into_id';
const id = () => ({ type: DataTypes.INTEGER, allowNull: true });

/** Of which customer this one has become a part, and which contact a contract names, where it is not the first. */
export async function up(schema: QueryInterface) {
  await schema.addColumn('customers', 'mergedIntoId', id());
  await schema.addColumn('customers', 'mainContactId', id());
  await schema.addIndex('customers', ['mergedIntoId'], { name: INDEX });
}

export async function down(schema: QueryInterface) {
  await schema.removeIndex('customers', INDEX);
  await schema.removeColumn('customers', 'mainContactId');
  await schema.removeColumn('customers', 'mergedIntoId');
}
