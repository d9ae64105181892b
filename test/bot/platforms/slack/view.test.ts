import fc from 'fast-check';
import { formErrors, formModal } from '../../../../bot/platforms/slack/view.js';
import type { Field, FormView } from '../../../../models/views.js';
import { anyForm } from '../../../support/arbitrary.js';
import { both, reader } from '../../../support/outcomes.js';
import { mrkdwnIn, shownIn, viewProblems } from '../../../support/slack/rules.js';

const same = (words: string) => ({ zh: words, en: words });

const field = (more: Partial<Field>): Field => ({
  name: 'title',
  label: same('Title'),
  type: 'text',
  required: true,
  ...more,
});

const form = (...fields: readonly Field[]): FormView => ({
  kind: 'form',
  form: 'deal.new',
  title: { zh: '新建商机', en: 'New deal' },
  submit: { zh: '保存', en: 'Save' },
  fields,
  context: { id: 7 },
});

const draw = (view: FormView) => formModal(view, reader, {});
const element = (more: Partial<Field>) => (draw(form(field(more))).blocks[0] as { element: object }).element;

test('any form at all is a modal that Slack takes, and formats nothing', () => {
  fc.assert(
    fc.property(anyForm, fc.boolean(), (any, home) => {
      const modal = formModal(any, reader, { home });
      expect(viewProblems(modal)).toEqual([]);
      expect(mrkdwnIn(modal)).toEqual([]);
    }),
    { numRuns: 200 },
  );
});

test('a form is a modal with its fields, and carries what it came with', () => {
  const modal = draw(
    form(field({}), field({ name: 'note', label: same('Note'), type: 'longText', required: false })),
  );
  expect(modal).toMatchObject({
    type: 'modal',
    title: { text: 'New deal' },
    submit: { text: 'Save' },
    close: { text: 'Cancel' },
    private_metadata: '{"form":"deal.new","context":{"id":7}}',
    blocks: [
      {
        type: 'input',
        block_id: 'title',
        optional: false,
        element: { type: 'plain_text_input', multiline: false },
      },
      {
        type: 'input',
        block_id: 'note',
        optional: true,
        element: { type: 'plain_text_input', multiline: true },
      },
    ],
  });
});

test('which record a form is for stands above its fields, as the title has 24 characters', () => {
  const about = both('A-4 · Northwind rollout');
  const { title, blocks } = draw({ ...form(field({})), about });
  expect(title.text).toBe('New deal');
  expect(JSON.stringify(blocks[0])).toContain('A-4 · Northwind rollout');
  expect(blocks[1]).toMatchObject({ type: 'input' });
});

test('what else can be done with a form is a button under its fields, with what the form came with', () => {
  const others = [
    { form: 'request.draft', label: { zh: '存为草稿', en: 'Save as draft' } },
    { form: 'request.discard', label: { zh: '删除草稿', en: 'Discard the draft' }, style: 'danger' as const },
  ];
  expect(draw({ ...form(field({})), others }).blocks.at(-1)).toMatchObject({
    type: 'actions',
    elements: [
      { text: { text: 'Save as draft' }, value: '{"submit":"request.draft","context":{"id":7}}' },
      { text: { text: 'Discard the draft' }, style: 'danger' },
    ],
  });
});

test('a day is picked from a calendar, unless it was typed in words that are no day', () => {
  expect(element({ type: 'date' })).toEqual({ type: 'datepicker', action_id: 'value' });
  expect(element({ type: 'date', value: '2026-12-31' })).toMatchObject({ initial_date: '2026-12-31' });
  expect(element({ type: 'date', value: '下周五' })).toMatchObject({
    type: 'plain_text_input',
    initial_value: '下周五',
  });
  expect(element({ type: 'date', value: '2026-02-30' })).toMatchObject({ type: 'plain_text_input' });
});

test('money and numbers are typed as people type them', () => {
  expect(element({ type: 'money', value: '2万' })).toMatchObject({
    type: 'plain_text_input',
    initial_value: '2万',
  });
  expect(element({ type: 'number', value: '1.2m' })).toMatchObject({
    type: 'plain_text_input',
    initial_value: '1.2m',
  });
});

test('a choice shows what was chosen', () => {
  const options = [
    { value: 'won', label: { zh: '已签约', en: 'Won' } },
    { value: 'lost', label: '输单' },
  ];
  expect(element({ type: 'choice', options, value: 'lost' })).toMatchObject({
    type: 'static_select',
    options: [{ text: { text: 'Won' }, value: 'won' }, { text: { text: '输单' } }],
    initial_option: { text: { text: '输单' }, value: 'lost' },
  });
});

test('of more than a hundred choices the chosen one is there, and the rest is counted', () => {
  const options = Array.from({ length: 150 }, (_, index) => ({ value: `v${index}`, label: `商机 ${index}` }));
  const [block] = draw(form(field({ type: 'choice', options, value: 'v140' }))).blocks;
  expect(block).toMatchObject({ element: { initial_option: { value: 'v140' } } });
  expect(shownIn(block)).toContain('50 more choices are not listed');
});

test('a choice without choices can be typed', () => {
  expect(element({ type: 'choice', options: [] })).toMatchObject({ type: 'plain_text_input' });
});

test('errors land under their fields, and stand in a form that is drawn anew', () => {
  const wrong = form(
    field({}),
    field({ name: 'amount', label: same('Amount'), error: both('Not an amount: <b>') }),
  );
  expect(formErrors(wrong, reader)).toEqual({ amount: 'Not an amount: <b>' });
  expect(shownIn(draw(wrong).blocks)).toContain('⚠️ Not an amount: <b>');
});

test('what pages offer while one types is typed out in Slack, which is told nothing of it', () => {
  expect(draw(form(field({ suggests: 'customer' })))).toEqual(draw(form(field({}))));
});

test('a context larger than Slack carries is an error here, not there', () => {
  expect(() => draw({ ...form(), context: { note: 'x'.repeat(3000) } })).toThrow(RangeError);
});
