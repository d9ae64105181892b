import { say } from '../../../cards/say.js';
import { checkFlow } from '../../../handlers/flow/check.js';
import { findingWords } from '../../../handlers/flow/finding.js';
import type { FlowFirm } from '../../../handlers/flow/firm.js';
import { shippedFlows } from '../../../handlers/flow/shipped.js';
import type { FlowNode, FormField } from '../../../models/approval-flow.js';
import type { Locale, Text } from '../../../models/text.js';

const somebody = (id: number, name: string, roles: readonly string[], position: string | null = null) => ({
  id,
  name,
  staffNumber: `E00${id}`,
  roles,
  position,
});

const firm: FlowFirm = {
  people: [
    somebody(1, 'Feng', ['general-manager'], 'Director'),
    somebody(2, 'Jie', ['legal']),
    somebody(3, 'Li', ['legal']),
    somebody(4, 'Min', ['finance']),
  ],
  hasHeads: true,
  startedByDeals: ['contract'],
};

const text = (zh: string, en: string): Text => ({ zh, en });
const reader = (locale: Locale) => ({ locale, timeZone: 'UTC', link: (path: string) => path });

const findings = (data: unknown, stops: boolean, locale: Locale = 'en', of = firm) =>
  checkFlow(data, of)
    .findings.filter((one) => one.stops === stops)
    .map((one) => say(findingWords(one), reader(locale)));

const faults = (data: unknown, locale?: Locale) => findings(data, true, locale);
const hints = (data: unknown, locale?: Locale) => findings(data, false, locale);

const half: FormField = {
  key: 'half',
  label: text('半天', 'Half'),
  type: 'choice',
  options: [
    { value: 'morning', label: text('上午', 'Morning') },
    { value: 'afternoon', label: text('下午', 'Afternoon') },
  ],
};

const fields: readonly FormField[] = [
  { key: 'amount', label: text('金额', 'Amount'), type: 'money', required: true },
  {
    key: 'kind',
    label: text('类别', 'Kind'),
    type: 'choice',
    required: true,
    options: [
      { value: 'travel', label: text('交通', 'Travel') },
      { value: 'meals', label: text('餐饮', 'Meals') },
    ],
  },
  { key: 'day', label: text('日期', 'Day'), type: 'date', required: true },
  { key: 'days', label: text('天数', 'Days'), type: 'number', required: true },
  { key: 'note', label: text('说明', 'Note'), type: 'text' },
  { key: 'deputy', label: text('代理人', 'Deputy'), type: 'person' },
];

const boss: FlowNode = {
  key: 'boss',
  name: text('上级', 'Boss'),
  mode: 'ANY',
  assignees: [{ type: 'manager', level: 1 }],
};
const finance = {
  key: 'finance',
  name: text('财务', 'Finance'),
  mode: 'ANY',
  assignees: [{ type: 'role', role: 'finance', members: 'any' }],
} as const satisfies FlowNode;

const flowOf = (...steps: readonly unknown[]) => ({
  key: 'expense',
  purpose: 'expense',
  name: text('报销', 'Expense'),
  form: { fields },
  steps,
});

const when = (condition: object) => flowOf(boss, { ...finance, when: condition });
const fork = (...branches: readonly object[]) =>
  flowOf(boss, {
    kind: 'fork',
    key: 'size',
    name: text('按金额', 'By amount'),
    takes: 'FIRST',
    branches: branches.map((branch, index) => ({
      key: `b${index}`,
      name: text(`分支${index}`, `Branch ${index}`),
      steps: [{ ...finance, key: `f${index}` }],
      ...branch,
    })),
  });
const above = (value: number) => ({
  when: {
    all: [
      { field: 'currency', op: 'eq', value: 'CNY' },
      { field: 'amountCents', op: 'gt', value },
    ],
  },
});

test.each(shippedFlows.map((flow) => [flow.key, flow] as const))(
  'the shipped flow %s has no faults',
  (_, flow) => {
    expect(faults(flow)).toEqual([]);
  },
);

const said: [string, unknown, string][] = [
  [
    'an unknown field',
    when({ field: 'amont', op: 'gt', value: 1 }),
    'Step “Finance”: it asks for the field “amont”, which there is not. There are: Number (number), ',
  ],
  [
    'an unknown field of an expression',
    when({ cel: 'record.amont > 5.0' }),
    'Step “Finance”: it asks for the field “amont”',
  ],
  [
    'a number compared with a word',
    when({ field: 'days', op: 'gt', value: 'three' }),
    'Step “Finance”: “Days” is a number and cannot be compared with the word “three”.',
  ],
  [
    'a word compared with a number',
    when({ field: 'note', op: 'eq', value: 3 }),
    'Step “Finance”: “Note” is a word and cannot be compared with the number 3.',
  ],
  [
    'a day that is none',
    when({ field: 'day', op: 'lt', value: 'friday' }),
    'Step “Finance”: “Day” is a day: write it like 2026-12-31, not “friday”.',
  ],
  [
    'an option that there is not',
    when({ field: 'kind', op: 'eq', value: 'hotel' }),
    'Step “Finance”: “Kind” has no option “hotel”. There are: Travel (travel), Meals (meals).',
  ],
  [
    'an unknown role',
    flowOf({ ...finance, assignees: [{ type: 'role', role: 'finanse', members: 'any' }] }),
    'Step “Finance”: nobody who works here has the role “finanse”.',
  ],
  [
    'somebody who has left',
    flowOf({ ...finance, assignees: [{ type: 'person', employeeId: 99 }] }),
    'Step “Finance”: the person named (employee #99) does not exist or has left',
  ],
  [
    'somebody who has left, as the stand-in',
    flowOf({ ...finance, empty: { toPerson: 99 } }),
    'Step “Finance”: the person named (employee #99)',
  ],
  [
    'somebody who has left, where it goes after some time',
    flowOf({ ...finance, timeout: [{ after: { hours: 8 }, action: 'reassign', to: 99 }] }),
    'Step “Finance”: the person named (employee #99)',
  ],
  [
    'an absence from a field that is no day',
    { ...flowOf(finance), absence: { from: 'note', until: 'day', proxy: 'deputy' } },
    'The flow: “Note” is no day, so it cannot say when somebody is away.',
  ],
  [
    'an absence in which a word acts',
    { ...flowOf(finance), absence: { from: 'day', until: 'day', proxy: 'note' } },
    'The flow: “Note” is not one colleague, who could act meanwhile.',
  ],
  [
    'an absence by a field that there is not',
    { ...flowOf(finance), absence: { from: 'day', until: 'til', proxy: 'note' } },
    'it asks for the field “til”, which there is not.',
  ],
  [
    'a pause without a clock',
    flowOf({ ...finance, pausesForInfo: true }),
    'Step “Finance”: It would pause while it waits for an answer (pausesForInfo), and has no time-out',
  ],
  [
    'a title that nobody has',
    flowOf({ ...finance, assignees: [{ type: 'chain', upTo: { title: 'Emperor' } }] }),
    'Step “Finance”: nobody who works here is “Emperor”',
  ],
  [
    'a field that holds nobody',
    flowOf({ ...finance, assignees: [{ type: 'field', field: 'note' }] }),
    'Step “Finance”: “Note” holds no colleague who could be asked.',
  ],
  [
    'a field that is no department',
    flowOf({ ...finance, assignees: [{ type: 'head', field: 'note' }] }),
    'Step “Finance”: “Note” holds no department whose head could be asked.',
  ],
  [
    'a fork without a default',
    fork(above(1), above(2)),
    'Fork “By amount”: A fork with conditions needs exactly one branch without, the default, as its last.',
  ],
  [
    'a branch that an earlier one leaves nothing for',
    fork(above(100), above(500), {}),
    'Branch “Branch 1”: it is never taken',
  ],
  [
    'a condition that cannot hold',
    when({
      all: [
        { field: 'days', op: 'gt', value: 5 },
        { field: 'days', op: 'lt', value: 3 },
      ],
    }),
    'Step “Finance”: its condition cannot hold, so this step never comes.',
  ],
  [
    'a return to a later step',
    flowOf({ ...boss, rejectTo: 'finance' }, finance),
    'Step “Boss”: a rejection goes to “Finance”, which does not come before it, so it would go round without end.',
  ],
  ['a return to itself', flowOf({ ...boss, rejectTo: 'boss' }), 'it would go round without end'],
  [
    'a return to nowhere',
    flowOf(boss, { ...finance, rejectTo: 'bos' }),
    'Step “Finance”: a rejection goes back to “bos”, and there is no such step.',
  ],
  [
    'a dead end',
    flowOf(boss, { kind: 'automatic', key: 'no', name: text('拒绝', 'No'), verdict: 'reject' }),
    'The flow: there is a dead end',
  ],
  [
    'a step after a certain rejection',
    flowOf(boss, { kind: 'automatic', key: 'no', name: text('拒绝', 'No'), verdict: 'reject' }, finance),
    'Step “Finance”: it comes after “No”, which always rejects, so it is never reached.',
  ],
  [
    'a vote that nobody can win',
    flowOf({
      ...finance,
      mode: 'VOTE',
      need: 3,
      assignees: [{ type: 'role', role: 'legal', members: 'all' }],
    }),
    'Step “Finance”: there is a dead end: it takes 3 approvals and only 2 can give one',
  ],
  [
    'two steps of one key',
    flowOf(boss, { ...finance, key: 'boss' }),
    'Step “Finance”: it has the same key “boss” as “Boss”',
  ],
  [
    'nobody who looks at it for certain',
    flowOf({ ...finance, when: { field: 'days', op: 'gt', value: 3 } }),
    'The flow: every step has a condition',
  ],
  [
    'a chooser who is not there',
    flowOf({ ...finance, assignees: [{ type: 'chosen', by: 'previous', most: 1 }] }),
    'Step “Finance”: the previous approver chooses',
  ],
  [
    'a chooser without a form to choose in',
    {
      key: 'contract',
      purpose: 'contract',
      name: text('合同', 'Contract'),
      steps: [{ ...boss, assignees: [{ type: 'chosen', by: 'initiator', most: 1 }] }],
    },
    'Step “Boss”: the initiator chooses who decides here, but a flow about a deal has no form',
  ],
  [
    'a key field that there is not',
    { ...flowOf(boss), keyFields: ['sum'] },
    'The flow: it asks for the field “sum”',
  ],
  [
    'neither a form nor a deal that starts it',
    { key: 'lonely', purpose: 'lonely', name: text('孤单', 'Lonely'), steps: [boss] },
    'The flow: it has no form, and no stage of a deal starts it, so nobody can.',
  ],
  [
    'a form of what a deal starts',
    { ...flowOf(boss), key: 'contract' },
    'The flow: a stage of a deal starts it with what the deal says, so it cannot have a form.',
  ],
  [
    'a step with a misspelt word',
    flowOf({ ...finance, wen: {} }),
    'Step “Finance”: There is something here that means nothing to a flow: wen.',
  ],
  [
    'a misspelt word of the flow itself',
    { ...flowOf(boss), bulkk: true },
    'The flow: There is something here that means nothing to a flow: bulkk.',
  ],
  [
    'a choice without options',
    { ...flowOf(boss), form: { fields: [{ key: 'kind', label: text('类别', 'Kind'), type: 'choice' }] } },
    'Field “Kind”: A choice has from 1 to 50 options',
  ],
  [
    'a half of what is no date',
    {
      ...flowOf(boss),
      form: {
        fields: [...fields, { ...half, halfOf: 'amount' }],
      },
    },
    'What says the half of a day (halfOf) is a choice of morning and afternoon',
  ],
  [
    'a number that counts the days of what is no date',
    {
      ...flowOf(boss),
      form: {
        fields: fields.map((one) =>
          one.key === 'days' ? { ...one, daysOf: { from: 'day', until: 'amount' } } : one,
        ),
      },
    },
    'What counts days (daysOf) is a number, and its from and until are two dates of the same form.',
  ],
];

describe('before it is published', () => {
  test.each(said)('%s is found, and named', (_, data, expected) => {
    expect(faults(data).join('\n')).toContain(expected);
  });

  test.each(said)('%s is found in Chinese, too', (_, data) => {
    for (const one of faults(data, 'zh-CN'))
      expect(one).toMatch(/^(?:步骤|分支|分支点|表单字段|整个流程).*：.*\p{Script=Han}.*。$/u);
  });

  test('everything that is wrong is said at once', () => {
    const data = flowOf(
      { ...boss, rejectTo: 'finance' },
      { ...finance, when: { field: 'amont', op: 'gt', value: 1 } },
      {
        ...finance,
        key: 'legal',
        name: text('法务', 'Legal'),
        assignees: [{ type: 'person', employeeId: 99 }],
      },
    );
    expect(faults(data)).toHaveLength(3);
  });

  test('so is everything that is written wrongly', () => {
    const data = flowOf(
      { ...boss, mode: 'SOME' },
      { ...finance, assignees: [] },
      { ...finance, key: 'The Key' },
    );
    expect(faults(data)).toEqual([
      'Step “Boss”: A step is signed by ALL, by ANY, by ANY_APPROVE, in turn (SEQ), by VOTE, by EACH_GROUP, or by one at RANDOM.',
      'Step “Finance”: A step needs at least one approver.',
      'Step “Finance”: A key has 1 to 40 small letters, digits or hyphens.',
    ]);
  });

  test('what is right is not complained about: branches by size, in order', () => {
    const data = fork(above(500), above(100), {});
    expect(faults(data)).toEqual([]);
    expect(hints(data)).toEqual([]);
  });
});

describe('worth a look', () => {
  test.each([
    [
      'money compared whatever its currency',
      when({ field: 'amountCents', op: 'gt', value: 1 }),
      'Step “Finance”: it compares “Amount” whatever the currency',
    ],
    [
      'a field that may be empty',
      when({ field: 'note', op: 'eq', value: 'x' }),
      'Step “Finance”: “Note” may be left empty',
    ],
    [
      'an approver who may be left out',
      flowOf(boss, { ...finance, assignees: [{ type: 'field', field: 'deputy' }] }),
      'Step “Finance”: “Deputy” may be left empty: then the rule for “nobody” applies.',
    ],
    [
      'a return for which there is no round',
      { ...flowOf({ ...boss, rejectTo: 'initiator' }), maxRounds: 1 },
      'Step “Boss”: a rejection goes back to the initiator, but there is one round only',
    ],
    [
      'a default that nothing is left for',
      fork(
        { when: { field: 'days', op: 'gt', value: 3 } },
        { when: { field: 'days', op: 'lte', value: 3 } },
        {},
      ),
      'Branch “Branch 2”: the default is never taken',
    ],
  ])('%s is mentioned and does not stop it', (_, data, expected) => {
    expect(faults(data)).toEqual([]);
    expect(hints(data).join('\n')).toContain(expected);
  });

  test('heads that no department has', () => {
    const data: unknown = flowOf({ ...finance, assignees: [{ type: 'head' }] });
    expect(findings(data, false, 'en', { ...firm, hasHeads: false }).join()).toContain(
      'no department has a head yet',
    );
  });
});

test('a signature that a time-out or a bulk approval goes past is worth a look', () => {
  const timeout = [{ after: { workingDays: 2 }, action: 'approve' }];
  const signed = { ...flowOf({ ...finance, signature: true, timeout }), bulk: true };
  expect(faults(signed)).toEqual([]);
  expect(hints(signed)).toEqual([
    'Step “Finance”: it takes a signature, and yet a time-out approves it: then nobody has signed.',
    'Step “Finance”: it takes a signature, so approval in bulk leaves it out: it is opened by itself.',
  ]);
  expect(hints(signed, 'zh-CN')).toContain('步骤“财务”：需要签名，但超时会自动同意，那时没有人签名。');
  expect(faults(flowOf({ ...finance, signature: 'yes' }))).toHaveLength(1);
});

describe('what a step may do with fields', () => {
  const may = (fields: object, more: object = {}) => flowOf(boss, { ...finance, fields, ...more });

  test('is right where the form has them', () => {
    expect(faults(may({ amount: 'edit', kind: 'read', deputy: 'hidden' }))).toEqual([]);
  });

  const wrong: [string, unknown, string][] = [
    [
      'a field that there is not',
      may({ amont: 'hidden' }),
      'Step “Finance”: it says what may be done with the field “amont”, which the form does not have. It has: Amount (amount)',
    ],
    [
      'another word',
      may({ amount: 'write' }),
      'Step “Finance”: What a step may do with a field is read, edit or hidden.',
    ],
    [
      'a flow about a deal',
      { ...may({ amount: 'hidden' }), key: 'contract', form: undefined },
      'Step “Finance”: it says what may be done with fields, but this flow has no form',
    ],
    [
      'a step for reading',
      may({ note: 'edit' }, { reading: true }),
      'Step “Finance”: it is for reading only, so nobody can edit “Note”.',
    ],
    [
      'a day that may be edited after one that is hidden',
      {
        ...may({ day: 'hidden', until: 'edit' }),
        form: {
          fields: [...fields, { key: 'until', label: text('到', 'Until'), type: 'date', notBefore: 'day' }],
        },
      },
      'Step “Finance”: “Until” may not be before “Day”, and of the two one may be edited while the other is hidden',
    ],
    [
      'a number of days that may be edited, of dates of which one is hidden',
      {
        ...may({ until: 'hidden', long: 'edit' }),
        form: {
          fields: [
            ...fields,
            { key: 'until', label: text('到', 'Until'), type: 'date' },
            {
              key: 'long',
              label: text('多久', 'How long'),
              type: 'number',
              daysOf: { from: 'day', until: 'until' },
            },
          ],
        },
      },
      'Step “Finance”: “How long” counts the days of “Until”, and of the two one may be edited while the other is hidden',
    ],
    [
      'a number of days that may be edited, of a day whose half is hidden',
      {
        ...may({ half: 'hidden', long: 'edit' }),
        form: {
          fields: [
            ...fields,
            { key: 'until', label: text('到', 'Until'), type: 'date' },
            { ...half, halfOf: 'until' },
            {
              key: 'long',
              label: text('多久', 'How long'),
              type: 'number',
              daysOf: { from: 'day', until: 'until' },
            },
          ],
        },
      },
      'Step “Finance”: “How long” counts the days of “Half”, and of the two one may be edited while the other is hidden',
    ],
    [
      'a half that may be edited, of a day that is hidden',
      { ...may({ half: 'edit', day: 'hidden' }), form: { fields: [...fields, { ...half, halfOf: 'day' }] } },
      'Step “Finance”: “Half” is the half of “Day”, and of the two one may be edited while the other is hidden',
    ],
  ];

  test.each(wrong)('%s is a fault', (_, flow, says) => {
    expect(faults(flow).some((fault) => fault.startsWith(says))).toBe(true);
  });

  test('a hidden text, which is in no title then, is worth a look', () => {
    expect(hints(may({ note: 'hidden' }))).toEqual([
      'Step “Finance”: it hides “Note”, so no request is called by what is written there.',
    ]);
    expect(hints(may({ note: 'hidden' }), 'zh-CN')).toEqual([
      '步骤“财务”：隐藏了“说明”，所以申请的标题不会取自这个字段。',
    ]);
  });
});
