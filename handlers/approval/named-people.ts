import type { Tx } from '../../models/database/tx.js';
import { listNamed, type NamedEmployee } from '../../models/employee.js';
import { type Saying, saying, type Text } from '../../models/text.js';
import type { Field, FormView } from '../../models/views.js';
import { refuseErrors, tidy, type Values } from '../fields.js';
import { UnfitPerson } from './rules/refusals.js';
import { words } from './words.js';

const LONGEST_LIST = 500;
const LONGEST_NAME = 120;
const MOST = 20;

/** People are typed: no platform's list takes twenty thousand of them. */
export const peopleField = (name: string, label: Text): Field => ({
  name,
  label,
  type: 'text',
  required: true,
  hint: words.peopleHint,
  maxLength: LONGEST_LIST,
});

export interface NamedPeople {
  readonly ids: readonly number[];
  readonly names: readonly string[];
  readonly error: Saying | undefined;
}

/** A person picked from a list in the chat arrives as `<@U1|li>`: the id on the platform, and a name to read. */
const MENTION = /^<@([^|>]+)(?:\|[^>]*)?>$/;

const typedNames = (text: string): string[] => [
  ...new Set(
    text
      .split(/[、,，;；\n]+/)
      .map((name) => tidy(name).replace(MENTION, '$1').replace(/^@/, '').slice(0, LONGEST_NAME))
      .filter(Boolean),
  ),
];

const nobody = (error: Saying): NamedPeople => ({ ids: [], names: [], error });

const matching = (rows: readonly NamedEmployee[], typed: string): readonly NamedEmployee[] =>
  rows.filter(({ name, staffNumber, userId }) => [name, staffNumber, userId].includes(typed));

/** @returns what to write instead of a name that several people have */
function ambiguityIn(rows: readonly NamedEmployee[], typed: readonly string[]): Saying | undefined {
  const name = typed.find((one) => matching(rows, one).length > 1);
  if (name === undefined) return undefined;
  const numbers = matching(rows, name)
    .map(({ staffNumber }) => staffNumber)
    .join(', ');
  return saying(words.severalPeople, { name, numbers });
}

/** `李娜、@E005` → two people; or what is wrong with what was typed. @param most how many may be named */
export async function readPeople(tx: Tx, text: string, most = MOST): Promise<NamedPeople> {
  const typed = typedNames(text);
  if (typed.length === 0) return nobody(saying(words.whom));
  if (typed.length > most) return nobody(saying(most === 1 ? words.onlyOne : words.tooManyPeople, { most }));
  const rows = await listNamed(tx, typed);

  const unknown = typed.find((one) => matching(rows, one).length === 0);
  if (unknown !== undefined) return nobody(saying(words.unknownPerson, { name: unknown }));
  const ambiguity = ambiguityIn(rows, typed);
  if (ambiguity) return nobody(ambiguity);
  const found = typed.flatMap((one) => matching(rows, one));
  return { ids: found.map(({ id }) => id), names: found.map(({ name }) => name), error: undefined };
}

/** Who cannot be asked is said where they are named, so that whatever else was typed stays. @throws BadForm then */
export async function withNamed<Done>(
  field: string,
  form: () => FormView,
  values: Values,
  run: () => Promise<Done>,
): Promise<Done> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof UnfitPerson) refuseErrors(form, values, { [field]: error.words });
    throw error;
  }
}

/** `@李娜 请看一下` → 李娜: everybody whose name follows an @ in a text; what is nobody's name is no mention. */
export async function readMentions(tx: Tx, text: string): Promise<Pick<NamedPeople, 'ids' | 'error'>> {
  const typed = [...text.matchAll(/@([\p{L}\p{N}·.-]{1,40})/gu)].map(([, name = '']) => name).slice(0, MOST);
  if (typed.length === 0) return { ids: [], error: undefined };
  const rows = await listNamed(tx, typed);
  return { ids: rows.map(({ id }) => id), error: ambiguityIn(rows, typed) };
}
