import { z } from 'zod';
import { definitionOf } from '../../models/approval.js';
import type { FlowDefinition } from '../../models/approval-flow.js';
import type { Facts } from '../../models/approval-instance.js';
import { countOpenTasks, listOpenTasks, type TaskListRow } from '../../models/approval-lists.js';
import { parseJson } from '../../models/database/json.js';
import type { Tx } from '../../models/database/tx.js';
import { type Money, saying } from '../../models/text.js';
import type { Button } from '../../models/view-parts.js';
import type { TodoView } from '../../models/views.js';
import { formatNumber } from '../input/id.js';
import { anyPage, pageOf } from '../page.js';
import { ask, card, useCase } from '../useCase.js';
import { hidesInStep } from './rules/field-permissions.js';
import { MAIN_AMOUNT, mainAmount } from './rules/form-facts.js';
import { words } from './words.js';

/** What an approver is asked about costs, unless the step hides it. */
export const amountSeen = (definition: FlowDefinition, stepKey: string, facts: Facts): Money | null =>
  hidesInStep(definition, stepKey, MAIN_AMOUNT) ? null : mainAmount(facts);

/** What it is called and what it costs, as far as whoever is asked sees that. */
const shownOf = (definition: FlowDefinition, stepKey: string, facts: Facts) => ({
  title: hidesInStep(definition, stepKey, 'title') ? '' : String(facts.title ?? ''),
  amount: amountSeen(definition, stepKey, facts),
});

/** An open task in a list, from the facts that its approver was asked about. */
export async function taskItem(tx: Tx, row: TaskListRow): Promise<TodoView['tasks'][number]> {
  const facts = parseJson<Facts>(row.facts);
  const definition = await definitionOf(tx, row);
  return {
    approvalId: row.approvalId,
    number: formatNumber('approval', row.approvalId),
    ...shownOf(definition, row.stepKey, facts),
    flow: definition.name,
    initiator: row.initiatorName,
    since: row.openedAt.toISOString(),
    ...(row.forName && { onBehalfOf: row.forName }),
    ...(row.dueAt && { dueAt: row.dueAt.toISOString() }),
  };
}

const bulkButton: Button = { label: saying(words.bulkTitle), press: { do: 'approval.bulk', input: {} } };

export const listMine = useCase(z.object({ page: anyPage }), async (ctx, { page }) => {
  const total = await countOpenTasks(ctx.tx, ctx.actor.id);
  const { limit, offset, shown } = pageOf(page, total);
  const rows = await listOpenTasks(ctx.tx, ctx.actor.id, limit, offset);
  const items = await Promise.all(rows.map((row) => taskItem(ctx.tx, row)));
  return card({
    kind: 'list',
    title: saying(words.mineTitle),
    rows: items.map(({ approvalId, number, title, flow, initiator, amount, since, onBehalfOf, dueAt }) => ({
      title: `${number} ${title}`,
      details: [
        flow,
        initiator,
        ...(amount ? [amount] : []),
        ...(onBehalfOf ? [saying(words.forWhom, { who: onBehalfOf })] : []),
        dueAt ? saying(words.dueAt, { at: { at: dueAt } }) : { at: since },
      ],
      press: { do: 'approval.show', input: { id: approvalId } },
    })),
    empty: saying(words.mineEmpty),
    ...shown,
    turn: { do: 'approval.mine', input: {} },
    ...(total > 1 && { buttons: [bulkButton] }),
  });
});

/** `同意` without saying what: nothing is decided by that. */
export const sayWhereToDecide = useCase(z.object({}), async ({ tx, actor }) => {
  const count = await countOpenTasks(tx, actor.id);
  return ask({
    kind: 'notice',
    title: saying(words.decideOnCards),
    body: [saying(count > 0 ? words.mineCount : words.mineEmpty, { count })],
    buttons: [
      ...(count > 0 ? [{ label: saying(words.mineTitle), press: { do: 'approval.mine', input: {} } }] : []),
      ...(count > 1 ? [bulkButton] : []),
    ],
  });
});
