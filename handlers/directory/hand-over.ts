import { lockApproval } from '../../models/approval.js';
import type { Tx } from '../../models/database/tx.js';
import { lockDeal } from '../../models/deal.js';
import { eachOnce } from '../../models/each-once.js';
import { type Employee, findEmployee } from '../../models/employee.js';
import {
  closeRanks,
  giveCustomer,
  insertHandover,
  listApprovalsActedIn,
  listHoldingLeavers,
  listOpenDealIds,
  listOpenTaskApprovals,
  listOwnedCustomerIds,
} from '../../models/handover.js';
import { listDirectory } from '../../models/hierarchy.js';
import { show } from '../../models/shown-card.js';
import type { Person } from '../../models/view-parts.js';
import { moveTasksOf } from '../absence/move.js';
import { carryOut } from '../approval/carry-out.js';
import { openTaskOf } from '../approval/rules/instance.js';
import { LONGEST_CHAIN } from '../approval/rules/named.js';
import { STAND_IN_ROLE } from '../approval/rules/staffing.js';
import { giveDeal } from '../deal/give.js';
import { record } from '../history.js';
import { formatNumber } from '../input/id.js';
import { systemContext } from '../system.js';
import { type Context, Refusal } from '../useCase.js';
import type { Write } from './apply.js';

const BATCH = 100;

/** Something that a person who left still holds, and nobody could take. */
export interface Stuck {
  readonly person: string;
  /** `A-31`, `D-1024`, or nothing where there is nobody to take anything. */
  readonly number: string | null;
}

export interface HandedOver {
  readonly people: number;
  readonly approvals: number;
  readonly deals: number;
  readonly customers: number;
  readonly stuck: readonly Stuck[];
}

/** Who takes what somebody held: the first manager above who works here, or else an administrator. */
async function heirsOf(tx: Tx, leaverId: number): Promise<Person[]> {
  const rows = await listDirectory(tx, {
    roles: [STAND_IN_ROLE],
    ids: [],
    chainFromId: leaverId,
    levels: LONGEST_CHAIN,
  });
  const heirs = rows.filter(({ active, id }) => active && id !== leaverId);
  return eachOnce(heirs).toSorted((one, other) => rankIn(rows, one) - rankIn(rows, other));
}

/** The line of managers before administrators. */
const rankIn = (rows: Awaited<ReturnType<typeof listDirectory>>, { id }: Person) =>
  rows.findIndex((row) => row.id === id) +
  (rows.some((row) => row.id === id && row.role === null) ? 0 : rows.length);

interface Handing {
  readonly tx: Tx;
  readonly now: Date;
  readonly leaver: Employee;
  readonly heirs: readonly Person[];
}

const contextOf = ({ tx, now, leaver }: Handing): Context => ({ tx, now, actor: leaver, surface: 'system' });

/** @returns whether somebody took all of it: whoever signs there already, or has asked for it, cannot */
async function giveTask(handing: Handing, approvalId: number): Promise<boolean> {
  const { tx, now, leaver, heirs } = handing;
  for (const heir of heirs) {
    // Read anew for each: before a refusal, tasks may have gone to whoever acts for somebody who is away.
    const approval = await lockApproval(tx, approvalId);
    if (!approval) return false;
    try {
      const event = { type: 'transfer', byId: leaver.id, to: heir.id } as const;
      const params = { person: leaver.name, people: heir.name };
      const done = await carryOut(contextOf(handing), approval, event, 'approval.handedOver', params);
      insertHandover(
        tx,
        { leaverId: leaver.id, heirId: heir.id, subjectKind: 'approval', subjectId: approvalId },
        now,
      );
      show(tx, heir.id, 'handover', leaver.id, { fresh: true });
      // In branches side by side they may have been asked twice.
      return !openTaskOf(done.approval.instance, leaver.id) || giveTask(handing, approvalId);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  }
  return false;
}

/** On its timeline, and to whom it came. */
function tell(handing: Handing, heir: Person, kind: 'deal' | 'customer', id: number) {
  const { tx, now, leaver } = handing;
  record(contextOf(handing), { kind, id }, `${kind}.handedOver`, {
    params: { person: leaver.name, people: heir.name },
    before: { ownerId: leaver.id },
    after: { ownerId: heir.id },
  });
  insertHandover(tx, { leaverId: leaver.id, heirId: heir.id, subjectKind: kind, subjectId: id }, now);
}

/** @returns who took it: nobody whom its approval waits for and who is alone to decide it */
async function giveOneDeal(handing: Handing, dealId: number): Promise<Person | undefined> {
  const deal = await lockDeal(handing.tx, dealId);
  if (deal?.ownerId !== handing.leaver.id) return undefined;
  for (const heir of handing.heirs) {
    try {
      await giveDeal(contextOf(handing), deal, heir.id);
      tell(handing, heir, 'deal', dealId);
      return heir;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  }
  return undefined;
}

function giveOneCustomer(handing: Handing, heir: Person, customerId: number) {
  giveCustomer(handing.tx, customerId, heir.id, handing.now);
  tell(handing, heir, 'customer', customerId);
}

/** One transaction's worth of it. @returns who took each of them */
type Part = (handing: Handing) => Promise<readonly Person[]>;

const deals: Part = async (handing) => {
  const takers: Person[] = [];
  for (const id of await listOpenDealIds(handing.tx, handing.leaver.id, BATCH)) {
    const heir = await giveOneDeal(handing, id);
    if (heir) takers.push(heir);
  }
  return takers;
};

const customers: Part = async (handing) => {
  const [heir] = handing.heirs;
  if (!heir) return [];
  const ids = await listOwnedCustomerIds(handing.tx, handing.leaver.id, BATCH);
  for (const id of ids) giveOneCustomer(handing, heir, id);
  return ids.map(() => heir);
};

async function handingOf(tx: Tx, { id }: Person, now: Date): Promise<Handing> {
  const leaver = await findEmployee(tx, id);
  if (!leaver) throw new Error(`There is no employee ${id}.`);
  return { tx, now, leaver, heirs: await heirsOf(tx, id) };
}

async function inParts(leaver: Person, part: Part, now: Date, write: Write): Promise<number> {
  let total = 0;
  let last = 0;
  do {
    await write(async (tx) => {
      const takers = await part(await handingOf(tx, leaver, now));
      last = takers.length;
      for (const id of new Set(takers.map((heir) => heir.id)))
        show(tx, id, 'handover', leaver.id, { fresh: true });
    });
    total += last;
    // A deal that nobody may take leaves a full part short: it is over when nothing was taken.
  } while (last > 0);
  return total;
}

/** Each approval in a transaction of its own, as others decide on it at the same time. */
async function tasksOf(leaver: Person, ids: readonly number[], now: Date, write: Write) {
  const stuck: Stuck[] = [];
  for (const id of ids) {
    let isTaken = false;
    await write(async (tx) => {
      isTaken = await giveTask(await handingOf(tx, leaver, now), id);
    });
    if (!isTaken) stuck.push({ person: leaver.name, number: formatNumber('approval', id) });
  }
  return stuck;
}

type Read = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;

/** What somebody would have decided for others who are away comes back to those. */
async function giveBack({ id }: Person, read: Read, write: Write, now: Date) {
  for (const approvalId of await read((tx) => listApprovalsActedIn(tx, id)))
    await write(async (tx) => void (await moveTasksOf(systemContext(tx, now), approvalId)));
}

async function handOverOne(
  leaver: Person,
  read: Read,
  write: Write,
  now: Date,
): Promise<Omit<HandedOver, 'people'>> {
  await giveBack(leaver, read, write, now);
  const { heirs, taskIds } = await read(async (tx) => ({
    heirs: await heirsOf(tx, leaver.id),
    taskIds: await listOpenTaskApprovals(tx, leaver.id),
  }));
  if (heirs.length === 0)
    return { approvals: 0, deals: 0, customers: 0, stuck: [{ person: leaver.name, number: null }] };

  const stuck = await tasksOf(leaver, taskIds, now, write);
  const given = {
    deals: await inParts(leaver, deals, now, write),
    customers: await inParts(leaver, customers, now, write),
  };
  await write(async (tx) => closeRanks(tx, leaver.id, heirs[0]?.id ?? null));
  const kept = await read((tx) => listOpenDealIds(tx, leaver.id, BATCH));
  return {
    approvals: taskIds.length - stuck.length,
    ...given,
    stuck: [...stuck, ...kept.map((id) => ({ person: leaver.name, number: formatNumber('deal', id) }))],
  };
}

const LEAVERS_AT_ONCE = 50;

/** What people who left still hold goes to whoever was above them. Done again, it finds what was not done yet. */
export async function handOver(read: Read, write: Write, now: Date): Promise<HandedOver> {
  let sum: HandedOver = { people: 0, approvals: 0, deals: 0, customers: 0, stuck: [] };
  let afterId = 0;
  for (;;) {
    const leavers = await read((tx) => listHoldingLeavers(tx, afterId, LEAVERS_AT_ONCE));
    for (const leaver of leavers) {
      const one = await handOverOne(leaver, read, write, now);
      sum = {
        people: sum.people + 1,
        approvals: sum.approvals + one.approvals,
        deals: sum.deals + one.deals,
        customers: sum.customers + one.customers,
        stuck: [...sum.stuck, ...one.stuck],
      };
    }
    const last = leavers.at(-1);
    if (!last) return sum;
    afterId = last.id;
  }
}
