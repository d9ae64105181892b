import type { Facts } from '../../models/approval-instance.js';
import type { Tx } from '../../models/database/tx.js';
import { type DigestBounds, listDigestRows, listOpenTaskFacts, type OpenTask } from '../../models/digest.js';
import { getFlow } from '../../models/flow.js';
import type { Money } from '../../models/text.js';
import type { Json, Press } from '../../models/view-parts.js';
import type { DigestView } from '../../models/views.js';
import { amountSeen } from '../approval/mine.js';
import { getPipeline } from '../deal/pipeline.js';
import { readStuck } from '../deal/stuck.js';
import { scopeOf } from '../scope.js';
import { totalsOf } from '../sums.js';
import type { Context } from '../useCase.js';
import { instantOf } from '../wall-clock.js';
import { previousWorkingDay } from '../working-days.js';
import { figuresOf, type Presses } from './figures.js';

const list = (filter: { readonly [key: string]: Json }): Press => ({
  do: 'deal.list',
  input: { team: true, ...filter },
});

const pressesFor = ({ unmovedSince, closeBefore, closedSince }: DigestBounds): Presses => ({
  stuck: list({ unmovedSince: unmovedSince.toISOString() }),
  slipping: list({ closeBefore }),
  won: list({ outcome: 'won', closedSince: closedSince.toISOString() }),
  lost: list({ outcome: 'lost', closedSince: closedSince.toISOString() }),
  stage: (stage) => list({ stage }),
});

type ToDecide = Pick<DigestView, 'toDecide' | 'forOthers'>;

/** What the tasks cost, as far as their steps do not hide it; each flow is read once. */
async function amountsOf(tx: Tx, tasks: readonly OpenTask<Facts>[]): Promise<readonly Money[]> {
  const ids = [...new Set(tasks.map(({ flowId }) => flowId))];
  const flows = new Map(await Promise.all(ids.map(async (id) => [id, await getFlow(tx, id)] as const)));
  return tasks.flatMap(({ flowId, stepKey, facts }) => {
    const flow = flows.get(flowId);
    return (flow && amountSeen(flow.definition, stepKey, facts)) ?? [];
  });
}

async function readToDecide({ tx, actor }: Context): Promise<ToDecide> {
  const tasks = await listOpenTaskFacts<Facts>(tx, actor.id);
  const amounts = await amountsOf(tx, tasks);
  const forNames = tasks.flatMap(({ forName }) => forName ?? []);
  return {
    toDecide: {
      count: tasks.length,
      totals: totalsOf(amounts),
      press: { do: 'approval.mine', input: {} },
    },
    ...(forNames.length > 0 && { forOthers: { count: forNames.length, names: [...new Set(forNames)] } }),
  };
}

const saysSomething = ({ toDecide, won, lost, stages }: DigestView) =>
  [toDecide, won, lost, ...stages].some(({ count }) => count > 0);

/**
 * What a person should know on a day of theirs, counted now over the deals they see. Won and lost are those since the
 * beginning of the working day before, so that no day is between two digests.
 * @param day `YYYY-MM-DD` in the person's own zone
 * @returns nothing when there is nothing to say
 */
export async function digestView(ctx: Context, day: string): Promise<DigestView | undefined> {
  const { tx, actor, now } = ctx;
  const pipeline = await getPipeline(tx);
  const { stuckDays, unmovedSince } = await readStuck(tx, now);
  const since = previousWorkingDay(day, actor.timeZone);
  const bounds: DigestBounds = {
    unmovedSince,
    closeBefore: day,
    closedSince: instantOf(`${since}T00:00`, actor.timeZone),
  };

  const scope = await scopeOf(ctx);
  const [rows, toDecide] = await Promise.all([listDigestRows(tx, scope, bounds), readToDecide(ctx)]);
  const view: DigestView = {
    kind: 'digest',
    day,
    ...toDecide,
    stuckDays,
    since,
    ...figuresOf(rows, pipeline, pressesFor(bounds)),
  };
  return saysSomething(view) ? view : undefined;
}
