import type { Tx } from '../../models/database/tx.js';
import { type Deal, type DealLine, deleteDealLines, insertDeal, insertDealLine } from '../../models/deal.js';
import { groupedBy } from '../../models/grouped-by.js';
import { listDealsByExternalId, listLinesOf, listTouchedIds } from '../../models/import.js';
import { formatNumber } from '../input/id.js';
import { type DealDraft, loadSurroundings, readDeal, type Said, type Surroundings } from './deal-draft.js';
import { changesOf, type Part, toChange, toCreate, toFail, toKeep } from './decide.js';
import { dealFields } from './fields.js';
import { type Decision, type Importer, inBatches, type Row, type Rules } from './row.js';

interface GoodDraft extends DealDraft {
  readonly said: Said;
}

const isGood = (draft: DealDraft): draft is GoodDraft => draft.said !== null;

const labels = {
  title: dealFields.title.label,
  customerId: dealFields.customer.label,
  ownerId: dealFields.owner.label,
  stage: dealFields.stage.label,
  amountCents: dealFields.amount.label,
  currency: dealFields.currency.label,
  expectedClose: dealFields.expectedClose.label,
  createdAt: dealFields.created.label,
  closedAt: dealFields.closed.label,
  closedReason: dealFields.reason.label,
};

/** A deal is an import's own until somebody works on it. */
function changesTo(there: Deal, said: Said, now: Date): Partial<Deal> {
  const { createdAt, ...rest } = said;
  const stageChangedAt = said.stageChangedAt ?? (said.stage === there.stage ? null : now);
  const changes = changesOf<Deal>(there, {
    ...rest,
    ...(createdAt && { createdAt }),
    ...{ stageChangedAt: stageChangedAt ?? there.stageChangedAt },
  });
  const isOpenAgain = said.closedAt === null && there.closedAt !== null;
  return isOpenAgain ? { ...changes, closedAt: null, closedReason: null } : changes;
}

const isLine = (there: readonly DealLine[], { productId, totalCents }: DealLine) =>
  there.length === 1 && there[0]?.productId === productId && there[0]?.totalCents === totalCents;

function lineParts(dealId: number, line: DealLine | null, there: readonly DealLine[]): Part[] {
  if (!line || isLine(there, line)) return [];
  const write = (tx: Tx) => {
    deleteDealLines(tx, dealId);
    insertDealLine(tx, dealId, line);
  };
  return [{ label: dealFields.product.label, write }];
}

async function insert(tx: Tx, { said, number, line, rules: { now } }: GoodDraft): Promise<number> {
  const id = await insertDeal(tx, {
    ...said,
    externalId: number,
    createdAt: said.createdAt ?? now,
    stageChangedAt: said.stageChangedAt ?? now,
    updatedAt: now,
  });
  if (line) insertDealLine(tx, id, line);
  return id;
}

interface Known {
  readonly deals: ReadonlyMap<string | null, Deal>;
  readonly lines: ReadonlyMap<number, readonly DealLine[]>;
}

async function load(tx: Tx, drafts: readonly DealDraft[]): Promise<Known> {
  const found = await listDealsByExternalId(
    tx,
    drafts.map(({ number }) => number),
  );
  const lines = await listLinesOf(
    tx,
    found.map(({ id }) => id),
  );
  return {
    deals: new Map(found.map((deal) => [deal.externalId, deal])),
    lines: groupedBy(lines, ({ dealId }) => dealId),
  };
}

function change(draft: GoodDraft, there: Deal, { lines }: Known): Decision {
  const { now } = draft.rules;
  return toChange(draft, {
    there,
    changes: () => changesTo(there, draft.said, now),
    parts: lineParts(there.id, draft.line, lines.get(there.id) ?? []),
    labels,
    stamp: { updatedAt: now },
  });
}

const decideOne = (draft: DealDraft, known: Known): Decision => {
  if (!isGood(draft)) return toFail(draft);
  const there = known.deals.get(draft.number);
  return there ? change(draft, there, known) : toCreate(draft, (tx) => insert(tx, draft));
};

async function decide(tx: Tx, rows: readonly Row[], around: Surroundings, rules: Rules) {
  await around.customers.prepare(
    tx,
    rows.map(({ values }) => values.customer ?? ''),
  );
  const drafts = rows.map((row) => readDeal(row, around, rules));
  const known = await load(tx, drafts.filter(isGood));
  const decisions = drafts.map((draft) => ({ draft, decision: decideOne(draft, known) }));

  const idOf = ({ number }: DealDraft) => known.deals.get(number)?.id ?? 0;
  const updated = decisions.filter(({ decision }) => decision.outcome === 'updated');
  const touched = await listTouchedIds(
    tx,
    'deal',
    updated.map(({ draft }) => idOf(draft)),
  );
  return decisions.map(({ draft, decision }) =>
    decision.outcome === 'updated' && touched.has(idOf(draft))
      ? toKeep(draft, formatNumber('deal', idOf(draft)))
      : decision,
  );
}

export const deals: Importer = {
  fields: dealFields,
  keysOf: ({ number = '' }) => [number],
  steps: async function* (rows, read, rules) {
    const around = await read(loadSurroundings);
    for await (const batch of inBatches(rows)) yield (tx) => decide(tx, batch, around, rules);
  },
};
