import type { FlowDefinition } from './approval-flow.js';
import { parseJson, toJson } from './database/json.js';
import { mastersChange, remembered } from './database/masters.js';
import type { Tx } from './database/tx.js';

/** One version of a flow. Running approvals stay on theirs. */
export interface Flow {
  readonly id: number;
  readonly version: number;
  readonly definition: FlowDefinition;
}

interface FlowRow {
  readonly id: number;
  readonly version: number;
  readonly definition: unknown;
}

const toFlow = (row: FlowRow): Flow => ({
  id: row.id,
  version: row.version,
  definition: parseJson<FlowDefinition>(row.definition),
});

export const getFlow = (tx: Tx, id: number): Promise<Flow> =>
  remembered(tx, `flow:#${id}`, async () => {
    const [row] = await tx.lookUp<FlowRow>('SELECT id, version, definition FROM flows WHERE id = ?', [id]);
    if (!row) throw new Error(`There is no flow ${id}.`);
    return toFlow(row);
  });

/** The published version with the highest number, at most two seconds old. */
export const getLatestFlow = async (tx: Tx, key: string): Promise<Flow> => {
  const flow = await findLatestFlow(tx, key);
  if (!flow) throw new Error(`There is no published flow ${key}.`);
  return flow;
};

export const findLatestFlow = (tx: Tx, key: string): Promise<Flow | undefined> =>
  remembered(tx, `flow:${key}`, async () => {
    const [row] = await tx.lookUp<FlowRow>(
      'SELECT id, version, definition FROM flows WHERE flowKey = ? AND publishedAt IS NOT NULL ORDER BY version DESC LIMIT 1',
      [key],
    );
    return row && toFlow(row);
  });

export async function findFlowVersion(tx: Tx, key: string, version: number): Promise<Flow | undefined> {
  const row = await tx.row<FlowRow>(
    'SELECT id, version, definition FROM flows WHERE flowKey = ? AND version = ?',
    [key, version],
  );
  return row && toFlow(row);
}

export const listFlowKeys = (tx: Tx) => tx.column<string>('SELECT DISTINCT flowKey FROM flows');

/** Of each flow the version that a new request takes, in the order in which they came to be. */
export const listLatestFlows = (tx: Tx): Promise<readonly Flow[]> =>
  remembered(tx, 'flows', async () => {
    const rows = await tx.rows<FlowRow>(
      `SELECT f.id, f.version, f.definition FROM flows f
       JOIN (SELECT flowKey, MAX(version) AS version, MIN(id) AS firstId FROM flows
             WHERE publishedAt IS NOT NULL GROUP BY flowKey) l
         ON l.flowKey = f.flowKey AND l.version = f.version
       ORDER BY l.firstId`,
    );
    return rows.map(toFlow);
  });

export async function publishFlow(tx: Tx, definition: FlowDefinition, now: Date): Promise<number> {
  const id = await tx.nextId('flow');
  const last = await tx.number('SELECT MAX(version) FROM flows WHERE flowKey = ?', [definition.key]);
  tx.insert('flows', {
    id,
    flowKey: definition.key,
    version: last + 1,
    definition: toJson(definition),
    publishedAt: now,
  });
  mastersChange(tx);
  return id;
}
