import type { FlowDefinition } from '../../models/approval-flow.js';
import type { Tx } from '../../models/database/tx.js';
import { findLatestFlow, publishFlow } from '../../models/flow.js';
import { record } from '../history.js';
import { systemContext } from '../system.js';
import { type Checked, checkFlow, mustBeMended } from './check.js';
import { words as faults } from './fault-words.js';
import type { Finding } from './finding.js';
import { loadFlowFirm } from './firm.js';
import { canonical, fromFile } from './portable.js';

/** What a file says, and all that is to be said about it. */
export async function readFlowFile(tx: Tx, text: string): Promise<Checked> {
  const firm = await loadFlowFirm(tx);
  const { data, findings } = fromFile(text, firm);
  if (data === undefined) return { findings };
  const checked = checkFlow(data, firm);
  // Somebody who is not known was said already, by the number that was written.
  const others = checked.findings.filter(
    ({ what }) => findings.length === 0 || what.text !== faults.unknownPerson,
  );
  return { ...checked, findings: [...findings, ...others] };
}

interface Imported {
  readonly findings: readonly Finding[];
  readonly name?: FlowDefinition['name'];
  /** `same`: the newest version says so already, and nothing was published. */
  readonly became?: { readonly version: number; readonly same: boolean };
}

/** Publishes what a file says as the next version of its flow, if nothing is wrong with it. What runs stays on its own. */
export async function importFlow(tx: Tx, text: string, now: Date): Promise<Imported> {
  const { definition, findings } = await readFlowFile(tx, text);
  if (!definition || mustBeMended({ findings })) return { findings };
  const { name, key } = definition;
  const latest = await findLatestFlow(tx, key);
  if (latest && canonical(latest.definition) === canonical(definition))
    return { findings, name, became: { version: latest.version, same: true } };

  const id = await publishFlow(tx, definition, now);
  const version = (latest?.version ?? 0) + 1;
  record(systemContext(tx, now), { kind: 'flow', id }, 'flow.published', { params: { flow: name, version } });
  return { findings, name, became: { version, same: false } };
}
