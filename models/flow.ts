import type { FlowDefinition } from './approval-flow.js';
import { parseJson } from './json.js';
import { mastersChange, remembered } from './masters.js';
import type { Tx } from './tx.js';

/** One version of a flow. Running approvals stay on theirs. */
export interface Flow {
  readonly id: number;
  readonly definition: FlowDefinition;
}

interface FlowRow {
  readonly id: number;
  readonly definition: unknown;
}

const toFlow = (row: FlowRow): Flow => ({
  id: row.id,
  definition: parseJson<FlowDefinition>(row.definition),
});

export const getFlow = (tx: Tx, id: number): Promise<Flow> =>
  remembered(tx, `flow:#${id}`, async () => {
    const row = await tx.row<FlowRow>('SELECT id, definition FROM flows WHERE id = ?', [id]);
    if (!row) throw new Error(`There is no flow ${id}.`);
    return toFlow(row);
  });

/** The published version with the highest number, at most two seconds old. */
export const getLatestFlow = (tx: Tx, key: string): Promise<Flow> =>
  remembered(tx, `flow:${key}`, async () => {
    const row = await tx.row<FlowRow>(
      'SELECT id, definition FROM flows WHERE flowKey = ? AND publishedAt IS NOT NULL ORDER BY version DESC LIMIT 1',
      [key],
    );
    if (!row) throw new Error(`There is no published flow ${key}.`);
    return toFlow(row);
  });

/** The published version of each flow with the highest number, at most two seconds old. */
export const listLatestFlows = (tx: Tx): Promise<readonly Flow[]> =>
  remembered(tx, 'flows', async () => {
    const rows = await tx.rows<FlowRow>(
      `SELECT f.id, f.definition FROM flows f
       JOIN (SELECT flowKey, MAX(version) AS version FROM flows WHERE publishedAt IS NOT NULL GROUP BY flowKey) l
         ON l.flowKey = f.flowKey AND l.version = f.version
       ORDER BY f.flowKey`,
    );
    return rows.map(toFlow);
  });

export async function publishFlow(tx: Tx, definition: FlowDefinition, now: Date): Promise<number> {
  const id = await tx.nextId('flow');
  const last = await tx.row<{ version: number | null }>(
    'SELECT MAX(version) AS version FROM flows WHERE flowKey = ?',
    [definition.key],
  );
  tx.insert('flows', {
    id,
    flowKey: definition.key,
    version: (last?.version ?? 0) + 1,
    definition: JSON.stringify(definition),
    publishedAt: now,
  });
  mastersChange(tx);
  return id;
}
