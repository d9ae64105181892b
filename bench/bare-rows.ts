import type { Database } from '../models/database.js';

/** A value as it is, or one that is another for each deal. */
type Slot =
  | { readonly value: unknown }
  | { readonly id: 'deal' | 'contract' | 'approval' | 'event' | 'running' };

/** An insert, prepared once. */
export interface Statement {
  readonly sql: string;
  readonly values: readonly Slot[];
}

type Row = Readonly<Record<string, unknown>>;

interface Source {
  readonly table: string;
  readonly where: string;
  /** Columns that differ from deal to deal. Those that the database fills in are left out. */
  readonly ids: Readonly<Record<string, Extract<Slot, { id: string }>['id']>>;
}

const newest = '(SELECT MAX(id) FROM deals)';
const itsApproval = `(SELECT id FROM approvals WHERE subjectKind = 'deal' AND subjectId = ${newest})`;

/** All that one `/deal new … 待签约` leaves behind, in the order of its writing. */
const sources: readonly Source[] = [
  {
    table: 'inbox',
    where: `answer LIKE CONCAT('%D-', ${newest}, '"%')`,
    ids: { eventKey: 'event' },
  },
  { table: 'deals', where: `id = ${newest}`, ids: { id: 'deal' } },
  { table: 'contracts', where: `dealId = ${newest}`, ids: { id: 'contract', dealId: 'deal' } },
  { table: 'history', where: `subjectKind = 'deal' AND subjectId = ${newest}`, ids: { subjectId: 'deal' } },
  {
    table: 'approvals',
    where: `subjectKind = 'deal' AND subjectId = ${newest}`,
    ids: { id: 'approval', subjectId: 'deal', runningKey: 'running' },
  },
  { table: 'approval_tasks', where: `approvalId = ${itsApproval}`, ids: { approvalId: 'approval' } },
  { table: 'evidence', where: `approvalId = ${itsApproval}`, ids: { approvalId: 'approval' } },
  {
    table: 'shown_cards',
    where: `subject = 'approval' AND subjectId = ${itsApproval}`,
    ids: { subjectId: 'approval' },
  },
  { table: 'shown_cards', where: `subject = 'deal' AND subjectId = ${newest}`, ids: { subjectId: 'deal' } },
];

const filledIn: Readonly<Record<string, readonly string[]>> = { history: ['id'], shown_cards: ['id'] };
/** Written after the commit, by the drawing and the delivery. */
const later = new Set(['file', 'sha256', 'drawnAt', 'tries', 'platform', 'ref', 'shownAt', 'lastError']);

function statementFor({ table, ids }: Source, row: Row): Statement {
  const columns = Object.keys(row).filter(
    (column) => !later.has(column) && !filledIn[table]?.includes(column),
  );
  return {
    sql: `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
    values: columns.map((column): Slot => {
      const id = ids[column];
      return id ? { id } : { value: row[column] };
    }),
  };
}

/** The rows that the newest deal of this database was written with, as inserts for another deal of the same kind. */
export async function readStatements(database: Database): Promise<Statement[]> {
  const found: Statement[] = [];
  for (const source of sources) {
    const rows = await database.read((tx) =>
      tx.rows<Row>(`SELECT * FROM ${source.table} WHERE ${source.where}`),
    );
    found.push(...rows.map((row) => statementFor(source, row)));
  }
  return found;
}
