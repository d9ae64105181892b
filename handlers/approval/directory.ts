import { type KnownAbsence, listAbsences } from '../../models/absence.js';
import type { FlowDefinition } from '../../models/approval-flow.js';
import type { Facts, Instance, People } from '../../models/approval-instance.js';
import type { Tx } from '../../models/database/tx.js';
import { listDirectory, listSuperiorIds } from '../../models/hierarchy.js';
import type { WorkingTime } from '../../models/working-time.js';
import { keepersNow, proxiesNow } from '../absence/rules.js';
import type { Context } from '../useCase.js';
import { getWorkingTime, usualWorkingTime } from '../working-time.js';
import { KnownPeople } from './known-people.js';
import { peopleWith } from './rules/instance.js';
import { idsIn } from './rules/named.js';
import { peopleNeeded } from './rules/people-needed.js';
import { hasTimeouts } from './rules/timing.js';

const numbersIn = (facts: Facts, fields: readonly string[]): readonly number[] =>
  fields.flatMap((field) => idsIn(facts, field));

/** Who acts for whom in this, and who does not although there is somebody. */
const actingFor = (
  absences: readonly KnownAbsence[],
  { key }: FlowDefinition,
  facts: Facts,
  now: Date,
): Pick<People, 'proxyOf' | 'keeperOf'> => {
  const matter = { flowKey: key, facts };
  return { proxyOf: proxiesNow(absences, matter, now), keeperOf: keepersNow(absences, matter, now) };
};

/** Who is away, or at work, is a matter of the time. */
type Today = Pick<Context, 'tx' | 'now'>;

/** Those who act for others depend on the amount, which is not known before there is a record. */
export async function withAmount(
  { tx, now }: Today,
  people: People,
  definition: FlowDefinition,
  facts: Facts,
): Promise<People> {
  if (Object.keys(people.keeperOf ?? {}).length === 0) return people;
  return peopleWith(people, actingFor(await listAbsences(tx), definition, facts, now));
}

/** Only where something is counted by it. */
const readWorkingTime = async (tx: Tx, definition: FlowDefinition): Promise<WorkingTime> =>
  hasTimeouts(definition) ? getWorkingTime(tx) : usualWorkingTime;

/** What an instance knows already, and whom an event names. */
interface Known {
  readonly tasks?: Instance['tasks'];
  readonly facts?: Facts;
  readonly chosen?: Instance['chosen'];
  readonly copied?: readonly number[];
  readonly also?: readonly number[];
}

/** The directory as far as a flow and its instance need it, in one round trip. */
export async function loadPeople(
  { tx, now }: Today,
  definition: FlowDefinition,
  initiatorId: number,
  { tasks = [], facts = {}, chosen = {}, copied = [], also = [] }: Known = {},
): Promise<People> {
  const { roles, levels, persons, personFields, departmentFields, ownHead } = peopleNeeded(definition);
  const asked = tasks.flatMap(({ assigneeId, proxyId, decidedById }) => [assigneeId, proxyId, decidedById]);
  const named = [...persons, ...asked, ...copied, ...also, ...Object.values(chosen).flat()];
  const ids = [...new Set([...named, ...numbersIn(facts, personFields)])].filter((id) => id !== null);
  const directory = listDirectory(tx, {
    roles,
    ids,
    chainFromId: initiatorId,
    // The initiator's manager stands in where the initiator is an approver: one level above the highest asked for.
    levels: levels + 1,
    departmentIds: numbersIn(facts, departmentFields),
    ownHead,
  });
  const [rows, absences, workingTime] = await Promise.all([
    directory,
    listAbsences(tx),
    readWorkingTime(tx, definition),
  ]);
  const acting = actingFor(absences, definition, facts, now);
  return new KnownPeople({ rows, roles, absences, acting, workingTime, now });
}

/** Whose it is, if not the initiator's, and who decides in their place. */
const withLeader = async (tx: Tx, { initiatorId, ownerId }: Instance): Promise<readonly number[]> =>
  ownerId === initiatorId ? [] : [ownerId, ...(await listSuperiorIds(tx, ownerId, 1))];

/** The people of an instance, besides those whom an event names. */
export async function peopleOf(
  today: Today,
  instance: Instance,
  also: readonly number[] = [],
): Promise<People> {
  const { definition, initiatorId, ownerId: _, ...known } = instance;
  const owners = await withLeader(today.tx, instance);
  return loadPeople(today, definition, initiatorId, { ...known, also: [...owners, ...also] });
}
