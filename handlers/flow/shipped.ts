/** The flows that every firm starts with. Each is data: a firm exports it, changes it and imports it again. */
import type { FlowDefinition, FlowNode, FormField, StepDefinition } from '../../models/approval-flow.js';
import type { Text } from '../../models/text.js';

const text = (zh: string, en: string): Text => ({ zh, en });

const manager: StepDefinition = {
  key: 'manager',
  name: text('直属上级', 'Manager'),
  mode: 'ANY',
  assignees: [{ type: 'manager', level: 1 }],
};

const byRole = (key: string, role: string, name: Text): StepDefinition => ({
  key,
  name,
  mode: 'ANY',
  assignees: [{ type: 'role', role, members: 'any' }],
});

const finance = byRole('finance', 'finance', text('财务', 'Finance'));
const legal = byRole('legal', 'legal', text('法务', 'Legal'));
const chief = byRole('general-manager', 'general-manager', text('总经理', 'General manager'));

/** Money is compared in cents; what is in another currency cannot be, so it goes there as well. */
const above = (cents: number): NonNullable<StepDefinition['when']> => ({
  any: [
    { field: 'currency', op: 'ne', value: 'CNY' },
    { field: 'amountCents', op: 'gt', value: cents },
  ],
});

const amount: FormField = {
  key: 'amount',
  label: text('金额', 'Amount'),
  type: 'money',
  required: true,
  min: 0.01,
};
const reason: FormField = {
  key: 'reason',
  label: text('事由', 'Reason'),
  type: 'longText',
  required: true,
  max: 1000,
};
const theDeal: FormField = { key: 'deal', label: text('商机', 'Deal'), type: 'deal', required: true };

const flow = (
  key: string,
  name: Text,
  fields: readonly FormField[],
  steps: readonly FlowNode[],
  more: Partial<FlowDefinition> = {},
): FlowDefinition => ({ key, purpose: key, name, form: { fields }, steps, ...more });

/**
 * The contract flow as shipped: the seller's manager; then legal and finance, one signature from each; then the
 * general manager for large contracts, and for those in a currency that the threshold cannot be compared with.
 * Reads the facts `amountCents` and `currency`.
 */
export const contractFlow: FlowDefinition = {
  key: 'contract',
  purpose: 'contract',
  name: { zh: '合同审批', en: 'Contract approval' },
  keyFields: ['customerId', 'amountCents', 'currency'],
  bulk: true,
  steps: [
    {
      key: 'sales-manager',
      name: { zh: '销售主管', en: 'Sales manager' },
      mode: 'ANY',
      assignees: [{ type: 'manager', level: 1 }],
    },
    {
      key: 'legal-and-finance',
      name: { zh: '法务与财务会签', en: 'Legal and finance' },
      mode: 'ALL',
      assignees: [
        { type: 'role', role: 'legal', members: 'any' },
        { type: 'role', role: 'finance', members: 'any' },
      ],
    },
    {
      key: 'general-manager',
      name: { zh: '总经理', en: 'General manager' },
      mode: 'ANY',
      assignees: [{ type: 'role', role: 'general-manager', members: 'any' }],
      when: above(500_000_00),
    },
  ],
};

const discountFlow = flow(
  'discount',
  text('折扣审批', 'Discount'),
  [
    theDeal,
    {
      key: 'percent',
      label: text('折扣（%）', 'Discount (%)'),
      type: 'number',
      required: true,
      min: 0.1,
      max: 100,
    },
    reason,
  ],
  [
    manager,
    { ...finance, when: { field: 'percent', op: 'gt', value: 10 } },
    { ...chief, when: { field: 'percent', op: 'gt', value: 20 } },
  ],
  { keyFields: ['deal', 'percent'] },
);

const refundFlow = flow(
  'refund',
  text('退款审批', 'Refund'),
  [theDeal, amount, reason],
  [manager, finance, { ...chief, when: above(100_000_00) }],
  { keyFields: ['deal', 'amountCents', 'currency'] },
);

const expenseFlow = flow(
  'expense',
  text('报销', 'Expense'),
  [
    amount,
    {
      key: 'kind',
      label: text('类别', 'Kind'),
      type: 'choice',
      required: true,
      options: [
        {
          value: 'travel',
          label: text('交通', 'Travel'),
          words:
            '差旅 打车 出租车 高铁 火车 火车票 机票 飞机 地铁 加油 停车 过路费 taxi cab train flight fare parking'.split(
              ' ',
            ),
        },
        {
          value: 'hotel',
          label: text('住宿', 'Hotel'),
          words: '酒店 宾馆 房费 lodging accommodation'.split(' '),
        },
        {
          value: 'meals',
          label: text('餐饮', 'Meals'),
          words: '餐费 午餐 晚餐 请客 招待 meal lunch dinner'.split(' '),
        },
        {
          value: 'office',
          label: text('办公', 'Office'),
          words: '文具 打印 快递 stationery courier'.split(' '),
        },
        { value: 'other', label: text('其他', 'Other') },
      ],
    },
    { key: 'spentOn', label: text('发生日期', 'Day'), type: 'date', required: true, past: true },
    { key: 'customer', label: text('客户', 'Customer'), type: 'customer' },
    reason,
  ],
  [manager, finance, { ...chief, when: above(10_000_00) }],
  { keyFields: ['amountCents', 'currency'], bulk: true },
);

const purchaseFlow = flow(
  'purchase',
  text('采购申请', 'Purchase'),
  [
    { key: 'what', label: text('采购内容', 'What'), type: 'text', required: true },
    amount,
    { key: 'supplier', label: text('供应商', 'Supplier'), type: 'text' },
    {
      key: 'department',
      label: text('使用部门', 'For which department'),
      type: 'department',
      required: true,
    },
    { key: 'neededBy', label: text('到货日期', 'Needed by'), type: 'date' },
    { ...reason, required: false },
  ],
  [
    {
      key: 'department-head',
      name: text('使用部门负责人', 'Head of the department'),
      mode: 'ANY',
      assignees: [{ type: 'head', field: 'department' }],
    },
    finance,
    { ...chief, when: above(50_000_00) },
  ],
  { keyFields: ['amountCents', 'currency', 'department'] },
);

const sealFlow = flow(
  'seal',
  text('用印申请', 'Use of the seal'),
  [
    { key: 'document', label: text('文件名称', 'Document'), type: 'text', required: true },
    {
      key: 'seal',
      label: text('印章', 'Seal'),
      type: 'choice',
      required: true,
      options: [
        { value: 'company', label: text('公章', 'Company seal') },
        { value: 'contract', label: text('合同章', 'Contract seal') },
        { value: 'finance', label: text('财务章', 'Finance seal') },
        { value: 'legal-person', label: text('法人章', 'Seal of the legal representative') },
      ],
    },
    { key: 'copies', label: text('份数', 'Copies'), type: 'number', required: true, min: 1, max: 1000 },
    reason,
  ],
  [
    manager,
    {
      kind: 'fork',
      key: 'by-seal',
      name: text('按印章', 'By the seal'),
      takes: 'FIRST',
      branches: [
        {
          key: 'finance-seal',
          name: text('财务章', 'Finance seal'),
          when: { field: 'seal', op: 'eq', value: 'finance' },
          steps: [finance],
        },
        { key: 'other-seals', name: text('其他印章', 'Other seals'), steps: [legal] },
      ],
    },
    {
      ...chief,
      when: {
        any: [
          { field: 'seal', op: 'eq', value: 'company' },
          { field: 'seal', op: 'eq', value: 'legal-person' },
        ],
      },
    },
  ],
);

const half = (halfOf: string, label: Text, hint: Text): FormField => ({
  key: `${halfOf}Half`,
  label,
  type: 'choice',
  options: [
    { value: 'morning', label: text('上午', 'Morning') },
    { value: 'afternoon', label: text('下午', 'Afternoon') },
  ],
  halfOf,
  hint,
});

const leaveFlow = flow(
  'leave',
  text('请假', 'Leave'),
  [
    {
      key: 'kind',
      label: text('假别', 'Kind'),
      type: 'choice',
      required: true,
      options: [
        { value: 'annual', label: text('年假', 'Annual leave') },
        { value: 'sick', label: text('病假', 'Sick leave') },
        { value: 'personal', label: text('事假', 'Personal leave') },
        { value: 'marriage', label: text('婚假', 'Marriage leave') },
        { value: 'maternity', label: text('产假', 'Maternity leave') },
        { value: 'other', label: text('其他', 'Other') },
      ],
    },
    { key: 'from', label: text('开始日期', 'First day'), type: 'date', required: true },
    half(
      'from',
      text('开始时段', 'From which half'),
      text('空着就是从上午开始', 'Empty: from the morning on'),
    ),
    { key: 'until', label: text('结束日期', 'Last day'), type: 'date', required: true, notBefore: 'from' },
    half(
      'until',
      text('结束时段', 'Until which half'),
      text('空着就是到下午结束', 'Empty: until the afternoon ends'),
    ),
    {
      key: 'days',
      label: text('天数', 'Days'),
      type: 'number',
      min: 0.5,
      max: 366,
      daysOf: { from: 'from', until: 'until' },
      hint: text('空着就是这几天里的工作日', 'Empty: the working days from the first until the last'),
    },
    {
      key: 'deputy',
      label: text('工作代理人', 'Who stands in'),
      type: 'person',
      hint: text('通过后，请假期间由他代为审批', 'Once it is approved, they decide for you meanwhile'),
    },
    { ...reason, required: false },
  ],
  [
    manager,
    {
      key: 'second-manager',
      name: text('上级的上级', 'The manager’s manager'),
      mode: 'ANY',
      assignees: [{ type: 'manager', level: 2 }],
      when: { field: 'days', op: 'gt', value: 3 },
      empty: 'PASS',
    },
    { ...chief, when: { field: 'days', op: 'gt', value: 10 } },
  ],
  {
    dedupe: 'ONCE',
    copies: [{ at: 'end', to: [{ type: 'field', field: 'deputy' }] }],
    absence: { from: 'from', until: 'until', proxy: 'deputy' },
  },
);

const circulationFlow = flow(
  'circulation',
  text('公文传阅', 'Document to read'),
  [
    { key: 'title', label: text('标题', 'Title'), type: 'text', required: true },
    { key: 'content', label: text('正文', 'Text'), type: 'longText', required: true },
    { key: 'readers', label: text('传阅对象', 'Readers'), type: 'people', required: true },
  ],
  [
    manager,
    {
      key: 'readers',
      name: text('传阅', 'Readers'),
      mode: 'ALL',
      assignees: [{ type: 'field', field: 'readers' }],
      reading: true,
      own: 'SKIP',
      empty: 'PASS',
    },
  ],
);

export const shippedFlows: readonly FlowDefinition[] = [
  contractFlow,
  discountFlow,
  refundFlow,
  expenseFlow,
  purchaseFlow,
  sealFlow,
  leaveFlow,
  circulationFlow,
];
