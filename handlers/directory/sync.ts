import type { Tx } from '../../models/database/tx.js';
import { listDepartmentRows, listIdentities, listStaff } from '../../models/directory.js';
import { saveSetting } from '../../models/setting.js';
import { applyPlan, type Usual, type Write } from './apply.js';
import { type HandedOver, handOver } from './hand-over.js';
import type { Asked, There } from './people.js';
import { type Plan, planSync } from './plan.js';
import { type Report, reportOf } from './report.js';

interface SyncNeeds {
  readonly read: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
  readonly write: Write;
  readonly usual: Usual;
  readonly now: Date;
}

export interface SyncOptions {
  /** Only says what it would do. */
  readonly isDryRun: boolean;
  /** Also when so many would leave that somebody should look first. */
  readonly isForced: boolean;
}

/** The setting that keeps what the last sync came to. */
export const LAST_SYNC = 'directory-sync';

const load = (tx: Tx): Promise<There> =>
  Promise.all([listStaff(tx), listDepartmentRows(tx), listIdentities(tx)]).then(
    ([staff, departments, identities]) => ({ staff, departments, identities }),
  );

const nothing: HandedOver = { people: 0, approvals: 0, deals: 0, customers: 0, stuck: [] };

/** Makes departments, managers and identities equal to what the platforms say. */
export async function syncDirectory(
  asked: Asked,
  { read, write, usual, now }: SyncNeeds,
  { isDryRun, isForced }: SyncOptions,
): Promise<Report> {
  const there = await read(load);
  const plan: Plan = planSync(there, asked);
  const isStopped = plan.isTooMany && !isForced;
  const isDone = !isDryRun && !isStopped;

  if (isDone) await applyPlan(plan, there.staff, usual, now, write);
  const handed = isDone ? await handOver(read, write, now) : nothing;

  const report = reportOf(plan, there, handed, { isDryRun, isStopped, unread: asked.unread, now });
  if (isDone) await write((tx) => saveSetting(tx, LAST_SYNC, report));
  return report;
}
