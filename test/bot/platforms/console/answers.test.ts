import {
  cancelledForm,
  closedForm,
  contentOf,
  takesPlace,
} from '../../../../bot/platforms/console/answers.js';
import type { Message } from '../../../../bot/platforms/console/protocol.js';
import type { Ask } from '../../../../bot/platforms/platform.js';
import { drawCard } from '../../../../cards/index.js';
import type { FormView } from '../../../../models/views.js';
import { sampleOf } from '../../../cards/reading.js';
import { readerFor, zhang } from '../../../support/console.js';

const reader = readerFor(zhang.userId);
const drawing = { render: drawCard };

const form: FormView = {
  kind: 'form',
  form: 'deal.new',
  title: { zh: '新建商机', en: 'New deal' },
  fields: [
    { name: 'title', label: { zh: '名称', en: 'Title' }, type: 'text', required: true },
    { name: 'amount', label: { zh: '金额', en: 'Amount' }, type: 'money', required: true, value: '100' },
    {
      name: 'source',
      label: { zh: '来源', en: 'Source' },
      type: 'choice',
      required: false,
      options: [{ value: 'fair', label: { zh: '展会', en: 'Trade fair' } }],
    },
  ],
  submit: { zh: '新建', en: 'Create' },
  context: {},
};

const submit = (values: Record<string, string>): Ask => ({
  kind: 'submit',
  form: 'deal.new',
  values,
  context: {},
});

const message = (part: Partial<Message>): Message => ({
  id: 1,
  userId: zhang.userId,
  from: 'bot',
  kind: 'private',
  text: '',
  body: null,
  key: 'k',
  at: '2026-07-14T02:00:00.000Z',
  updatedAt: '2026-07-14T02:00:00.000Z',
  unread: false,
  ...part,
});

const formMessage = (): Message => message(contentOf({ type: 'form', form }, submit({}), reader, drawing));

test('a form that is not accepted keeps what was typed, and what it had understood before', () => {
  const ask = submit({ title: '云帆科技 年度采购', amount: '很多' });
  const { body } = contentOf({ type: 'errors', form }, ask, reader, drawing);
  const values = body?.body.map((element) => ('value' in element ? element.value : undefined));
  expect(values).toEqual(expect.arrayContaining(['云帆科技 年度采购', '很多']));
});

test('what a person emptied does not come back', () => {
  const { body } = contentOf({ type: 'errors', form }, submit({ amount: '' }), reader, drawing);
  expect(JSON.stringify(body)).not.toContain('"100"');
});

test('a form that is put away leaves a line that says which', () => {
  expect(cancelledForm(formMessage())).toEqual({ kind: 'private', text: '已取消：新建商机', body: null });
});

test('what is no form is not put away', () => {
  const { text, body } = drawCard(sampleOf('Deal, new'), reader);
  expect(cancelledForm(message({ text, body }))).toBeUndefined();
  expect(cancelledForm(message({ text: '好' }))).toBeUndefined();
  expect(cancelledForm({ ...formMessage(), kind: 'card' })).toBeUndefined();
});

test('a form that has done its work can be read but not sent again', () => {
  const closed = closedForm(formMessage(), { title: '云帆科技 年度采购', amount: '2万', source: 'fair' });
  expect(closed.body?.actions).toBeUndefined();
  expect(closed.body?.body).toEqual([
    expect.objectContaining({ type: 'TextBlock', text: '新建商机' }),
    {
      type: 'FactSet',
      facts: [
        { title: '名称', value: '云帆科技 年度采购' },
        { title: '金额', value: '2万' },
        { title: '来源', value: '展会' },
      ],
    },
  ]);
});

test('what was left empty is shown as a dash', () => {
  expect(JSON.stringify(closedForm(formMessage(), {}).body)).toContain('{"title":"来源","value":"—"}');
});

test('a card answers a private card in its place; a shared card stays, and words never take a place', () => {
  const card = contentOf({ type: 'form', form }, submit({}), reader, drawing);
  const words = contentOf(
    { type: 'words', words: { text: { zh: '好', en: 'Done' } } },
    submit({}),
    reader,
    drawing,
  );
  expect(takesPlace(card, message({ kind: 'private' }))).toBe(true);
  expect(takesPlace(card, message({ kind: 'card' }))).toBe(false);
  expect(takesPlace(card, undefined)).toBe(false);
  expect(takesPlace(words, message({ kind: 'private' }))).toBe(false);
});
