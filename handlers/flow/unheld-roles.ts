import type { Tx } from '../../models/database/tx.js';
import { listLatestFlows } from '../../models/flow.js';
import { peopleNeeded } from '../approval/rules/people-needed.js';
import { loadFlowFirm, rolesIn } from './firm.js';

/** The roles that flows ask, or need to stand in, and that nobody has who works here. */
export async function unheldRoles(tx: Tx): Promise<readonly string[]> {
  const [flows, firm] = await Promise.all([listLatestFlows(tx), loadFlowFirm(tx)]);
  const needed = new Set(flows.flatMap(({ definition }) => peopleNeeded(definition).roles));
  const held = rolesIn(firm);
  return [...needed].filter((role) => !held.includes(role));
}
