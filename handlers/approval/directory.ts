import type { FlowDefinition, Instance, People } from '../../models/approval-flow.js';
import { type DirectoryRow, listDirectory } from '../../models/employee.js';
import type { Tx } from '../../models/tx.js';
import { peopleNeeded } from './people.js';

const byId = <T>(rows: readonly DirectoryRow[], pick: (row: DirectoryRow) => T): Record<number, T> =>
  Object.fromEntries(rows.map((row) => [row.id, pick(row)]));

const membersOf = (rows: readonly DirectoryRow[], role: string): number[] =>
  rows.filter((row) => row.role === role).map(({ id }) => id);

/** The directory as far as a flow and its instance need it, in one query. */
export async function loadPeople(
  tx: Tx,
  definition: FlowDefinition,
  initiatorId: number,
  tasks: Instance['tasks'] = [],
): Promise<People> {
  const { roles, levels, persons } = peopleNeeded(definition);
  const ids = [...new Set([...persons, ...tasks.map(({ assigneeId }) => assigneeId)])];
  // The initiator's manager stands in where the initiator is an approver: one level above the highest asked for.
  const rows = await listDirectory(tx, { roles, ids, chainFromId: initiatorId, levels: levels + 1 });
  return {
    names: byId(rows, ({ name }) => name),
    roles: Object.fromEntries(roles.map((role) => [role, membersOf(rows, role)])),
    managerOf: byId(rows, ({ managerId }) => managerId),
    active: new Set(rows.filter(({ active }) => active).map(({ id }) => id)),
  };
}
