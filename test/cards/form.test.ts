import type { Element } from '../../cards/card.js';
import { formCard } from '../../cards/form.js';
import { elementsOf, en, press, read, viewOf, zh } from './reading.js';

const form = viewOf('form', 'Form');
const wrong = viewOf('form', 'Form with errors');

const input = (elements: readonly Element[], id: string): Element => {
  const found = elements.find((element) => 'id' in element && element.id === id);
  if (!found) throw new Error(`No input ${id}.`);
  return found;
};

test('a form asks for what is missing and holds what was understood', () => {
  const card = formCard(form, zh);
  expect(read(card)).toContain('新建商机\n还差几项，其余已经填好。\n名称');
  expect(input(elementsOf(card), 'title')).toEqual({
    type: 'Input.Text',
    id: 'title',
    label: '名称',
    isRequired: true,
    errorMessage: '请填写名称',
    value: '云帆科技 年度采购',
    maxLength: 200,
  });
  expect(input(elementsOf(card), 'customerId')).toMatchObject({
    type: 'Input.ChoiceSet',
    placeholder: '选择客户',
    choices: [
      { title: '云帆科技（杭州）有限公司', value: '88' },
      { title: 'Ada Example GmbH', value: '12' },
    ],
  });
  expect(input(elementsOf(card), 'amount')).toMatchObject({
    type: 'Input.Text',
    placeholder: '例如 20000 或 2万',
  });
  expect(input(elementsOf(card), 'expectedClose')).toMatchObject({ type: 'Input.Date' });
  expect(input(elementsOf(card), 'seats')).toMatchObject({ type: 'Input.Number', value: 50 });
  expect(input(elementsOf(card), 'note')).toMatchObject({ type: 'Input.Text', isMultiline: true });
  expect(read(card)).toContain('备注\n审批人会看到');
});

test('a choice that says nothing else says that one has to be made', () => {
  const fields = form.fields.map(({ placeholder: _, ...field }) => field);
  const elements = elementsOf(formCard({ ...form, fields }, en));
  expect(input(elements, 'customerId')).toMatchObject({ placeholder: 'Choose' });
});

test('a form for a record says which, in its title and where only one line is shown', () => {
  const about = { text: { zh: 'A-4 · 二期', en: 'A-4 · Phase two' } };
  expect(read(formCard({ ...form, about }, en)).split('\n')[0]).toBe('New deal A-4 · Phase two');
  expect(formCard({ ...form, about }, zh).text).toContain('新建商机 A-4 · 二期');
});

test('what was not accepted is marked, for whoever puts the cursor there', () => {
  const elements = elementsOf(formCard(wrong, zh));
  expect(input(elements, 'amount')).toMatchObject({ isWrong: true });
  expect(elementsOf(formCard(form, zh)).some((element) => 'isWrong' in element)).toBe(false);
});

test('of which one may be offered while it is typed is marked, for whoever draws it', () => {
  const fields = form.fields.map((field) =>
    field.name === 'title' ? { ...field, suggests: 'customer' as const } : field,
  );
  const elements = elementsOf(formCard({ ...form, fields }, zh));
  expect(input(elements, 'title')).toMatchObject({ suggests: 'customer' });
});

test('sending it brings back the name of the form and its context', () => {
  expect(press(formCard(form, en), 'Create')).toEqual({
    submit: 'deal.new',
    context: { customerName: '云帆' },
  });
});

test('what else can be done with it is a button beside, for which nothing has to be filled in', () => {
  const others = [{ form: 'request.draft', label: { zh: '存为草稿', en: 'Save as draft' } }];
  const card = formCard({ ...form, others }, zh);
  expect(card.body.actions?.map(({ title }) => title)).toEqual([expect.any(String), '存为草稿']);
  expect(card.body.actions?.[1]).toEqual({
    type: 'Action.Submit',
    title: '存为草稿',
    associatedInputs: 'none',
    data: { submit: 'request.draft', context: form.context },
  });
});

test('what is wrong stands under its field, instead of the hint, in words', () => {
  const card = formCard(wrong, en);
  const lines = read(card).split('\n');
  expect(lines[lines.indexOf('Please fill in: Amount') + 1]).toBe(
    'Please correct: This is not an amount: “两三万吧”',
  );
  expect(lines).not.toContain('such as 20,000 or 1.2m');
  expect(card.text).toContain(
    'Please correct and send again: New deal (A title has at most 200 characters; ',
  );
});

test('what was typed stays in its field even when it is no date or number', () => {
  const elements = elementsOf(formCard(wrong, zh));
  expect(input(elements, 'expectedClose')).toMatchObject({ type: 'Input.Text', value: '春节后' });
  expect(input(elements, 'seats')).toMatchObject({ type: 'Input.Text', value: '很多' });
  expect(input(elements, 'title')).toMatchObject({ value: wrong.fields[0]?.value });
});

test('a form that comes back still has a picker where a date or a number was left empty', () => {
  const fields = form.fields.map((field) => ({ ...field, value: '' }));
  const elements = elementsOf(formCard({ ...form, fields }, en));
  expect(input(elements, 'expectedClose')).toMatchObject({ type: 'Input.Date' });
  expect(input(elements, 'seats')).toMatchObject({ type: 'Input.Number' });
  expect(input(elements, 'seats')).not.toHaveProperty('value');
});

test('a date that was understood is picked already', () => {
  const fields = form.fields.map((field) =>
    field.name === 'expectedClose' ? { ...field, value: '2026-12-31' } : field,
  );
  expect(input(elementsOf(formCard({ ...form, fields }, en)), 'expectedClose')).toEqual({
    type: 'Input.Date',
    id: 'expectedClose',
    label: 'Expected close',
    value: '2026-12-31',
  });
});
