import { type Saying, saying } from '../../models/text.js';
import type { FormView } from '../../models/views.js';
import { listed, repeated, type Values, withErrors } from '../fields.js';
import type { DealLine, DoubtfulField } from '../input/deal-line.js';
import { readRoughMoney } from '../input/vague-amount.js';
import { unreadableAmount, unreadableDay } from '../unreadable.js';
import { openStages, type Pipeline, stageList } from './pipeline.js';
import { words } from './words.js';

const MOST_SHOWN = 5;

/** Some of what somebody typed, to be told again. */
export const typedWords = (typed: readonly string[]) => listed(typed.slice(0, MOST_SHOWN).map(repeated));

/** What is wrong with a word that can be nothing else. */
const unreadable: Record<DoubtfulField, (typed: string, line: DealLine, of: Pipeline) => Saying | undefined> =
  {
    amount: (typed) => (readRoughMoney(typed) ? undefined : unreadableAmount(typed)),
    expectedClose: unreadableDay,
    stage: (typed, { stage }, pipeline) =>
      stage === undefined
        ? saying(words.unknownStage, { typed: repeated(typed), stages: stageList(openStages(pipeline)) })
        : undefined,
  };

const errorFor = (field: DoubtfulField, line: DealLine, pipeline: Pipeline): Saying | undefined => {
  const typed = line.doubts[field];
  const [first, ...others] = typed;
  if (first === undefined) return undefined;
  if (others.length > 0) return saying(words.several, { words: typedWords(typed) });
  return unreadable[field](first, line, pipeline) ?? saying(words.perhaps, { typed: repeated(first) });
};

const fields: readonly DoubtfulField[] = ['amount', 'expectedClose', 'stage'];

export const isDoubtful = ({ doubts }: DealLine): boolean => fields.some((field) => doubts[field].length > 0);

/** What takes the place of nothing; of several none is better than another. */
const toPutRight = (
  field: DoubtfulField,
  [first, ...others]: readonly string[],
  understood: unknown,
): Values =>
  first !== undefined && others.length === 0 && understood === undefined ? { [field]: repeated(first) } : {};

/** The form, with what was typed for its fields and cannot stand so, to be put right there. */
export function askDoubts(form: FormView, line: DealLine, pipeline: Pipeline): FormView {
  if (!isDoubtful(line)) return form;
  const { doubts, amountCents, expectedClose } = line;
  const values = {
    ...toPutRight('amount', doubts.amount, amountCents),
    ...toPutRight('expectedClose', doubts.expectedClose, expectedClose),
  };
  const errors = Object.fromEntries(fields.map((field) => [field, errorFor(field, line, pipeline)]));
  return withErrors(form, values, errors);
}
