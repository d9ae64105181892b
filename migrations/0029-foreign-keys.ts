import type { QueryInterface } from 'sequelize';

/** By which rows are looked for. Others, such as who decided a task, are only read with their row. */
const keys = [
  ['channel_cards', 'dealId'],
  ['contacts', 'customerId'],
  ['customers', 'ownerId'],
  ['departments', 'parentId'],
  ['employees', 'departmentId'],
  ['employees', 'managerId'],
  ['identities', 'employeeId'],
] as const;

/** MySQL makes an index for each foreign key, SQLite for none: each look for a customer read all contacts through. */
const isNeeded = (schema: QueryInterface) => schema.sequelize.getDialect() === 'sqlite';

const nameOf = (table: string, column: string) => `${table}_by_${column}`;

export async function up(schema: QueryInterface) {
  if (!isNeeded(schema)) return;
  for (const [table, column] of keys) await schema.addIndex(table, [column], { name: nameOf(table, column) });
}

export async function down(schema: QueryInterface) {
  if (!isNeeded(schema)) return;
  for (const [table, column] of keys) await schema.removeIndex(table, nameOf(table, column));
}
