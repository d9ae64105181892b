import { parseJson, toJson } from './database/json.js';
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
  readonly savedAt: Date;
  /** When it was saved, or opened. */
  readonly updatedAt: Date;
}

type DraftRow = Omit<RequestDraft, 'typed' | 'savedAt'> & {
  readonly typed: unknown;
  readonly savedAt: Date | null;
};

const columns = 'id, ownerId, formKey, flowKey, version, title, typed, createdAt, savedAt, updatedAt';

const toDraft = (row: DraftRow): RequestDraft => ({
  ...row,
  savedAt: row.savedAt ?? row.updatedAt,
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
  const row = await tx.row<DraftRow>(
    `SELECT ${columns} FROM request_drafts WHERE ownerId = ? AND formKey = ?${tx.forUpdate}`,
    [ownerId, formKey],
  );
  return row && toDraft(row);
}

export async function insertDraft(tx: Tx, draft: Omit<RequestDraft, 'id'>): Promise<number> {
  const id = await tx.nextId('draft');
  tx.insert('request_drafts', { id, ...draft, typed: toJson(draft.typed) });
  return id;
}

export const saveDraft = (tx: Tx, { id, version, title, typed, savedAt, updatedAt }: RequestDraft) =>
  tx.update('request_drafts', { id }, { version, title, typed: toJson(typed), savedAt, updatedAt });

/** As it was saved, and touched just now. */
export const touchDraft = (tx: Tx, id: number, now: Date) =>
  tx.update('request_drafts', { id }, { updatedAt: now });

export const deleteDraft = (tx: Tx, id: number) => tx.later('DELETE FROM request_drafts WHERE id = ?', [id]);

/** The one that was saved or opened last comes first. */
export async function listDrafts(tx: Tx, ownerId: number, limit: number, offset: number) {
  const rows = await tx.rows<DraftRow>(
    `SELECT ${columns} FROM request_drafts WHERE ownerId = ? ORDER BY updatedAt DESC, id DESC LIMIT ? OFFSET ?`,
    [ownerId, limit, offset],
  );
  return rows.map(toDraft);
}

export const countDrafts = (tx: Tx, ownerId: number) =>
  tx.number('SELECT COUNT(*) FROM request_drafts WHERE ownerId = ?', [ownerId]);
