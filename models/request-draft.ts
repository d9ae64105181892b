import { parseJson } from './database/json.js';
import type { Tx } from './database/tx.js';

/** What somebody has filled in and not submitted. Nobody but its owner knows of it. */
export interface RequestDraft {
  readonly id: number;
  readonly ownerId: number;
  /** Of the form that was open: saved again from there, it is the same draft. */
  readonly formKey: string;
  readonly flowKey: string;
  /** The version of the flow whose form it was. */
  readonly version: number;
  readonly title: string;
  /** As it was typed, by field. */
  readonly typed: Readonly<Record<string, string>>;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

type DraftRow = Omit<RequestDraft, 'typed'> & { readonly typed: unknown };

const columns = 'id, ownerId, formKey, flowKey, version, title, typed, createdAt, updatedAt';

const toDraft = (row: DraftRow): RequestDraft => ({
  ...row,
  typed: parseJson<RequestDraft['typed']>(row.typed),
});

export async function findDraft(tx: Tx, ownerId: number, id: number): Promise<RequestDraft | undefined> {
  const row = await tx.row<DraftRow>(`SELECT ${columns} FROM request_drafts WHERE ownerId = ? AND id = ?`, [
    ownerId,
    id,
  ]);
  return row && toDraft(row);
}

/** Held until the transaction ends: what is submitted twice at once is a request once. */
export async function lockDraftOfForm(
  tx: Tx,
  ownerId: number,
  formKey: string,
): Promise<RequestDraft | undefined> {
  const lock = tx.dialect === 'mysql' ? ' FOR UPDATE' : '';
  const row = await tx.row<DraftRow>(
    `SELECT ${columns} FROM request_drafts WHERE ownerId = ? AND formKey = ?${lock}`,
    [ownerId, formKey],
  );
  return row && toDraft(row);
}

export async function insertDraft(tx: Tx, draft: Omit<RequestDraft, 'id'>): Promise<number> {
  const id = await tx.nextId('draft');
  tx.insert('request_drafts', { id, ...draft, typed: JSON.stringify(draft.typed) });
  return id;
}

export const saveDraft = (tx: Tx, { id, version, title, typed, updatedAt }: RequestDraft) =>
  tx.later('UPDATE request_drafts SET version = ?, title = ?, typed = ?, updatedAt = ? WHERE id = ?', [
    version,
    title,
    JSON.stringify(typed),
    updatedAt,
    id,
  ]);

export const deleteDraft = (tx: Tx, id: number) => tx.later('DELETE FROM request_drafts WHERE id = ?', [id]);

/** The one that was changed last comes first. */
export async function listDrafts(tx: Tx, ownerId: number, limit: number, offset: number) {
  const rows = await tx.rows<DraftRow>(
    `SELECT ${columns} FROM request_drafts WHERE ownerId = ? ORDER BY updatedAt DESC, id DESC LIMIT ? OFFSET ?`,
    [ownerId, limit, offset],
  );
  return rows.map(toDraft);
}

export const countDrafts = async (tx: Tx, ownerId: number): Promise<number> =>
  Number(
    (await tx.row<{ n: number }>('SELECT COUNT(*) AS n FROM request_drafts WHERE ownerId = ?', [ownerId]))
      ?.n ?? 0,
  );
