import type { Tx } from '../../models/database/tx.js';
import { eachOnce } from '../../models/each-once.js';
import { listColleagues, listNamed, type NamedEmployee } from '../../models/employee.js';
import { type Saying, saying, type Text } from '../../models/text.js';
import type { Field, FormView } from '../../models/views.js';
import { listed, refuseErrors, tidy, type Values } from '../fields.js';
import { type Fitting, fitting, mentioned } from '../input/colleague.js';
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
  suggests: 'colleague',
});

export interface NamedPeople {
  readonly ids: readonly number[];
  readonly names: readonly string[];
  readonly error: Saying | undefined;
  /** Somebody was meant by a part of their name: 王, `Emma`. */
  readonly isPart?: boolean;
}

/** A person picked from a list in the chat arrives as `<@U1|li>`: the id on the platform, and a name to read. */
const MENTION = /^<@([^|>]+)(?:\|[^>]*)?>$/;

/** 李娜。 and 李娜🙏 are 李娜. */
const SAID_BEHIND = /(?:[\s。！？!?~～…\p{Extended_Pictographic}]|\ufe0f|\u200d)+$/u;

const BETWEEN_NAMES = /[、,，;；\n]+\s*/;

const typedNames = (text: string): string[] => [
  ...new Set(
    text
      .split(BETWEEN_NAMES)
      .map((name) => tidy(name).replace(MENTION, '$1').replace(/^@/, '').slice(0, LONGEST_NAME))
      .map((name) => name.replace(SAID_BEHIND, ''))
      .filter(Boolean),
  ),
];

/** `李娜、王` → `李娜、` and 王. */
export function lastTyped(text: string): { readonly before: string; readonly last: string } {
  const last = text.split(BETWEEN_NAMES).at(-1) ?? '';
  return { before: text.slice(0, text.length - last.length), last };
}

/** 李娜 王芳, 李娜和王芳, `Li Na and Emma`: several, unless somebody is called so. */
const JOINING = /\s+(?:and|&)\s+|(?<=\p{Script=Han}{2})\s*[\s和与跟/&+]\s*(?=\p{Script=Han}{2})/u;

const nobody = (error: Saying): NamedPeople => ({ ids: [], names: [], error });

const matching = (rows: readonly NamedEmployee[], typed: string): readonly NamedEmployee[] =>
  rows.filter(({ name, staffNumber, userId }) => [name, staffNumber, userId].includes(typed));

interface Meant extends Fitting<NamedEmployee> {
  readonly typed: string;
}

/** Whoever is quite called so; or else whomever the name fits. */
async function meantBy(tx: Tx, typed: readonly string[]): Promise<readonly Meant[]> {
  const rows = await listNamed(tx, typed);
  const exactly = (one: string): Meant => ({ typed: one, meant: matching(rows, one), near: [] });
  const isKnown = (one: string) => exactly(one).meant.length > 0;
  if (typed.every(isKnown)) return typed.map(exactly);
  const all = await listColleagues(tx);
  return typed
    .flatMap((one) => (isKnown(one) ? one : one.split(JOINING)))
    .map((one) => (isKnown(one) ? exactly(one) : { typed: one, ...fitting(all, one) }));
}

/** Everybody whom a name may mean. Two or three letters are more often something else than somebody's first letters. */
export async function colleaguesCalled(tx: Tx, typed: string): Promise<readonly NamedEmployee[]> {
  const [called, ...others] = await meantBy(tx, [typed]);
  return called && others.length === 0 && !called.isInitials ? called.meant : [];
}

const MOST_TOLD = 8;

const withNumbers = (people: readonly NamedEmployee[]): Text => {
  const told = people.slice(0, MOST_TOLD).map(({ name, staffNumber }) => ({
    zh: `${name}（${staffNumber}）`,
    en: `${name} (${staffNumber})`,
  }));
  return listed(people.length > MOST_TOLD ? [...told, '…'] : told);
};

/** What to write instead of a name that is nobody's, or that several people have. */
function faultIn({ typed: name, meant, near }: Meant): Saying | undefined {
  const [first, ...others] = meant;
  if (!first)
    return near.length > 0
      ? saying(words.nearPerson, { name, near: withNumbers(near) })
      : saying(words.unknownPerson, { name });
  if (others.length === 0) return undefined;
  if (others.some((other) => other.name !== first.name))
    return saying(words.severalFit, { name, people: withNumbers(meant) });
  const numbers = meant.map(({ staffNumber }) => staffNumber).join(', ');
  return saying(words.severalPeople, { name, numbers });
}

/** `李娜、@E005` → two people; or what is wrong with what was typed. @param most how many may be named */
export async function readPeople(tx: Tx, text: string, most = MOST): Promise<NamedPeople> {
  const tooMany = saying(most === 1 ? words.onlyOne : words.tooManyPeople, { most });
  const typed = typedNames(text);
  if (typed.length === 0) return nobody(saying(words.whom));
  if (typed.length > most) return nobody(tooMany);

  const named = await meantBy(tx, typed);
  const fault = named.map(faultIn).find(Boolean);
  if (fault) return nobody(fault);
  const found = eachOnce(named.flatMap(({ meant }) => meant));
  if (found.length > most) return nobody(tooMany);
  return {
    ids: found.map(({ id }) => id),
    names: found.map(({ name }) => name),
    error: undefined,
    isPart: named.some(({ isPart }) => isPart),
  };
}

/** As each is read again: by name, or by the staff number where the name says less than who it is. */
export async function writePeople(
  tx: Tx,
  people: readonly Pick<NamedEmployee, 'id' | 'name' | 'staffNumber'>[],
): Promise<readonly string[]> {
  if (people.length === 0) return [];
  const rows = await listNamed(
    tx,
    people.map(({ name }) => name),
  );
  return people.map(({ id, name, staffNumber }) => {
    const [only, ...others] = typedNames(name).flatMap((typed) => matching(rows, typed));
    return only?.id === id && others.length === 0 ? name : staffNumber;
  });
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

const MENTION_IN_TEXT = /@(?=([\p{L}\p{N}·.-]{1,40}))(?=(.{1,60}))/gu;

/** `@李娜 请看一下`, @李娜请看一下, `@Emma` → everybody who is named behind an @; what is nobody's name is no mention. */
export async function readMentions(tx: Tx, text: string): Promise<Pick<NamedPeople, 'ids' | 'error'>> {
  const typed = [...text.matchAll(MENTION_IN_TEXT)].slice(0, MOST);
  if (typed.length === 0) return { ids: [], error: undefined };
  const all = await listColleagues(tx);
  const rows = await listNamed(
    tx,
    typed.map(([, word = '']) => word),
  );
  const named = typed.map(([, word = '', behind = '']): Meant => {
    const exact = matching(rows, word);
    const meant = exact.length > 0 ? exact : mentioned(all, word, behind);
    return { typed: word, meant, near: [] };
  });
  const isSomebody = ({ meant }: Meant) => meant.length > 0;
  const ids = new Set(named.flatMap(({ meant }) => meant.map(({ id }) => id)));
  return { ids: [...ids], error: named.filter(isSomebody).map(faultIn).find(Boolean) };
}
