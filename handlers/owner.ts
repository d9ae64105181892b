/** Whose deals and customers are, and how they become a colleague's. */

import { z } from 'zod';
import type { Answer } from '../models/answer.js';
import type { Tx } from '../models/database/tx.js';
import type { Deal } from '../models/deal.js';
import { listDepartments } from '../models/department.js';
import { getEmployee, listNames } from '../models/employee.js';
import { show, showIfThere } from '../models/shown-card.js';
import { type Saying, saying, type Text } from '../models/text.js';
import type { Person } from '../models/view-parts.js';
import type { Field, FormView } from '../models/views.js';
import { peopleField, readPeople } from './approval/named-people.js';
import { writeDepartment } from './department/named.js';
import { formValues, refuseErrors, repeated, tooLong, type Values } from './fields.js';
import { record } from './history.js';
import { formatNumber } from './input/id.js';
import { type Context, Refusal, words as say } from './useCase.js';

export const words = {
  handOver: { zh: '转交', en: 'Hand over' },
  newOwner: { zh: '新负责人', en: 'New owner' },
  newOwnerHint: { zh: '写姓名或工号', en: 'A name or a staff number' },
  isItThey: {
    zh: '“{typed}”是 {name}（{department}，{staffNumber}）吗？没错就再提交一次。',
    en: 'Is "{typed}" {name} ({department}, {staffNumber})? If so, send it once more.',
  },
  note: { zh: '备注', en: 'Note' },
  noteBehind: { zh: '：{note}', en: ': {note}' },
  along: { zh: '，连同 {count} 个进行中的商机', en: ', with its open deals ({count})' },
  nowhere: { zh: '没有部门', en: 'no department' },
  nobody: { zh: '无', en: 'nobody' },
  done: {
    zh: '{number} 现在由 {to} 负责（原负责人：{from}）{along}。',
    en: '{number} belongs to {to} now (before: {from}){along}.',
  },
  already: { zh: '{number} 已经由 {to} 负责。', en: '{number} belongs to {to} already.' },
  meanwhile: {
    zh: '{number} 刚刚转给了 {owner}，这次没有转交。请核对后再操作。',
    en: '{number} has just gone to {owner}, so this changed nothing. Look again before you hand it over.',
  },
} satisfies Record<string, Text>;

const LONGEST_NOTE = 500;

/** @param more what else is asked */
export const ownerFields = (...more: readonly Field[]): readonly Field[] => [
  { ...peopleField('owner', words.newOwner), hint: words.newOwnerHint },
  ...more,
  { name: 'note', label: words.note, type: 'longText', required: false, maxLength: LONGEST_NOTE },
];

/** What such a form sends. `from`: who owned it when the form was opened. */
export const ownerInput = z.object({
  id: z.int(),
  from: z.int().nullable().optional(),
  values: formValues,
});

/** A hand-over is hard to notice: whom a part of a name fits is named in full before it goes there. */
async function askIfThey(tx: Tx, values: Values, heirId: number, form: () => FormView) {
  const { name, staffNumber, departmentId } = await getEmployee(tx, heirId);
  const all = await listDepartments(tx);
  const own = all.find(({ id }) => id === departmentId);
  const department = own ? writeDepartment(all, own) : words.nowhere;
  const typed = repeated(values.owner ?? '');
  const owner = saying(words.isItThey, { typed, name, staffNumber, department });
  refuseErrors(form, { ...values, owner: name }, { owner });
}

/** `to Li Na`, 李娜吧 */
export const heirTyped = (text: string): string => text.trim().replace(/^to\s+|吧$/gi, '');

/** Somebody who works here. @throws BadForm saying why it cannot be whoever is named, or asking whether it is they */
export async function readHeir(tx: Tx, values: Values, form: () => FormView): Promise<Person> {
  const { ids, names, error, isPart } = await readPeople(tx, values.owner ?? '', 1);
  const note = tooLong(words.note, LONGEST_NOTE, values.note?.trim() ?? '');
  refuseErrors(form, values, { owner: error, note });
  const [id = 0] = ids;
  const [name = ''] = names;
  if (isPart) await askIfThey(tx, values, id, form);
  return { id, name };
}

interface Owned {
  readonly kind: 'deal' | 'customer';
  readonly id: number;
  readonly ownerId: number | null;
}

interface Wanted {
  readonly heir: Person;
  /** Who owned it when it was decided to whom it goes. */
  readonly from?: number | null | undefined;
  readonly values: Values;
  /** Makes it so. @returns the deals that go along */
  readonly give: () => Promise<readonly Deal[]>;
}

type Told = NonNullable<Saying['params']>;

const recordGiven = (ctx: Context, { kind, id, ownerId }: Owned, heir: Person, params: Told) =>
  record(ctx, { kind, id }, `${kind}.given`, {
    params,
    before: { ownerId },
    after: { ownerId: heir.id },
  });

export const ownerName = async (tx: Tx, id: number | null): Promise<string | Text> =>
  id === null ? words.nobody : ((await listNames(tx, [id]))[0] ?? '');

/** A card says whose it is. Whoever did it has read that already, so of a customer, which all may see, they need none. */
function tell({ tx, actor }: Context, { kind, id }: Owned, who: number) {
  const isNews = who !== actor.id;
  if (isNews || kind === 'deal') show(tx, who, kind, id, { fresh: isNews });
  else showIfThere(tx, who, kind, id);
}

/** Of something that the caller holds. */
export async function handOver(
  ctx: Context,
  owned: Owned,
  { heir, from = owned.ownerId, values, give }: Wanted,
): Promise<Answer> {
  const { tx } = ctx;
  const { kind, id, ownerId } = owned;
  const number = formatNumber(kind, id);
  if (heir.id === ownerId) return say(words.already, { number, to: heir.name });
  const owner = await ownerName(tx, ownerId);
  if (from !== ownerId) throw new Refusal(words.meanwhile, { number, owner });

  const deals = await give();
  const along = deals.length > 0 ? saying(words.along, { count: deals.length }) : '';
  const note = values.note?.trim() ? saying(words.noteBehind, { note: values.note.trim() }) : '';
  const told = { from: owner, to: heir.name, note };
  recordGiven(ctx, owned, heir, { ...told, along });
  for (const deal of deals) {
    recordGiven(ctx, { ...deal, kind: 'deal' }, heir, told);
    showIfThere(tx, deal.ownerId, 'deal', deal.id);
  }

  tell(ctx, owned, heir.id);
  if (ownerId !== null) tell(ctx, owned, ownerId);
  return say(words.done, { number, along, ...told });
}
