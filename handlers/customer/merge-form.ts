import type { Customer } from '../../models/customer.js';
import { countLinked } from '../../models/customer-merge.js';
import { type Saying, saying, type Text } from '../../models/text.js';
import type { Field, FormView } from '../../models/views.js';
import { choiceField, type Values } from '../fields.js';
import { formatNumber } from '../input/id.js';
import { LONGEST_SEARCH } from '../page.js';
import { type Context, whereTyped } from '../useCase.js';
import { contactsToMove, fingerprint, type Pair } from './merge-pair.js';
import type { Mergeable, Side } from './merge-rules.js';
import { called } from './merge-told.js';
import { words } from './words.js';

const labels: Record<Mergeable, Text> = {
  name: words.name,
  category: words.category,
  taxNumber: words.taxNumber,
  address: words.address,
  phone: words.phone,
  ownerId: words.owner,
  mainContactId: words.contact,
};

/** With which other one, as a search finds it. */
export const mergeWithForm = (customer: Customer): FormView => ({
  kind: 'form',
  form: 'customer.mergeWith',
  title: words.mergeTitle,
  about: saying(words.mergeWithAbout, { customer: called(customer) }),
  fields: [
    {
      ...{ name: 'other', label: words.other, type: 'text', required: true, maxLength: LONGEST_SEARCH },
      hint: words.otherHint,
      suggests: 'customer',
    },
  ],
  submit: words.mergeOn,
  context: { id: customer.id },
});

const FROM = 'from';
const INTO = 'into';

const saysOf = ({ customer, shown }: Side, field: Mergeable) =>
  `${formatNumber('customer', customer.id)} · ${shown[field]}`;

/** What the other says stands beneath, so that both are seen without opening anything. */
function choiceOf({ from, into }: Pair, field: Mergeable): Field {
  const other = saysOf(from, field);
  return {
    ...choiceField(field, labels[field], { [INTO]: saysOf(into, field), [FROM]: other }),
    hint: { zh: other, en: other },
  };
}

/** What was chosen from the one that goes into the other. */
export const takenIn = (values: Values, { asked }: Pair): ReadonlySet<Mergeable> =>
  new Set(asked.filter((field) => values[field] === FROM));

async function movesOf(ctx: Context, pair: Pair): Promise<Saying> {
  const { deals, contracts, approvals } = await countLinked(ctx.tx, pair.from.customer.id);
  const contacts = contactsToMove(pair).length;
  const some = (count: number, text: Text) => (count > 0 ? saying(text, { count }) : '');
  const into = formatNumber('customer', pair.into.customer.id);
  const number = formatNumber('customer', pair.from.customer.id);
  return saying(words.mergeIntro, {
    into,
    deals: saying(words.mergeDeals, { deals, contacts }),
    approvals: some(approvals, words.mergeApprovals),
    contracts: some(contracts, words.mergeContracts),
    undo: saying(whereTyped(ctx, words.mergeUndo, words.mergeUndoOnPage), { number, into }),
  });
}

export const mergeForm = async (ctx: Context, pair: Pair): Promise<FormView> => ({
  kind: 'form',
  form: 'customer.merge',
  title: words.mergeTitle,
  about: saying(words.mergeAbout, { from: called(pair.from.customer), into: called(pair.into.customer) }),
  intro: await movesOf(ctx, pair),
  fields: pair.asked.map((field) => choiceOf(pair, field)),
  submit: words.mergeSubmit,
  context: { id: pair.from.customer.id, into: pair.into.customer.id, seen: fingerprint(pair) },
});
