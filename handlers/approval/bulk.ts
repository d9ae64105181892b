import { z } from 'zod';
import { definitionOf, findApproval } from '../../models/approval.js';
import type { FlowDefinition, StepDefinition } from '../../models/approval-flow.js';
import { countOpenTasks, listOpenTasks, type TaskListRow } from '../../models/approval-lists.js';
import type { Tx } from '../../models/database/tx.js';
import { showIfThere } from '../../models/shown-card.js';
import { type Saying, saying, type Text } from '../../models/text.js';
import type { Button } from '../../models/view-parts.js';
import { listed } from '../fields.js';
import { formatNumber } from '../input/id.js';
import { type Context, card, Refusal, words as say, useCase } from '../useCase.js';
import { carryOut } from './carry-out.js';
import { isReadBy } from './decide.js';
import { approvalToChange, type OnContent, onContent } from './load.js';
import { taskItem } from './mine.js';
import { openTaskOf } from './rules/instance.js';
import { humanStep } from './rules/nodes.js';
import { words } from './words.js';

/** As many as a person can look through, of so many that wait. */
const MOST = 10;
const MOST_LOOKED_AT = 200;

/** Of a hash so much that nobody finds two contents alike in it: whole ones of all of them have no room in one button. */
const HASH_SHOWN = 24;

const hashShown = (hash: string): string => hash.slice(0, HASH_SHOWN);

interface Item {
  readonly shown: OnContent;
  readonly row: Saying;
  /** It takes more than a press, and stands there only to say so. */
  readonly isAlone: boolean;
}

/** What a step takes besides a press. */
const alone = ({ signature, opinion }: StepDefinition): Text | undefined => {
  if (signature) return words.bulkSigns;
  return opinion ? words.bulkOpinion : undefined;
};

const rowOf = ({ number, title, flow, amount }: Awaited<ReturnType<typeof taskItem>>): Saying =>
  saying(amount ? words.bulkRowAmount : words.bulkRow, { number, title, flow, ...(amount && { amount }) });

interface Waiting {
  readonly row: TaskListRow;
  readonly definition: FlowDefinition;
}

const isAlone = ({ row, definition }: Waiting): boolean =>
  alone(humanStep(definition.steps, row.stepKey)) !== undefined;

const listWaiting = async (tx: Tx, personId: number): Promise<readonly Waiting[]> => {
  const rows = await listOpenTasks(tx, personId, MOST_LOOKED_AT);
  return Promise.all(rows.map(async (row) => ({ row, definition: await definitionOf(tx, row) })));
};

/** Tasks whose flow lets them be approved without being opened; those that take more than a press come last. */
const thatFit = (waiting: readonly Waiting[]): readonly Waiting[] =>
  waiting
    .filter(({ definition }) => definition.bulk)
    .toSorted((one, other) => Number(isAlone(one)) - Number(isAlone(other)));

const MOST_NUMBERS = 10;

const leftByFlow = (waiting: readonly Waiting[]): readonly Saying[] => {
  const left = waiting.filter(({ definition }) => !definition.bulk);
  if (left.length === 0) return [];
  const flows = new Map(left.map(({ definition: { key, name } }) => [key, name]));
  const numbers = left.map(({ row }) => formatNumber('approval', row.approvalId));
  return [
    saying(words.bulkLeftByFlow, {
      flows: listed([...flows.values()]),
      count: left.length,
      numbers: listed([...numbers.slice(0, MOST_NUMBERS), ...(numbers.length > MOST_NUMBERS ? ['…'] : [])]),
    }),
  ];
};

const leftOut = (text: Text, count: number): readonly Saying[] =>
  count > 0 ? [saying(text, { count, most: MOST })] : [];

/** What would be approved by a press, or that says why it cannot be. */
async function itemFor(tx: Tx, personId: number, row: TaskListRow): Promise<Item[]> {
  const [item, approval] = await Promise.all([taskItem(tx, row), findApproval(tx, row.approvalId)]);
  const task = approval && openTaskOf(approval.instance, personId, row.seq);
  if (!task || task.origin === 'help') return [];
  const { id, contentHash, definition } = approval.instance;
  const why = alone(humanStep(definition.steps, task.stepKey));
  const said = why ? saying(words.bulkFailed, { number: rowOf(item), why }) : rowOf(item);
  const shown = { id, hash: hashShown(contentHash), taskSeq: row.seq };
  return [{ shown, row: said, isAlone: why !== undefined }];
}

const approveAll = (items: readonly Item[]): Button => ({
  label:
    items.length === 1 ? saying(words.bulkApproveOne) : saying(words.bulkApprove, { count: items.length }),
  press: { do: 'approval.bulkApprove', input: { items: items.map(({ shown }) => shown) } },
  style: 'primary',
});

const oneByOne: Button = { label: saying(words.mineTitle), press: { do: 'approval.mine', input: {} } };

/** Shows what would be approved, each with what it is about, one button for all of them, and what is left out and why. */
export const showBulk = useCase(z.object({}), async (ctx) => {
  const { tx, actor } = ctx;
  const waiting = await listWaiting(tx, actor.id);
  if (waiting.length === 0) throw new Refusal(words.bulkNone);
  const fit = thatFit(waiting);
  const rows = fit.slice(0, MOST);
  const found = (await Promise.all(rows.map(({ row }) => itemFor(tx, actor.id, row)))).flat();
  const unseen = (await countOpenTasks(tx, actor.id)) - waiting.length;
  const left = [
    ...leftByFlow(waiting),
    ...leftOut(words.bulkLeftHelp, rows.length - found.length),
    ...leftOut(words.bulkLeftMore, fit.length - rows.length + unseen),
  ];
  const items = found.filter(({ isAlone }) => !isAlone);
  return card({
    kind: 'notice',
    title: saying(words.bulkTitle),
    body: [...(found.length > 0 ? found.map(({ row }) => row) : [saying(words.bulkNone)]), ...left],
    buttons: [...(items.length > 0 ? [approveAll(items)] : []), ...(left.length > 0 ? [oneByOne] : [])],
  });
});

/** Each is decided on its own: what one is refused for does not stop the others. */
async function approveOne(ctx: Context, { id, taskSeq, ...shown }: OnContent): Promise<Saying | null> {
  try {
    const approval = await approvalToChange(ctx, id);
    const { definition, contentHash } = approval.instance;
    if (!definition.bulk) return saying(words.bulkNone);
    const hash = hashShown(shown.hash) === hashShown(contentHash) ? contentHash : shown.hash;
    const action = isReadBy(approval, ctx.actor.id, taskSeq) ? 'approval.read' : 'approval.approved';
    await carryOut(ctx, approval, { type: 'approve', byId: ctx.actor.id, hash, taskSeq }, action);
    return null;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    showIfThere(ctx.tx, ctx.actor.id, 'approval', id);
    return error.words;
  }
}

export const approveBulk = useCase(
  z.object({ items: z.array(onContent).min(1).max(MOST) }),
  async (ctx, { items }) => {
    const done: string[] = [];
    const refused: Saying[] = [];
    // One after the other, and always in this order: two people who approve the same ones do not lock each other out.
    for (const item of items.toSorted((one, other) => one.id - other.id)) {
      const number = formatNumber('approval', item.id);
      const why = await approveOne(ctx, item);
      if (why) refused.push(saying(words.bulkFailed, { number, why }));
      else done.push(number);
    }
    const numbers = listed(done);
    if (refused.length === 0) return say(words.bulkDone, { numbers });
    const body = done.length > 0 ? [saying(words.bulkDone, { numbers }), ...refused] : refused;
    return card({ kind: 'notice', title: saying(words.bulkTitle), body, buttons: [] });
  },
);
