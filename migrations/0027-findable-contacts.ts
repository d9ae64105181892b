import type { QueryInterface } from 'sequelize';

/** What stands between the digits of a phone number. */
const BETWEEN_DIGITS = [' ', '-', '(', ')', '（', '）', '+', '.', '/'];

const digitsOf = BETWEEN_DIGITS.reduce((sql, sign) => `REPLACE(${sql}, '${sign}', '')`, 'phone');

/** Byte by byte, so that those that begin alike stand together on each database. */
const binary = { mysql: ' CHARACTER SET utf8mb4 COLLATE utf8mb4_bin', sqlite: '' };

interface Column {
  readonly table: string;
  readonly name: string;
  readonly length: number;
  readonly formula: string;
}

const columns: readonly Column[] = [
  { table: 'customers', name: 'phoneDigits', length: 60, formula: digitsOf },
  { table: 'customers', name: 'nameBehindPlace', length: 500, formula: 'SUBSTR(normalisedName, 3)' },
  { table: 'contacts', name: 'phoneDigits', length: 60, formula: digitsOf },
  { table: 'contacts', name: 'nameFolded', length: 120, formula: 'LOWER(name)' },
  { table: 'contacts', name: 'emailFolded', length: 190, formula: 'LOWER(email)' },
];

const indexOf = ({ table, name }: Column) => `${table}_by_${name}`;

/**
 * Whom somebody knows by phone, e-mail or contact is found by how it begins, and 上海云帆 by 云帆. The database works it out, so instances of
 * before, which know nothing of it, may run beside.
 */
export async function up(schema: QueryInterface) {
  const dialect = schema.sequelize.getDialect() as keyof typeof binary;
  for (const column of columns) {
    const { table, name, length, formula } = column;
    const type = `VARCHAR(${length})${binary[dialect]} GENERATED ALWAYS AS (${formula}) VIRTUAL`;
    await schema.addColumn(table, name, { type });
    await schema.addIndex(table, [name], { name: indexOf(column) });
  }
}

export async function down(schema: QueryInterface) {
  for (const column of columns) {
    await schema.removeIndex(column.table, indexOf(column));
    await schema.removeColumn(column.table, column.name);
  }
}
