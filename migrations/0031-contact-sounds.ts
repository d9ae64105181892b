import { DataTypes, type QueryInterface } from 'sequelize';

/** Byte by byte, so that those that begin alike stand together on each database. */
const key = (length: number) => ({ type: DataTypes.STRING(length, true), allowNull: false });

/** Made anew each time, as Sequelize writes its dialect's types into it. */
const sounds = () => ({
  contactId: {
    type: DataTypes.INTEGER,
    allowNull: false,
    primaryKey: true,
    references: { model: 'contacts', key: 'id' },
    onDelete: 'CASCADE',
  },
  sound: { ...key(400), primaryKey: true },
});

const options = { charset: 'utf8mb4', collate: 'utf8mb4_unicode_ci' };

const indexes = { contact_sounds: 'sound', contacts: 'isUnheard' } as const;

const indexOf = (table: string, column: string) => `${table}_by_${column}`;

/** A customer whose contact is 张伟 is found by zhangwei, as one that is called 云帆 is by yunfan. */
export async function up(schema: QueryInterface) {
  await schema.createTable('contact_sounds', sounds(), options);
  await schema.addColumn('contacts', 'heardAs', { ...key(120), allowNull: true });
  await schema.addColumn('contacts', 'isUnheard', {
    type: 'INTEGER GENERATED ALWAYS AS (CASE WHEN heardAs = name THEN NULL ELSE 1 END) VIRTUAL',
  });
  for (const [table, column] of Object.entries(indexes))
    await schema.addIndex(table, [column], { name: indexOf(table, column) });
}

export async function down(schema: QueryInterface) {
  await schema.removeIndex('contacts', indexOf('contacts', 'isUnheard'));
  for (const column of ['isUnheard', 'heardAs']) await schema.removeColumn('contacts', column);
  await schema.dropTable('contact_sounds');
}
