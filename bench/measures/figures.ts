import type { Outcomes } from '../load/run.js';

const latest = (times: Float64Array): number => times.reduce((last, at) => Math.max(last, at), 0);

/** From the first request to the last answer. */
export const perSecond = ({ dueAt, answeredAt }: Outcomes): number =>
  (answeredAt.length * 1000) / (latest(answeredAt) - (dueAt[0] ?? 0));

/** From when each request was due. */
export const latenciesMs = ({ dueAt, answeredAt }: Outcomes): Float64Array =>
  answeredAt.map((at, index) => at - (dueAt[index] ?? 0));
