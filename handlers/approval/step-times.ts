import type { StepDefinition } from '../../models/approval-flow.js';
import type { Instance, Step } from '../../models/approval-instance.js';
import type { Tx } from '../../models/database/tx.js';
import { insertStepTime, listStepTimes, type StepTime } from '../../models/step-time.js';
import { ifDecidable } from './rules/conditions.js';
import { humanSteps } from './rules/nodes.js';
import { stepsAhead } from './rules/rehearse.js';

/** So seldom done, a step has no usual time yet. */
const FEWEST = 3;
/** Of a flow with more steps ahead nobody could say how long it still takes. */
const MOST_AHEAD = 20;

const isThrough = ({ state, rule }: Step): boolean =>
  (state === 'passed' || state === 'rejected') && rule === undefined;

/** How long the steps took that people have brought to an end with this. */
export const timesOf = (before: Instance, { definition, steps }: Instance): readonly StepTime[] =>
  humanSteps(definition.steps).flatMap(({ key }) => {
    const [old, step] = [before.steps, steps].map((each) => each.find((one) => one.key === key));
    if (old?.state !== 'active' || !step || !isThrough(step) || !step.enteredAt || !step.endedAt) return [];
    const tookMs = step.endedAt.getTime() - step.enteredAt.getTime();
    return [{ flowKey: definition.key, stepKey: key, tookMs, endedAt: step.endedAt }];
  });

export function recordTimes(tx: Tx, before: Instance, after: Instance) {
  for (const time of timesOf(before, after)) insertStepTime(tx, time);
}

export const medianOf = (times: readonly number[]): number | undefined => {
  const sorted = times.toSorted((one, other) => one - other);
  const middle = sorted.length >> 1;
  const [low = 0, high = 0] = [sorted[middle - 1], sorted[middle]];
  if (sorted.length < FEWEST) return undefined;
  return sorted.length % 2 === 1 ? high : Math.round((low + high) / 2);
};

const isAhead = ({ steps }: Instance, { key }: StepDefinition): boolean =>
  ['waiting', 'active'].includes(steps.find((step) => step.key === key)?.state ?? '');

/** By the key of each step that is under way or ahead, how long it usually takes, where that is known. */
export type UsualTimes = Readonly<Record<string, number | undefined>>;

export async function usualTimes(tx: Tx, instance: Instance): Promise<UsualTimes> {
  if (instance.state !== 'running') return {};
  const { key, steps } = instance.definition;
  const ahead = ifDecidable(() => stepsAhead(steps, instance), []).filter((step) => isAhead(instance, step));
  if (ahead.length > MOST_AHEAD) return {};
  const medians = await Promise.all(
    ahead.map(async (step) => [step.key, medianOf(await listStepTimes(tx, key, step.key))] as const),
  );
  return Object.fromEntries(medians);
}

const activeSinceMs = ({ steps }: Instance, key: string): number | undefined => {
  const step = steps.find((one) => one.key === key);
  return step?.state === 'active' ? step.enteredAt?.getTime() : undefined;
};

/** What is left of it all, if each step takes its usual time; nothing where that is not known of each. */
export const remainingMs = (instance: Instance, usual: UsualTimes, now: Date): number | undefined => {
  const left = Object.entries(usual).map(([key, ms]) => {
    const since = activeSinceMs(instance, key);
    return ms === undefined || since === undefined ? ms : Math.max(0, ms - (now.getTime() - since));
  });
  if (left.length === 0) return undefined;
  return left.reduce((sum, ms) => (sum === undefined || ms === undefined ? undefined : sum + ms), 0);
};
