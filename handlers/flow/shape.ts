/** What is written in another way than a flow is, each place by its name and not by brackets and numbers. */
import type { z } from 'zod';
import { type Saying, saying, type Text } from '../../models/text.js';
import { listed } from '../fields.js';
import { type Finding, wholeFlow } from './finding.js';
import { strangeKeys } from './schema-parts.js';
import { faults } from './schema-words.js';
import { words } from './words.js';

type Path = readonly PropertyKey[];

/** What the things in a list of a flow are called. */
const kinds: Readonly<Record<string, Text>> = {
  steps: words.step,
  branches: words.branch,
  fields: words.field,
  options: words.option,
};

const isObject = (data: unknown): data is Record<string, unknown> =>
  typeof data === 'object' && data !== null;

const at = (data: unknown, key: PropertyKey): unknown =>
  isObject(data) ? (data as Record<PropertyKey, unknown>)[key] : undefined;

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() ? value : undefined;

/** In both languages, or in the one that there is; else by its key or place. */
const nameOf = (data: unknown, index: number): Text | string | Saying => {
  const named = at(data, 'name') ?? at(data, 'label');
  const zh = text(at(named, 'zh'));
  const en = text(at(named, 'en'));
  const any = zh ?? en;
  if (any) return { zh: zh ?? any, en: en ?? any };
  return text(at(data, 'key')) ?? text(at(data, 'value')) ?? saying(words.nth, { nth: index + 1 });
};

const wordFor = (list: Text, data: unknown): Text =>
  list === words.step && at(data, 'kind') === 'fork' ? words.fork : list;

/** The innermost thing that has a name. */
const placeOf = (data: unknown, path: Path): Saying => {
  let here = data;
  let place = wholeFlow;
  for (const [depth, key] of path.entries()) {
    const list = kinds[String(path[depth - 1])];
    here = at(here, key);
    if (list && typeof key === 'number') place = saying(wordFor(list, here), { name: nameOf(here, key) });
  }
  return place;
};

const wordsOf = (message: string): Text =>
  Object.values(faults).find(({ en }) => en === message) ?? { zh: faults.shape.zh, en: message };

const whatIsWrong = (issue: z.core.$ZodIssue): Saying => {
  const keys = strangeKeys(issue);
  return keys.length > 0
    ? saying(faults.unknownKeys, { keys: listed(keys) })
    : saying(wordsOf(issue.message));
};

/** All of them at once. */
export const shapeFindings = (data: unknown, { issues }: z.ZodError): readonly Finding[] =>
  issues.map((issue) => ({ place: placeOf(data, issue.path), what: whatIsWrong(issue), stops: true }));
