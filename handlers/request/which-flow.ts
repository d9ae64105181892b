/** Which flow is meant by what was typed. */
import { type Flow, listLatestFlows } from '../../models/flow.js';
import { formFields } from '../approval/rules/form-facts.js';
import { firstWord } from '../input/first-word.js';
import { fold } from '../input/fold.js';
import { type Context, Refusal } from '../useCase.js';
import { optionNamed } from './read-field.js';
import { words } from './words.js';

export const LONGEST_TYPED = 40;

export interface Meant {
  readonly flow: Flow;
  /** What would be typed behind its name. */
  readonly values: string;
}

const startsByForm = ({ definition }: Flow): boolean => Boolean(definition.form);

/** What a person may start. */
export const startable = async ({ tx }: Context): Promise<readonly Flow[]> =>
  (await listLatestFlows(tx)).filter(startsByForm);

const theOnly = (flows: readonly Flow[]): Flow | undefined => (flows.length === 1 ? flows[0] : undefined);

const hasKind = ({ definition }: Flow, word: string): boolean =>
  formFields(definition).some((field) => optionNamed(field, word) !== undefined);

/** The only one of which the first word is an option: 打车 is a kind of expense. */
export function meantByKind(flows: readonly Flow[], text: string): Meant | undefined {
  const { first } = firstWord(text);
  const flow = theOnly(flows.filter((one) => hasKind(one, first)));
  return flow && { flow, values: text };
}

const isNamed = ({ definition: { key, name } }: Flow, word: string): boolean =>
  [name.zh, key, name.en].some((known) => fold(known) === fold(word));

const HAN_WORD = /^\p{Script=Han}{2,}$/u;

/** 采购 for 采购申请, as long as no other begins so. */
const flowBegunBy = (flows: readonly Flow[], word: string): Flow | undefined =>
  HAN_WORD.test(word)
    ? theOnly(flows.filter(({ definition }) => definition.name.zh.startsWith(word)))
    : undefined;

/** 折扣审批 D-1001 15: what is named first is meant, whatever stands behind it. */
export function meantByName(flows: readonly Flow[], text: string): Meant | undefined {
  const { first, rest } = firstWord(text);
  const flow = flows.find((one) => isNamed(one, first)) ?? flowBegunBy(flows, first);
  return flow && { flow, values: rest };
}

/** 我要请假 */
export const flowSpokenOf = (flows: readonly Flow[], text: string): Flow | undefined =>
  flows.find(({ definition }) => text.includes(definition.name.zh));

function flowCalled(flows: readonly Flow[], typed: string): Flow | undefined {
  const wanted = fold(typed);
  return (
    flows.find(({ definition }) => definition.key === wanted) ??
    flows.find((flow) => isNamed(flow, typed)) ??
    flows.find(
      ({ definition: { name } }) => fold(name.zh).startsWith(wanted) || fold(name.en).startsWith(wanted),
    )
  );
}

/** @throws Refusal when nothing is called so, or it starts in another way */
function startedByForm(found: Flow | undefined, typed: string): Flow {
  if (!found) throw new Refusal(words.unknownFlow, { typed: typed.slice(0, LONGEST_TYPED) });
  if (!startsByForm(found)) throw new Refusal(words.notByForm, { flow: found.definition.name });
  return found;
}

/** @throws Refusal when nothing is called so, or it starts in another way */
export const flowToStart = async ({ tx }: Context, typed: string): Promise<Flow> =>
  startedByForm(flowCalled(await listLatestFlows(tx), typed), typed);

/**
 * What a line starts that begins with a flow's name, or with one of its kinds; nothing, if nothing was typed.
 * @throws Refusal when nothing is called so, or it starts in another way
 */
export async function meantByLine({ tx }: Context, text: string): Promise<Meant | undefined> {
  const { first, rest } = firstWord(text);
  if (first === '') return undefined;
  const flows = await listLatestFlows(tx);
  const called = flowCalled(flows, first);
  const ofKind = called ? undefined : meantByKind(flows.filter(startsByForm), text);
  return ofKind ?? { flow: startedByForm(called, first), values: rest };
}
