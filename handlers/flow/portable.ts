/** A flow as a file: people by their staff numbers, everything in the order in which one reads it. */
import type { FlowDefinition } from '../../models/approval-flow.js';
import { words as faults } from './fault-words.js';
import { type Finding, fault, wholeFlow } from './finding.js';
import type { FlowFirm } from './firm.js';
import { permissionWords } from './words.js';

/** What comes first in a file; everything else follows by its name. */
const order = [
  ...['kind', 'key', 'purpose', 'name', 'label', 'type', 'required', 'form', 'mode', 'takes', 'verdict'],
  ...['when', 'assignees', 'branches', 'steps', 'copies'],
];

const rank = (key: string): number => {
  const at = order.indexOf(key);
  return at < 0 ? order.length : at;
};

const inOrder = (one: string, other: string): number =>
  rank(one) - rank(other) || (one < other ? -1 : Number(one > other));

const isObject = (data: unknown): data is Readonly<Record<string, unknown>> =>
  typeof data === 'object' && data !== null && !Array.isArray(data);

/** What a step may do with fields, whose keys are whatever their form calls them: `to`, perhaps. */
const namesFields = (object: Readonly<Record<string, unknown>>): boolean =>
  Object.values(object).every((value) => Object.hasOwn(permissionWords, String(value)));

type Change = (object: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;

/** Every object of a file, the inner ones first. */
const changed = (data: unknown, change: Change): unknown => {
  if (Array.isArray(data)) return data.map((one) => changed(one, change));
  if (!isObject(data)) return data;
  const entries = Object.entries(data).map(([key, value]) => [key, changed(value, change)] as const);
  const sorted = Object.fromEntries(entries.toSorted(([one], [other]) => inOrder(one, other)));
  return namesFields(sorted) ? sorted : change(sorted);
};

/** The same whatever order a database keeps things in. */
export const canonical = (definition: FlowDefinition): string =>
  JSON.stringify(changed(definition, (one) => one));

const withNumbers =
  (numberOf: ReadonlyMap<unknown, string>): Change =>
  ({ employeeId, toPerson, to, ...rest }) => ({
    ...rest,
    // Of a time-out it is a person, of a copy a list of rules.
    ...(to !== undefined && { to: numberOf.get(to) ?? to }),
    ...(employeeId !== undefined && named('staffNumber', 'employeeId', employeeId, numberOf)),
    ...(toPerson !== undefined && { toPerson: numberOf.get(toPerson) ?? toPerson }),
  });

const named = (as: string, otherwise: string, id: unknown, numberOf: ReadonlyMap<unknown, string>) => {
  const number = numberOf.get(id);
  return number === undefined ? { [otherwise]: id } : { [as]: number };
};

export const toFile = (definition: FlowDefinition, { people }: FlowFirm): string => {
  const numberOf = new Map<unknown, string>(people.map(({ id, staffNumber }) => [id, staffNumber]));
  return `${JSON.stringify(changed(definition, withNumbers(numberOf)), null, 2)}\n`;
};

interface FromFile {
  readonly data: unknown;
  readonly findings: readonly Finding[];
}

const unknown = (number: unknown): Finding =>
  fault(wholeFlow, faults.unknownPerson, { who: String(number).slice(0, 40) });

/** What a file says, with the people of this firm in it. */
export const fromFile = (text: string, { people }: FlowFirm): FromFile => {
  const idOf = new Map<unknown, number>(people.map(({ id, staffNumber }) => [staffNumber, id]));
  const missing: unknown[] = [];
  const idFor = (number: unknown) => {
    const id = idOf.get(number);
    if (id === undefined) missing.push(number);
    // A number that no one has, so that only this is found wrong with it.
    return id ?? Number.MAX_SAFE_INTEGER;
  };
  const withIds: Change = ({ staffNumber, toPerson, to, ...rest }) => ({
    ...rest,
    ...(to !== undefined && { to: typeof to === 'string' ? idFor(to) : to }),
    ...(staffNumber !== undefined && { employeeId: idFor(staffNumber) }),
    ...(toPerson !== undefined && { toPerson: typeof toPerson === 'string' ? idFor(toPerson) : toPerson }),
  });
  const parsed = parse(text);
  if (parsed instanceof SyntaxError)
    return { data: undefined, findings: [fault(wholeFlow, faults.unreadable, { reason: parsed.message })] };
  const data = changed(parsed, withIds);
  return { data, findings: missing.map(unknown) };
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return error;
    throw error;
  }
};
