import { DataTypes, type QueryInterface, QueryTypes } from 'sequelize';

const optionalId = { type: DataTypes.INTEGER, allowNull: true };
const optionalKey = (length: number) => ({ type: DataTypes.STRING(length), allowNull: true });
const optionalInstant = { type: DataTypes.DATE(3), allowNull: true };

/** What a task remembers besides: who acts in absence, who added it and how, what it was decided on. */
const taskColumns = {
  proxyId: optionalId,
  origin: { type: DataTypes.STRING(10), allowNull: false, defaultValue: 'step' },
  parentSeq: optionalId,
  signMode: optionalKey(10),
  continuesSeq: optionalId,
  contentHash: optionalKey(64),
  question: { type: DataTypes.TEXT, allowNull: true },
  urgedAt: optionalInstant,
};

/** `more` holds what is only read together with its approval: who was chosen or told, earlier facts, what can be undone. */
const approvalColumns = {
  endedById: optionalId,
  endReason: { type: DataTypes.TEXT, allowNull: true },
  more: { type: DataTypes.JSON, allowNull: true },
  definition: { type: DataTypes.JSON, allowNull: true },
  reversesId: optionalId,
};

const tables = {
  approval_tasks: taskColumns,
  approvals: approvalColumns,
  departments: { headId: optionalId },
};

const indexes: readonly (readonly [string, readonly string[]])[] = [
  ['approval_tasks', ['proxyId', 'state']],
  ['approvals', ['reversesId']],
];

/** Each thing done to an approval, sealed by the hash of all before it. Rows are only ever added. */
const evidence = (dialect: string) => ({
  approvalId: {
    type: DataTypes.INTEGER,
    allowNull: false,
    primaryKey: true,
    references: { model: 'approvals', key: 'id' },
  },
  number: { type: DataTypes.INTEGER, allowNull: false, primaryKey: true },
  entry: { type: dialect === 'sqlite' ? DataTypes.TEXT : DataTypes.TEXT('medium'), allowNull: false },
  hash: { type: DataTypes.STRING(64, true), allowNull: false },
});

const BATCH = 500;

interface StoredSteps {
  readonly id: number;
  readonly steps: unknown;
}

type Step = Record<string, unknown> & { readonly seats: readonly Seat[] };

const parse = (value: unknown): Step[] => (typeof value === 'string' ? JSON.parse(value) : value) as Step[];

/** Changes each approval's steps, some at a time. */
async function rewrite(schema: QueryInterface, change: (step: Step) => object, afterId = 0): Promise<void> {
  const rows = await schema.sequelize.query<StoredSteps>(
    'SELECT id, steps FROM approvals WHERE id > ? ORDER BY id LIMIT ?',
    { replacements: [afterId, BATCH], type: QueryTypes.SELECT },
  );
  for (const { id, steps } of rows) {
    await schema.sequelize.query('UPDATE approvals SET steps = ? WHERE id = ?', {
      replacements: [JSON.stringify(parse(steps).map(change)), id],
    });
  }
  const last = rows.at(-1);
  if (last) await rewrite(schema, change, last.id);
}

/** As a list of people it was kept, or is again. What a process has changed that was killed, the next one leaves as it is. */
type People = readonly number[];
type Seat = People | { readonly people: People; readonly need: number };

const isList = (seat: Seat): seat is People => Array.isArray(seat);

/** A signature says now how many of its people it takes. */
const asSeats = (step: Step) => ({
  ...step,
  fromSeq: 1,
  seats: step.seats.map((seat) => (isList(seat) ? { people: seat, need: 1 } : seat)),
});

const asLists = ({ fromSeq: _, ...step }: Step) => ({
  ...step,
  seats: step.seats.map((seat) => (isList(seat) ? seat : seat.people)),
});

export async function up(schema: QueryInterface) {
  for (const [table, columns] of Object.entries(tables))
    for (const [name, column] of Object.entries(columns)) await schema.addColumn(table, name, column);
  for (const [table, fields] of indexes) await schema.addIndex(table, [...fields]);
  await schema.sequelize.query(
    "UPDATE approval_tasks SET contentHash = (SELECT a.contentHash FROM approvals a WHERE a.id = approvalId) WHERE state IN ('approved', 'rejected')",
  );
  await rewrite(schema, asSeats);
  await schema.createTable('evidence', evidence(schema.sequelize.getDialect()), {
    charset: 'utf8mb4',
    collate: 'utf8mb4_unicode_ci',
  });
}

export async function down(schema: QueryInterface) {
  await schema.dropTable('evidence');
  await rewrite(schema, asLists);
  for (const [table, fields] of indexes) await schema.removeIndex(table, [...fields]);
  for (const [table, columns] of Object.entries(tables))
    for (const name of Object.keys(columns)) await schema.removeColumn(table, name);
}
