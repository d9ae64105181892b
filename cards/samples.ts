/** Views as a firm would have them, for the gallery and the tests. All people and firms are invented. */
import type { Money, Saying, Text } from '../models/text.js';
import type {
  ApprovalState,
  ApprovalStepView,
  ApprovalTaskView,
  ApprovalView,
  CustomerView,
  DealLineView,
  DealView,
  DigestNumber,
  DigestView,
  FormView,
  HelpView,
  ListView,
  NoticeView,
  StageView,
  TimelineEntry,
  TodoView,
  View,
} from '../models/views.js';

export interface Sample {
  readonly name: string;
  readonly view: View;
}

const cny = (cents: number): Money => ({ cents, currency: 'CNY' });
const text = (zh: string, en: string): Text => ({ zh, en });
const said = (zh: string, en: string, params?: Saying['params']): Saying => ({
  text: text(zh, en),
  ...(params && { params }),
});

/** Everything that must not break a card or reach beyond it. */
const nasty = {
  markdown:
    '**bold** _it_ ~~no~~ `code` [x](http://evil.example) ![i](http://evil.example/i.png) # > - + 1. |',
  mention:
    '<!channel> <@U012ABCDEF> <script>alert(1)</script> & &amp; {{DATE(2026-01-01T00:00:00Z)}} {title}',
  reversed: '\u202Egnp.exe\u202C \u2067abc\u2069 \u0000\u0007',
  emoji: '👩‍👩‍👧‍👦🏳️‍🌈🇨🇳 𠮷野家 é',
  long: '很长的文字 Ünïcödé 🎉 '.repeat(600),
};
const allNasty = `${nasty.markdown}\n${nasty.mention}\n\n${nasty.reversed}\n${nasty.emoji} ${nasty.long}`;

const stages = {
  lead: { key: 'lead', name: text('线索', 'Lead') },
  proposal: { key: 'proposal', name: text('方案', 'Proposal') },
  negotiation: { key: 'negotiation', name: text('谈判', 'Negotiation') },
  signing: { key: 'signing', name: text('待签约', 'To be signed') },
  won: { key: 'won', name: text('已签约', 'Signed'), outcome: 'won' },
  lost: { key: 'lost', name: text('输单', 'Lost'), outcome: 'lost' },
} satisfies Record<string, StageView>;

const zhang = { id: 7, name: '张伟' };
const li = { id: 8, name: '李娜' };
const hash = '3f1c9a7be2d04586'.repeat(4);

const lines: readonly DealLineView[] = [
  {
    name: '云帆协同平台 企业版（年度）',
    quantityMilli: 50_000,
    unitPriceCents: 3600_00,
    discountBp: 1000,
    taxBp: 600,
    totalCents: 171_720_00,
  },
  {
    name: '实施服务',
    quantityMilli: 12_500,
    unitPriceCents: 2000_00,
    discountBp: 0,
    taxBp: 600,
    totalCents: 26_500_00,
  },
  {
    name: 'Ada 数据接口',
    quantityMilli: 1000,
    unitPriceCents: 9800_50,
    discountBp: 250,
    taxBp: 1300,
    totalCents: 10_797_70,
  },
];

const moved = (at: string, who: string, stage: StageView): TimelineEntry => ({
  at,
  who,
  what: said('推进到 {stage}', 'moved it to {stage}', { stage: stage.name }),
});

const noted = (at: string, who: string, note: string): TimelineEntry => ({
  at,
  who,
  what: said('跟进：{note}', 'noted: {note}', { note }),
});

const sellerCan = ['deal.stage', 'deal.edit', 'deal.note', 'deal.won', 'deal.lost'];

const leadDeal: DealView = {
  kind: 'deal',
  id: 1024,
  number: 'D-1024',
  title: '云帆科技 2027 年度采购',
  customer: { id: 88, number: 'C-88', name: '云帆科技（杭州）有限公司' },
  owner: zhang,
  stage: stages.lead,
  stages: Object.values(stages),
  amount: cny(20_000_00),
  expectedClose: null,
  stageChangedAt: '2026-06-29T02:10:00.000Z',
  closedReason: null,
  lines: [],
  contract: null,
  approval: null,
  timeline: [
    {
      at: '2026-06-29T02:10:00.000Z',
      who: '张伟',
      what: said('新建了商机', 'created the deal'),
    },
  ],
  can: sellerCan,
};

const negotiationDeal: DealView = {
  ...leadDeal,
  stage: stages.negotiation,
  amount: cny(209_017_70),
  expectedClose: '2026-12-31',
  stageChangedAt: '2026-07-08T06:30:00.000Z',
  lines,
  timeline: [
    noted('2026-07-09T01:05:00.000Z', '张伟', '客户希望分两期付款，下周给答复。'),
    moved('2026-07-08T06:30:00.000Z', '张伟', stages.negotiation),
    moved('2026-07-02T08:00:00.000Z', '张伟', stages.proposal),
    ...leadDeal.timeline,
  ],
};

const signingDeal: DealView = {
  ...negotiationDeal,
  stage: stages.signing,
  stageChangedAt: '2026-07-10T03:00:00.000Z',
  contract: { version: 2, path: '/app/contracts/311/2', sha256: hash },
  approval: { id: 31, number: 'A-31', state: 'running', waitingFor: ['李娜', '王芳'] },
  timeline: [moved('2026-07-10T03:00:00.000Z', '张伟', stages.signing), ...negotiationDeal.timeline],
  can: ['deal.note', 'deal.lost'],
};

const wonDeal: DealView = {
  ...signingDeal,
  stage: stages.won,
  stageChangedAt: '2026-07-11T09:20:00.000Z',
  closedReason: '价格合适，交付快',
  approval: { id: 31, number: 'A-31', state: 'approved', waitingFor: [] },
  can: ['deal.note'],
};

const lostDeal: DealView = {
  ...leadDeal,
  number: 'D-977',
  title: 'Annual licences, Ada Example GmbH',
  customer: { id: 12, number: 'C-12', name: 'Ada Example GmbH' },
  stage: stages.lost,
  amount: { cents: 1_200_50, currency: 'USD' },
  expectedClose: '2026-05-29',
  closedReason: 'They bought from somebody else',
  can: ['deal.note'],
};

const nastyDeal: DealView = {
  ...signingDeal,
  title: allNasty,
  customer: { id: 1, number: 'C-1', name: allNasty },
  owner: { id: 1, name: allNasty },
  stage: { key: 'gone', name: text(allNasty, allNasty) },
  amount: { cents: Number.MAX_SAFE_INTEGER, currency: 'KWD' },
  closedReason: allNasty,
  lines: Array.from({ length: 60 }, () => ({ ...lines[0], name: allNasty }) as DealLineView),
  approval: { id: 31, number: 'A-31', state: 'running', waitingFor: Array(40).fill(allNasty) },
  timeline: Array.from({ length: 50 }, () => noted('2026-07-09T01:05:00.000Z', allNasty, allNasty)),
  can: sellerCan,
};

const task = (who: string, more: Partial<ApprovalTaskView> = {}): ApprovalTaskView => ({
  who,
  onBehalfOf: null,
  state: 'open',
  openedAt: '2026-07-10T03:00:00.000Z',
  decidedAt: null,
  comment: null,
  ...more,
});

const managerStep: ApprovalStepView = {
  name: text('销售经理', 'Sales manager'),
  mode: 'ANY',
  state: 'passed',
  tasks: [task('陈静', { state: 'approved', decidedAt: '2026-07-10T05:12:00.000Z', comment: '价格可以' })],
};

const chiefStep: ApprovalStepView = {
  name: text('总经理', 'General manager'),
  mode: 'ANY',
  state: 'waiting',
  tasks: [],
};

const openTasks: readonly ApprovalTaskView[] = [
  task('李娜', { state: 'approved', decidedAt: '2026-07-10T07:45:00.000Z', onBehalfOf: '周强' }),
  task('王芳'),
  task('赵敏'),
];

const signersStep: ApprovalStepView = {
  name: text('法务与财务', 'Legal and finance'),
  mode: 'ALL',
  state: 'active',
  tasks: openTasks,
};

const request: ApprovalView = {
  kind: 'approval',
  id: 31,
  number: 'A-31',
  flow: text('合同审批', 'Contract approval'),
  state: 'running',
  round: 1,
  initiator: zhang,
  subject: { kind: 'deal', id: 1024, number: 'D-1024', title: '云帆科技 2027 年度采购' },
  facts: [
    { label: text('客户', 'Customer'), value: '云帆科技（杭州）有限公司' },
    { label: text('合同金额', 'Contract amount'), value: cny(209_017_70) },
    { label: text('预计签约', 'Expected close'), value: { day: '2026-12-31' } },
    { label: text('付款方式', 'Payment'), value: text('分两期', 'In two instalments') },
  ],
  steps: [managerStep, signersStep, chiefStep],
  comments: [
    {
      at: '2026-07-10T06:00:00.000Z',
      who: '王芳',
      what: said('{comment}', '{comment}', { comment: '违约条款改过了吗？' }),
    },
  ],
  submittedAt: '2026-07-10T03:00:00.000Z',
  endedAt: null,
  hash,
  can: ['approval.approve', 'approval.reject', 'approval.comment'],
  document: { name: text('合同', 'Contract'), path: '/app/contracts/311/2' },
};

const inTurn: ApprovalView = {
  ...request,
  round: 2,
  steps: [
    {
      name: text('财务', 'Finance'),
      mode: 'SEQ',
      state: 'active',
      tasks: [
        task('王芳', { state: 'approved', decidedAt: '2026-07-10T07:45:00.000Z' }),
        task('赵敏', { state: 'transferred', decidedAt: '2026-07-10T08:00:00.000Z' }),
        task(li.name),
        task('周强', { state: 'queued', openedAt: null }),
      ],
    },
  ],
  comments: [],
  document: null,
  can: [],
};

const decided = (state: ApprovalTaskView['state'], comment: string | null = null) => ({
  state,
  decidedAt: '2026-07-11T09:20:00.000Z',
  comment,
});

const ended = (
  state: ApprovalState,
  signers: Partial<ApprovalStepView>,
  chief: Partial<ApprovalStepView>,
): ApprovalView => ({
  ...request,
  state,
  steps: [managerStep, { ...signersStep, ...signers }, { ...chiefStep, ...chief }],
  endedAt: '2026-07-11T09:20:00.000Z',
  can: [],
});

const [lina = task('李娜')] = openTasks;

const approved = ended(
  'approved',
  {
    state: 'passed',
    tasks: [lina, task('王芳', decided('approved')), task('赵敏', decided('approved', '已核对'))],
  },
  { state: 'skipped' },
);

const rejected = ended(
  'rejected',
  {
    state: 'rejected',
    tasks: [
      lina,
      task('王芳', decided('rejected', '违约条款没有按模板写')),
      task('赵敏', { state: 'closed' }),
    ],
  },
  { state: 'cancelled' },
);

const withdrawn = ended(
  'withdrawn',
  { state: 'cancelled', tasks: [lina, task('王芳', { state: 'closed' }), task('赵敏', { state: 'closed' })] },
  { state: 'cancelled' },
);

const nastyRequest: ApprovalView = {
  ...request,
  flow: text(allNasty, allNasty),
  round: 3,
  initiator: { id: 1, name: allNasty },
  subject: { ...request.subject, title: allNasty },
  facts: Array.from({ length: 40 }, () => ({ label: text(allNasty, allNasty), value: allNasty })),
  steps: Array.from({ length: 4 }, () => ({
    ...signersStep,
    name: text(allNasty, allNasty),
    tasks: Array.from({ length: 20 }, () => task(allNasty, { comment: allNasty, onBehalfOf: allNasty })),
  })),
  comments: Array.from({ length: 30 }, () => noted('2026-07-10T06:00:00.000Z', allNasty, allNasty)),
  can: ['approval.approve', 'approval.reject', 'approval.comment', 'approval.withdraw'],
};

const customer: CustomerView = {
  kind: 'customer',
  id: 88,
  number: 'C-88',
  name: '云帆科技（杭州）有限公司',
  category: '软件',
  taxNumber: '91330100EXAMPLE00X',
  address: '杭州市西湖区示例路 1 号',
  owner: zhang,
  contacts: [
    { name: '刘洋', title: '采购总监', phone: '000-0000-0000', email: 'liu.yang@yunfan.example' },
    { name: '孙莉', title: null, phone: null, email: 'sun.li@yunfan.example' },
  ],
  deals: [
    {
      id: 1024,
      number: 'D-1024',
      title: '云帆科技 2027 年度采购',
      stage: stages.signing,
      amount: cny(209_017_70),
    },
    { id: 980, number: 'D-980', title: '续费', stage: stages.won, amount: cny(88_000_00) },
  ],
  dealCount: 6,
  openTotals: [cny(209_017_70), { cents: 1_200_50, currency: 'USD' }],
  wonTotals: [cny(88_000_00)],
  approvals: [{ id: 31, number: 'A-31', title: '云帆科技 2027 年度采购', state: 'running' }],
  lastActivityAt: '2026-07-10T03:00:00.000Z',
  timeline: signingDeal.timeline,
  can: ['customer.edit'],
};

const bareCustomer: CustomerView = {
  ...customer,
  name: 'Ada Example GmbH',
  category: null,
  taxNumber: null,
  address: null,
  owner: null,
  contacts: [],
  deals: [],
  dealCount: 0,
  openTotals: [],
  wonTotals: [],
  approvals: [],
  lastActivityAt: null,
  timeline: [],
  can: [],
};

const listRow = (id: number, title: string, stage: StageView) => ({
  title: `D-${id} ${title}`,
  details: ['云帆科技', stage.name, cny(id * 100_00), { day: '2026-09-30' }],
  press: { do: 'deal.show', input: { id } },
});

const titles = ['年度采购', '续费', '二期扩容', '数据接口', '培训服务', '私有化部署'];
const firstPage: ListView = {
  kind: 'list',
  title: said('我的商机', 'My deals'),
  rows: titles.map((title, index) => listRow(1024 - index, title, stages.negotiation)),
  empty: said(
    '还没有商机。输入 /商机 新建 来建第一个。',
    'There are no deals yet. Type /deal new to make the first one.',
  ),
  page: 1,
  pages: 1,
  total: 6,
  turn: { do: 'deal.list', input: { scope: 'own' } },
};

const todo: TodoView = {
  kind: 'todo',
  tasks: [
    {
      approvalId: 31,
      number: 'A-31',
      title: '云帆科技 2027 年度采购',
      flow: request.flow,
      initiator: '张伟',
      since: '2026-07-10T03:00:00.000Z',
      amount: cny(209_017_70),
    },
    {
      approvalId: 33,
      number: 'A-33',
      title: '续费',
      flow: request.flow,
      initiator: '李娜',
      since: '2026-07-11T01:30:00.000Z',
      amount: null,
    },
  ],
  taskCount: 12,
  waiting: [
    {
      approvalId: 29,
      number: 'A-29',
      title: '二期扩容',
      waitingFor: ['王芳', '赵敏', '陈静', '周强', '孙莉'],
      since: '2026-07-09T02:00:00.000Z',
    },
  ],
  deals: [
    {
      id: 1024,
      number: 'D-1024',
      title: '云帆科技 2027 年度采购',
      stage: stages.signing,
      amount: cny(209_017_70),
      expectedClose: '2026-12-31',
    },
    {
      id: 977,
      number: 'D-977',
      title: 'Annual licences, Ada Example GmbH',
      stage: stages.lead,
      amount: { cents: 1_200_50, currency: 'USD' },
      expectedClose: null,
    },
  ],
  dealCount: 23,
};

const emptyTodo: TodoView = { ...todo, tasks: [], taskCount: 0, waiting: [], deals: [], dealCount: 0 };

const digestNumber = (count: number, totals: readonly Money[], only: string): DigestNumber => ({
  count,
  totals,
  press: { do: 'deal.list', input: { only, page: 1 } },
});

const digestStage = (stage: StageView, count: number, cents: number, probabilityBp: number) => ({
  ...digestNumber(count, [cny(cents)], stage.key),
  stage,
  probabilityBp,
  weighted: [cny((cents * probabilityBp) / 10_000)],
});

const digest: DigestView = {
  kind: 'digest',
  day: '2026-07-13',
  toDecide: {
    ...digestNumber(3, [cny(409_017_70)], 'open'),
    press: { do: 'approval.mine', input: { page: 1 } },
  },
  stuck: digestNumber(2, [cny(36_000_00), { cents: 1_200_50, currency: 'USD' }], 'stuck'),
  stuckDays: 14,
  since: '2026-07-10',
  won: digestNumber(1, [cny(88_000_00)], 'won'),
  lost: digestNumber(1, [cny(12_000_00)], 'lost'),
  slipping: digestNumber(4, [cny(150_000_00)], 'slipping'),
  stages: [
    digestStage(stages.lead, 12, 480_000_00, 1000),
    digestStage(stages.proposal, 7, 350_000_00, 3000),
    digestStage(stages.negotiation, 5, 420_000_00, 6000),
    digestStage(stages.signing, 2, 229_017_70, 9000),
  ],
  forecast: [cny(611_115_93), { cents: 120_05, currency: 'USD' }],
};

const none = digestNumber(0, [], 'none');
const smallDigest: DigestView = {
  ...digest,
  toDecide: none,
  stuck: none,
  lost: none,
  slipping: none,
  stages: [],
  forecast: [],
};

const notice: NoticeView = {
  kind: 'notice',
  title: said('可能是同一个客户', 'This may be the same customer'),
  body: [
    said(
      '已有相近的客户：{number} {name}，负责人 {owner}。',
      'There is a similar one: {number} {name}, owner {owner}.',
      {
        number: 'C-88',
        name: '云帆科技（杭州）有限公司',
        owner: '张伟',
      },
    ),
    said('用已有的客户，还是新建一个？', 'Use that one, or make a new one?'),
  ],
  buttons: [
    {
      label: said('用 {number}', 'Use {number}', { number: 'C-88' }),
      press: { do: 'customer.show', input: { id: 88 } },
      style: 'primary',
    },
    {
      label: said('仍要新建', 'Make a new one'),
      press: { do: 'customer.create', input: { name: '云帆科技' } },
      style: 'danger',
    },
  ],
};

const help: HelpView = {
  kind: 'help',
  title: text('商机命令', 'Deal commands'),
  lines: [
    {
      usage: text('/商机 新建 云帆科技 2万 月底', '/deal new "Ada Example GmbH" 20,000 next friday'),
      what: text('新建商机；没写全的会打开表单', 'Makes a deal; what is missing is asked for in a form'),
    },
    { usage: text('/商机 查看 D-1024', '/deal show D-1024'), what: text('查看一个商机', 'Shows one deal') },
    { usage: text('/商机 列表', '/deal list'), what: text('我的商机', 'My deals') },
  ],
};

const newDealForm: FormView = {
  kind: 'form',
  form: 'deal.new',
  title: text('新建商机', 'New deal'),
  intro: said('还差几项，其余已经填好。', 'A few things are missing; the rest is filled in.'),
  fields: [
    {
      name: 'title',
      label: text('名称', 'Title'),
      type: 'text',
      required: true,
      maxLength: 200,
      value: '云帆科技 年度采购',
    },
    {
      name: 'customerId',
      label: text('客户', 'Customer'),
      type: 'choice',
      required: true,
      placeholder: text('选择客户', 'Choose a customer'),
      options: [
        { value: '88', label: '云帆科技（杭州）有限公司' },
        { value: '12', label: 'Ada Example GmbH' },
      ],
    },
    {
      name: 'amount',
      label: text('金额', 'Amount'),
      type: 'money',
      required: true,
      placeholder: text('例如 20000 或 2万', 'such as 20,000 or 1.2m'),
    },
    { name: 'expectedClose', label: text('预计签约', 'Expected close'), type: 'date', required: false },
    { name: 'seats', label: text('人数', 'Seats'), type: 'number', required: false, value: '50' },
    {
      name: 'note',
      label: text('备注', 'Note'),
      type: 'longText',
      required: false,
      hint: text('审批人会看到', 'Approvers will see it'),
    },
  ],
  submit: text('新建', 'Create'),
  context: { customerName: '云帆' },
};

const formWithErrors: FormView = {
  ...newDealForm,
  fields: [
    {
      name: 'title',
      label: text('名称', 'Title'),
      type: 'text',
      required: true,
      value: allNasty.slice(0, 400),
      error: said('名称最多 200 个字', 'A title has at most 200 characters'),
    },
    {
      name: 'amount',
      label: text('金额', 'Amount'),
      type: 'money',
      required: true,
      value: '两三万吧',
      hint: text('例如 20000 或 2万', 'such as 20,000 or 1.2m'),
      error: said('看不懂金额“{value}”', 'This is not an amount: “{value}”', { value: '两三万吧' }),
    },
    {
      name: 'expectedClose',
      label: text('预计签约', 'Expected close'),
      type: 'date',
      required: true,
      value: '春节后',
      error: said('看不懂日期“{value}”', 'This is not a date: “{value}”', { value: '春节后' }),
    },
    {
      name: 'seats',
      label: text('人数', 'Seats'),
      type: 'number',
      required: false,
      value: '很多',
      error: said('请写数字', 'Write a number'),
    },
  ],
};

export const samples: readonly Sample[] = [
  { name: 'Deal, new', view: leadDeal },
  { name: 'Deal, without a customer yet', view: { ...leadDeal, customer: null } },
  { name: 'Deal, proposal', view: { ...leadDeal, stage: stages.proposal, expectedClose: '2026-09-30' } },
  { name: 'Deal, negotiation with lines', view: negotiationDeal },
  { name: 'Deal, to be signed, approval running', view: signingDeal },
  { name: 'Deal, signed', view: wonDeal },
  { name: 'Deal, lost', view: lostDeal },
  { name: 'Approval, for an approver', view: request },
  {
    name: 'Approval, for its initiator',
    view: { ...request, can: ['approval.comment', 'approval.withdraw'] },
  },
  { name: 'Approval, one after another, second round', view: inTurn },
  { name: 'Approval, returned', view: { ...request, state: 'returned', steps: [managerStep], can: [] } },
  { name: 'Approval, approved', view: approved },
  { name: 'Approval, rejected', view: rejected },
  { name: 'Approval, withdrawn', view: withdrawn },
  { name: 'Approval, stopped', view: { ...withdrawn, state: 'terminated' } },
  { name: 'Customer', view: customer },
  { name: 'Customer, just made', view: bareCustomer },
  { name: 'To do', view: todo },
  { name: 'To do, all done', view: emptyTodo },
  { name: 'Digest', view: digest },
  { name: 'Digest, a quiet day', view: smallDigest },
  { name: 'List, one page', view: firstPage },
  { name: 'List, a page in the middle', view: { ...firstPage, page: 3, pages: 8, total: 48 } },
  { name: 'List, empty', view: { ...firstPage, rows: [], pages: 0, total: 0 } },
  { name: 'Notice with a question', view: notice },
  { name: 'Help', view: help },
  { name: 'Form', view: newDealForm },
  { name: 'Form with errors', view: formWithErrors },
  { name: 'Deal with anything typed', view: nastyDeal },
  { name: 'Approval with anything typed', view: nastyRequest },
  {
    name: 'Customer with anything typed',
    view: {
      ...customer,
      name: allNasty,
      category: allNasty,
      address: allNasty,
      contacts: Array(50).fill({ name: allNasty, title: allNasty, phone: allNasty, email: allNasty }),
      timeline: nastyDeal.timeline,
    },
  },
  {
    name: 'To do with anything typed',
    view: {
      ...todo,
      tasks: Array(30).fill({ ...todo.tasks[0], title: allNasty, initiator: allNasty }),
      waiting: Array(30).fill({ ...todo.waiting[0], title: allNasty, waitingFor: Array(20).fill(allNasty) }),
      deals: Array(30).fill({ ...todo.deals[0], title: allNasty }),
    },
  },
  {
    name: 'List with anything typed',
    view: {
      ...firstPage,
      rows: Array(50).fill({ ...firstPage.rows[0], title: allNasty, details: Array(5).fill(allNasty) }),
    },
  },
  {
    name: 'Notice with anything typed',
    view: {
      ...notice,
      title: said('你写的：{what}', 'You wrote: {what}', { what: allNasty }),
      body: [said('{what}', '{what}', { what: allNasty })],
    },
  },
];
