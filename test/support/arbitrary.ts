/** Any card and any form that our types allow, with the worst of texts. */
import fc from 'fast-check';
import type { Action, Card, Element } from '../../cards/card.js';
import type { Text } from '../../models/text.js';
import type { Field, FormView } from '../../models/views.js';
import { cardOf } from './cards.js';

/** Each of them means something to some platform, or to the one who draws it. */
export const nasty = [
  '<!channel>',
  '<!here> look',
  '<@U123>',
  '<https://evil.example|Deal>',
  'a & b < c > d',
  '&lt;!channel&gt;',
  '&amp;lt;',
  '*bold* _italic_ ~gone~ `code`',
  '```\nblock\n```',
  '> quoted',
  'a\n> quoted',
  ':tada: :100:',
  'evil\u202Etxt.exe',
  '\u2066left\u2069',
  '𝄞𝄞𝄞',
  '华星科技（北京）有限公司',
  '👨‍👩‍👧‍👦',
  '\ud800',
  'a\u0000b\u0007',
  '',
  ' ',
  '\n\n',
  '\u200b',
  'O\'Brien "Bob"',
  'https://acme.example/x',
  '@channel #general',
] as const;

/** For `unit: 'binary'` fast-check makes a table of the million of them, which takes seconds. */
const codePoint = fc.nat(0x10ffff).map((code) => String.fromCodePoint(code));

export const text: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...nasty),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string({ unit: codePoint, maxLength: 60 }),
  fc.array(fc.constantFrom(...nasty), { maxLength: 8 }).map((some) => some.join(' ')),
  fc
    .tuple(
      fc.constantFrom('&', '<', '𝄞', 'x', '*', '华', '\n'),
      fc.constantFrom(74, 149, 1999, 2999, 4001, 9000),
    )
    .map(([one, times]) => one.repeat(times)),
);

const name = fc.oneof(
  fc.constantFrom('deal.show', 'approval.approve', '__proto__', 'constructor', 'a#2'),
  fc.string({ minLength: 1, maxLength: 300 }),
);

const action: fc.Arbitrary<Action> = fc.oneof(
  fc.record(
    {
      type: fc.constant('Action.Submit' as const),
      title: text,
      style: fc.constantFrom('default' as const, 'positive' as const, 'destructive' as const),
      data: fc.record({
        do: name,
        input: fc.oneof(fc.constant({ id: 7 }), fc.constant({ text: 'x'.repeat(2500) })),
      }),
    },
    { requiredKeys: ['type', 'title', 'data'] },
  ),
  fc.record({
    type: fc.constant('Action.OpenUrl' as const),
    title: text,
    url: fc.constantFrom(
      'https://dealdesk.example.com/app/1',
      `https://x.example/${'y'.repeat(3000)}`,
      'javascript:alert(1)',
    ),
  }),
);

const submit = action.filter((each) => each.type === 'Action.Submit');

const separator = fc.boolean();
const textBlock = fc.record(
  {
    type: fc.constant('TextBlock' as const),
    text,
    size: fc.constantFrom('small' as const, 'default' as const, 'medium' as const, 'large' as const),
    weight: fc.constantFrom('default' as const, 'bolder' as const),
    isSubtle: fc.boolean(),
    spacing: fc.constantFrom('none' as const, 'small' as const, 'medium' as const, 'large' as const),
    separator,
  },
  { requiredKeys: ['type', 'text'] },
);
const factSet = fc.record({
  type: fc.constant('FactSet' as const),
  facts: fc.array(fc.record({ title: text, value: text }), { maxLength: 23 }),
});
const choices = fc.array(fc.record({ title: text, value: text }), { maxLength: 130 });
const input = fc.oneof(
  fc.record({
    type: fc.constant('Input.Text' as const),
    id: name,
    label: text,
    value: text,
    placeholder: text,
    maxLength: fc.integer({ min: 1, max: 9000 }),
    isMultiline: fc.boolean(),
  }),
  fc.record({
    type: fc.constant('Input.Date' as const),
    id: name,
    label: text,
    value: fc.oneof(text, fc.constantFrom('2026-12-31', '2026-02-30')),
  }),
  fc.record({
    type: fc.constant('Input.Number' as const),
    id: name,
    label: text,
    value: fc.double(),
    placeholder: text,
  }),
  fc.record({ type: fc.constant('Input.ChoiceSet' as const), id: name, label: text, choices, value: text }),
);

const { element } = fc.letrec<{ element: Element }>((tie) => ({
  element: fc.oneof(
    { maxDepth: 3 },
    textBlock,
    factSet,
    input,
    fc.record({ type: fc.constant('ActionSet' as const), actions: fc.array(action, { maxLength: 30 }) }),
    fc.record({
      type: fc.constant('ColumnSet' as const),
      separator,
      columns: fc.array(
        fc.record({
          type: fc.constant('Column' as const),
          items: fc.array(tie('element'), { maxLength: 3 }),
        }),
        { maxLength: 4 },
      ),
    }),
    fc.record(
      {
        type: fc.constant('Container' as const),
        separator,
        items: fc.array(tie('element'), { maxLength: 4 }),
        selectAction: submit,
      },
      { requiredKeys: ['type', 'items'] },
    ),
  ) as fc.Arbitrary<Element>,
}));

export const anyCard: fc.Arbitrary<Card> = fc
  .record({
    text,
    lang: fc.constantFrom('zh' as const, 'en' as const),
    body: fc.oneof(
      fc.array(element, { maxLength: 12 }),
      fc.array(element, { minLength: 60, maxLength: 130 }),
    ),
    actions: fc.array(action, { maxLength: 60 }),
  })
  .map(({ text: meaning, lang, body, actions }) => ({ ...cardOf(body, actions, lang), text: meaning }));

const bothLanguages: fc.Arbitrary<Text> = fc.record({ zh: text, en: text });
const saying = bothLanguages.map((words) => ({ text: words }));

const field: fc.Arbitrary<Field> = fc.record(
  {
    name,
    label: bothLanguages,
    type: fc.constantFrom(
      'text' as const,
      'longText' as const,
      'money' as const,
      'number' as const,
      'date' as const,
      'choice' as const,
    ),
    required: fc.boolean(),
    value: fc.oneof(text, fc.constantFrom('2026-12-31', '下周五', '2万')),
    options: fc.array(fc.record({ value: text, label: fc.oneof(text, bothLanguages) }), { maxLength: 130 }),
    placeholder: bothLanguages,
    hint: bothLanguages,
    maxLength: fc.integer({ min: 1, max: 9000 }),
    suggests: fc.constantFrom('customer' as const, 'colleague' as const),
    error: saying,
  },
  { requiredKeys: ['name', 'label', 'type', 'required'] },
);

export const anyForm: fc.Arbitrary<FormView> = fc.record(
  {
    kind: fc.constant('form' as const),
    form: name,
    title: bothLanguages,
    intro: saying,
    fields: fc.oneof(fc.array(field, { maxLength: 8 }), fc.array(field, { minLength: 60, maxLength: 120 })),
    submit: bothLanguages,
    others: fc.array(
      fc.record(
        { form: name, label: bothLanguages, style: fc.constantFrom('danger' as const) },
        { requiredKeys: ['form', 'label'] },
      ),
      { maxLength: 3 },
    ),
    context: fc.constantFrom<FormView['context']>({}, { id: 7, hash: 'ab' }, { note: '注'.repeat(1900) }),
  },
  { requiredKeys: ['kind', 'form', 'title', 'fields', 'submit', 'context'] },
);
