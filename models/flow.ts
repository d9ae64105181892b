import type { FlowDefinition } from './approval-flow.js';
import { parseJson } from './json.js';
import type { Tx } from './tx.js';

/** One version of a flow. Running approvals stay on theirs. */
export interface Flow {
  readonly id: number;
  readonly definition: FlowDefinition;
}

const FRESH_MS = 2_000;

interface FlowRow {
  readonly id: number;
  readonly definition: unknown;
}

const toFlow = (row: FlowRow): Flow => ({
  id: row.id,
  definition: parseJson<FlowDefinition>(row.definition),
});

/** A published version never changes, so it is kept for good; which one is the latest, for two seconds. */
class FlowCache {
  readonly byId = new Map<number, Flow>();
  readonly latest = new Map<string, { flow: Flow; readAt: number }>();
}

const caches = new WeakMap<object, FlowCache>();

function cacheOf(tx: Tx): FlowCache {
  const known = caches.get(tx.home);
  if (known) return known;
  const cache = new FlowCache();
  caches.set(tx.home, cache);
  return cache;
}

export async function getFlow(tx: Tx, id: number): Promise<Flow> {
  const cache = cacheOf(tx);
  const known = cache.byId.get(id);
  if (known) return known;
  const row = await tx.row<FlowRow>('SELECT id, definition FROM flows WHERE id = ?', [id]);
  if (!row) throw new Error(`There is no flow ${id}.`);
  const flow = toFlow(row);
  cache.byId.set(id, flow);
  return flow;
}

/** The published version with the highest number, at most two seconds old. */
export async function getLatestFlow(tx: Tx, key: string): Promise<Flow> {
  const cache = cacheOf(tx);
  const known = cache.latest.get(key);
  if (known && Date.now() - known.readAt < FRESH_MS) return known.flow;
  const row = await tx.row<FlowRow>(
    'SELECT id, definition FROM flows WHERE flowKey = ? AND publishedAt IS NOT NULL ORDER BY version DESC LIMIT 1',
    [key],
  );
  if (!row) throw new Error(`There is no published flow ${key}.`);
  const flow = toFlow(row);
  cache.latest.set(key, { flow, readAt: Date.now() });
  return flow;
}

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
  return id;
}
