import { z } from 'zod';
import { findApproval, listOpenTasks, lockApproval } from '../../models/approval.js';
import { showIfThere } from '../../models/shown-card.js';
import type { Saying } from '../../models/text.js';
import { saying } from '../../models/text.js';
import type { Tx } from '../../models/tx.js';
import { formatNumber } from '../input/id.js';
import { type Context, card, Refusal, words as say, useCase } from '../useCase.js';
import { carryOut } from './carry-out.js';
import { openTaskOf } from './instance.js';
import { amountIn, taskItem } from './mine.js';
import { humanStep } from './nodes.js';
import { words } from './words.js';

/** As many as a person can look through. */
const MOST = 10;

interface Item {
  readonly id: number;
  readonly hash: string;
  readonly row: Saying;
}

/** An open task that its flow lets be approved without opening it. */
async function itemFor(tx: Tx, personId: number, row: Parameters<typeof taskItem>[1]): Promise<Item[]> {
  const [item, approval] = await Promise.all([taskItem(tx, row), findApproval(tx, row.approvalId)]);
  const task = approval && openTaskOf(approval.instance, personId);
  if (!task || !approval.instance.definition.bulk || task.origin === 'help') return [];
  if (humanStep(approval.instance.definition.steps, task.stepKey).opinion) return [];
  const { contentHash, facts } = approval.instance;
  const { number, title, flow } = item;
  const amount = amountIn(facts);
  const text = amount ? words.bulkRowAmount : words.bulkRow;
  return [
    {
      id: row.approvalId,
      hash: contentHash,
      row: saying(text, { number, title, flow, ...(amount && { amount }) }),
    },
  ];
}

/** Shows what would be approved, each with what it is about, and one button for all of them. */
export const showBulk = useCase(z.object({}), async (ctx) => {
  const rows = await listOpenTasks(ctx.tx, ctx.actor.id, MOST);
  const items = (await Promise.all(rows.map((row) => itemFor(ctx.tx, ctx.actor.id, row)))).flat();
  if (items.length === 0) throw new Refusal(words.bulkNone);
  return card({
    kind: 'notice',
    title: saying(words.bulkTitle),
    body: items.map(({ row }) => row),
    buttons: [
      {
        label: saying(words.bulkApprove, { count: items.length }),
        press: { do: 'approval.bulkApprove', input: { items: items.map(({ id, hash }) => ({ id, hash })) } },
        style: 'primary',
      },
    ],
  });
});

/** Typed, as any other. */
export const typeBulk = useCase(z.object({ text: z.string() }), (ctx) => showBulk.run(ctx, {}));

/** Each is decided on its own: what one is refused for does not stop the others. */
async function approveOne(ctx: Context, { id, hash }: Pick<Item, 'id' | 'hash'>): Promise<Saying | null> {
  const approval = await lockApproval(ctx.tx, id);
  if (!approval?.instance.definition.bulk) return saying(words.bulkNone);
  try {
    await carryOut(ctx, approval, { type: 'approve', byId: ctx.actor.id, hash }, 'approval.approved');
    return null;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    showIfThere(ctx.tx, ctx.actor.id, 'approval', id);
    return error.words;
  }
}

export const approveBulk = useCase(
  z.object({
    items: z
      .array(z.object({ id: z.int(), hash: z.string().max(64) }))
      .min(1)
      .max(MOST),
  }),
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
    const numbers = { zh: done.join('、'), en: done.join(', ') };
    if (refused.length === 0) return say(words.bulkDone, { numbers });
    const body = done.length > 0 ? [saying(words.bulkDone, { numbers }), ...refused] : refused;
    return card({ kind: 'notice', title: saying(words.bulkTitle), body, buttons: [] });
  },
);
