import type { Facts } from './approval-instance.js';
import { parseJson, toJson } from './database/json.js';
import { marks } from './database/marks.js';
import type { Tx } from './database/tx.js';

/** What somebody has filled in to start a flow. */
export interface Request {
  readonly id: number;
  /** The version of the flow whose form it was. */
  readonly flowId: number;
  readonly ownerId: number;
  readonly title: string;
  readonly content: Facts;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

type RequestRow = Omit<Request, 'content'> & { readonly content: unknown };

const columns = 'id, flowId, ownerId, title, content, createdAt, updatedAt';

const readOne = async (tx: Tx, id: number, lock: string): Promise<Request | undefined> => {
  const row = await tx.row<RequestRow>(`SELECT ${columns} FROM requests WHERE id = ?${lock}`, [id]);
  return row && { ...row, content: parseJson<Facts>(row.content) };
};

export const findRequest = (tx: Tx, id: number) => readOne(tx, id, '');

/** Held until the transaction ends. */
export const lockRequest = (tx: Tx, id: number) => readOne(tx, id, tx.forUpdate);

export async function insertRequest(tx: Tx, request: Omit<Request, 'id'>): Promise<number> {
  const id = await tx.nextId('request');
  tx.insert('requests', { id, ...request, content: toJson(request.content) });
  return id;
}

export const saveRequest = (tx: Tx, { id, title, content }: Request, now: Date) =>
  tx.update('requests', { id }, { title, content: toJson(content), updatedAt: now });

export const listRequestTitles = (tx: Tx, ids: readonly number[]) =>
  ids.length === 0
    ? Promise.resolve([])
    : tx.rows<Pick<Request, 'id' | 'title'>>(
        `SELECT id, title FROM requests WHERE id IN (${marks(ids)})`,
        ids,
      );
