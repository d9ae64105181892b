import type { Tx } from '../../models/database/tx.js';
import type { Database } from '../../models/database.js';
import { Refusal } from '../useCase.js';
import { isSum, surplusOf, valuesOf } from './columns.js';
import { toLeaveOut, toSkip } from './decide.js';
import { importers } from './importers.js';
import {
  type Decision,
  type Importer,
  isExtra,
  type Planned,
  type Row,
  type Rules,
  type Step,
} from './row.js';
import { below, type Survey } from './survey.js';
import { readTable } from './table.js';
import { Tally } from './tally.js';
import { refusals } from './words.js';

export type Mode = 'preview' | 'write';

/** Told after each batch: what was decided, and how far it is. */
export type Watch = (decided: readonly Decision[], tally: Tally) => Promise<void> | void;

type CarryOut = (database: Database, step: Step) => Promise<readonly Planned[]>;

const carryOut: Record<Mode, CarryOut> = {
  preview: (database, step) => database.read(step),
  write: (database, step) => database.transaction((tx) => decideAndWrite(tx, step)),
};

async function decideAndWrite(tx: Tx, step: Step): Promise<readonly Planned[]> {
  const planned = await step(tx);
  for (const one of planned) await one.write?.(tx);
  return planned;
}

/** The rows of a file, but for sums and those of a record that an earlier row has: they go to `skipped`. */
async function* rowsOf(
  { source, encoding, delimiter, layout, headingLine }: Survey,
  keysOf: Importer['keysOf'],
  skipped: Decision[],
) {
  const lineOf = new Map<string, number>();
  const records = below(headingLine, readTable(source, encoding, delimiter));
  for await (const { line, cells } of records) {
    const values = valuesOf(layout, cells);
    const row: Row = { line, cells, values, surplus: surplusOf(layout, cells) };
    if (isSum(cells)) {
      skipped.push(toLeaveOut(row));
      continue;
    }
    const keys = keysOf(values);
    const earlier = lineOf.get(keys[0] ?? '');
    for (const key of keys) if (key && !lineOf.has(key)) lineOf.set(key, line);
    if (earlier === undefined) yield row;
    else skipped.push(toSkip(row, earlier));
  }
}

/**
 * Goes through all rows, a transaction for each few hundred. What is there already is found again by its number or
 * name, so an import that was interrupted can be run again from the beginning.
 * @throws Refusal when the rows that came do not add up to those that were counted before
 */
export async function run(
  database: Database,
  file: Survey,
  rules: Rules,
  mode: Mode,
  watch: Watch = () => {},
): Promise<Tally> {
  const { steps, keysOf } = importers[file.kind];
  const tally = new Tally();
  const skipped: Decision[] = [];
  const take = async (planned: readonly Planned[]) => {
    tally.add(planned);
    await watch(planned.filter((one) => !isExtra(one)) as Decision[], tally);
  };

  const rows = rowsOf(file, keysOf, skipped);
  for await (const step of steps(rows, (work) => database.read(work), rules)) {
    const planned = await carryOut[mode](database, step);
    await take([...planned, ...skipped.splice(0)]);
  }
  if (skipped.length > 0) await take(skipped);

  if (tally.total !== file.rowCount)
    throw new Refusal(refusals.changed, { counted: file.rowCount, came: tally.total });
  return tally;
}
