import type { Stack } from '../stack.js';
import type { Setting } from './measure.js';

interface Rate {
  readonly line: string;
  readonly perSecond: number;
}

/** People who type a line at fixed times: first those who are not counted, on the same processes, then those who are. */
export async function typedAtRate(stack: Stack, { plan }: Setting, { line, perSecond }: Rate) {
  const warmUp = stack.typing(line, perSecond * plan.warmUpSeconds);
  const typing = stack.typing(line, perSecond * plan.seconds, warmUp.firstAmount + warmUp.count);
  const first = await stack.open(warmUp, perSecond);
  const outcomes = await stack.open(typing, perSecond);
  const runs = [
    { typing: warmUp, outcomes: first },
    { typing, outcomes },
  ];
  return { typing, outcomes, runs };
}
