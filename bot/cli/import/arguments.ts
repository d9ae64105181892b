import { parseArgs } from 'node:util';
import { type DateOrder, dateOrders } from '../../../handlers/import/dates.js';
import { type Kind, kinds } from '../../../handlers/import/row.js';
import { Refusal } from '../../../handlers/useCase.js';
import { words } from './words.js';

export interface Arguments {
  readonly kind: Kind;
  readonly file: string;
  readonly maps: ReadonlyMap<string, string>;
  readonly sets: ReadonlyMap<string, string>;
  readonly dates: DateOrder | undefined;
  readonly encoding: string | undefined;
  readonly isDryRun: boolean;
}

const options = {
  map: { type: 'string', multiple: true },
  set: { type: 'string', multiple: true },
  dates: { type: 'string' },
  encoding: { type: 'string' },
  'dry-run': { type: 'boolean' },
} as const;

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    const [text = ''] = (error as Error).message.split('. ');
    throw new Refusal(words.badOption, { text });
  }
}

const PAIR = /^([^=]+)=(.+)$/s;

const pairsIn = (texts: readonly string[] = []): ReadonlyMap<string, string> =>
  new Map(
    texts.map((text) => {
      const [, name, value] = PAIR.exec(text) ?? [];
      if (!name || !value) throw new Refusal(words.badPair, { text });
      return [name.trim(), value.trim()];
    }),
  );

const isKind = (text: string | undefined): text is Kind => kinds.some((kind) => kind === text);

function readOrder(text: string | undefined): DateOrder | undefined {
  const order = dateOrders.find((one) => one === text);
  if (text !== undefined && !order) throw new Refusal(words.badDates);
  return order;
}

/**
 * Undefined when the kind or the file is missing.
 * @throws Refusal for an option that cannot be understood
 */
export function readArguments(args: readonly string[]): Arguments | undefined {
  const { values, positionals } = parse(args);
  const [kind, file, ...others] = positionals;
  if (!isKind(kind) || !file || others.length > 0) return undefined;
  return {
    kind,
    file,
    maps: pairsIn(values.map),
    sets: pairsIn(values.set),
    dates: readOrder(values.dates),
    encoding: values.encoding,
    isDryRun: values['dry-run'] ?? false,
  };
}
