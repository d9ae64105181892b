import type { Tx } from '../../models/database/tx.js';
import { findIdentityOwner } from '../../models/directory.js';
import {
  type Employee,
  findEmployee,
  findEmployeeByStaffNumber,
  insertEmployee,
  nothingSet,
} from '../../models/employee.js';
import { findSetting, saveSetting } from '../../models/setting.js';
import { generated } from '../import/generated-number.js';
import { link, note, type Usual } from './apply.js';
import type { ProposalLine, Report } from './report.js';
import { LAST_SYNC } from './sync.js';

export type Linked =
  | { readonly type: 'linked'; readonly person: string; readonly number: string }
  | { readonly type: 'taken'; readonly person: string }
  | { readonly type: 'unknownAccount' }
  | { readonly type: 'unknownPerson'; readonly number: string };

interface Wish {
  readonly platform: string;
  readonly userId: string;
  /** A staff number, or `new`. */
  readonly whom: string;
}

async function freeNumber(tx: Tx, count = 1): Promise<string> {
  const there = await findEmployeeByStaffNumber(tx, generated(count));
  return there ? freeNumber(tx, count + 1) : generated(count);
}

async function hire(tx: Tx, { name, staffNumber }: ProposalLine, usual: Usual, now: Date): Promise<Employee> {
  const isFree = staffNumber && !(await findEmployeeByStaffNumber(tx, staffNumber));
  const newcomer = {
    ...{ name, staffNumber: isFree ? staffNumber : await freeNumber(tx), ...usual },
    ...{ email: null, position: null, departmentId: null, managerId: null, active: true, roles: [] },
  };
  const id = await insertEmployee(tx, newcomer, now);
  return { id, ...newcomer, ...nothingSet };
}

/** An administrator says whose an account is that a sync was not sure of. */
export async function linkAccount(tx: Tx, wish: Wish, usual: Usual, now: Date): Promise<Linked> {
  const { platform, userId, whom } = wish;
  const last = await findSetting<Report>(tx, LAST_SYNC);
  const proposal = last?.proposals.find((one) => one.platform === platform && one.userId === userId);
  if (!last || !proposal) return { type: 'unknownAccount' };
  const holder = await findIdentityOwner(tx, proposal);
  if (holder) return { type: 'taken', person: (await findEmployee(tx, holder.employeeId))?.name ?? '' };

  const person =
    whom === 'new' ? await hire(tx, proposal, usual, now) : await findEmployeeByStaffNumber(tx, whom);
  if (!person?.active) return { type: 'unknownPerson', number: whom };

  const { workspaceId } = proposal;
  link(tx, { platform, member: { userId, workspaceId, departmentIds: [], active: true } }, person.id, now);
  note(tx, person.id, 'employee.linked', now, { params: { platform } });
  await saveSetting(tx, LAST_SYNC, {
    ...last,
    proposals: last.proposals.filter((one) => one !== proposal),
  });
  return { type: 'linked', person: person.name, number: person.staffNumber };
}
