import { DataTypes, type QueryInterface } from 'sequelize';

/** Byte by byte, so that those that begin alike stand together on each database. */
const key = (length: number) => ({ type: DataTypes.STRING(length, true), allowNull: false });

/** Made anew each time, as Sequelize writes its dialect's types into it. */
const sounds = () => ({
  customerId: {
    type: DataTypes.INTEGER,
    allowNull: false,
    primaryKey: true,
    references: { model: 'customers', key: 'id' },
  },
  sound: { ...key(400), primaryKey: true },
  initials: key(60),
});

const options = { charset: 'utf8mb4', collate: 'utf8mb4_unicode_ci' };

const indexes = {
  customer_sounds: ['sound', 'initials'],
  customers: ['isUnheard'],
} as const;

const indexOf = (table: string, column: string) => `${table}_by_${column}`;

/**
 * 云帆 is found by 云凡 and by yunfan. How a name sounds no database can tell, but which customers are called otherwise than
 * when it was worked out: what an instance of before writes, which knows nothing of it, is caught up with.
 */
export async function up(schema: QueryInterface) {
  await schema.createTable('customer_sounds', sounds(), options);
  await schema.addColumn('customers', 'heardAs', { ...key(500), allowNull: true });
  await schema.addColumn('customers', 'isUnheard', {
    type: 'INTEGER GENERATED ALWAYS AS (CASE WHEN heardAs = normalisedName THEN NULL ELSE 1 END) VIRTUAL',
  });
  for (const [table, columns] of Object.entries(indexes))
    for (const column of columns) await schema.addIndex(table, [column], { name: indexOf(table, column) });
}

export async function down(schema: QueryInterface) {
  await schema.removeIndex('customers', indexOf('customers', 'isUnheard'));
  for (const column of ['isUnheard', 'heardAs']) await schema.removeColumn('customers', column);
  await schema.dropTable('customer_sounds');
}
