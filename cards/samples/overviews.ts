import type { Money } from '../../models/text.js';
import type { StageView } from '../../models/view-parts.js';
import type { CustomerView, DigestNumber, DigestView, ListView, TodoView } from '../../models/views.js';
import { request } from './approvals.js';
import { nastyDeal, signingDeal } from './deals.js';
import { allNasty, cny, type Sample, said, stages, zhang } from './firm.js';

const customer: CustomerView = {
  kind: 'customer',
  id: 88,
  number: 'C-88',
  name: '云帆科技（杭州）有限公司',
  category: '软件',
  phone: '0571-0000 0000',
  taxNumber: '91330100EXAMPLE00X',
  address: '杭州市西湖区示例路 1 号',
  owner: zhang,
  contacts: [
    { name: '刘洋', title: '采购总监', phone: '000-0000-0000', email: 'liu.yang@yunfan.example' },
    { name: '孙莉', title: null, phone: null, email: 'sun.li@yunfan.example' },
  ],
  parts: [{ id: 91, number: 'C-91', name: '云帆科技' }],
  perhapsSame: { id: 12, number: 'C-12', name: '云帆科技有限公司', merge: { id: 88, into: 12 } },
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
  can: ['customer.edit', 'customer.owner', 'customer.merge', 'customer.unmerge'],
};

const bareCustomer: CustomerView = {
  ...customer,
  intro: said('已新建客户 C-88 Ada Example GmbH。', 'Created customer C-88 Ada Example GmbH.'),
  name: 'Ada Example GmbH',
  category: null,
  phone: null,
  taxNumber: null,
  address: null,
  owner: null,
  contacts: [],
  parts: [],
  perhapsSame: null,
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
  worth: [cny(620_000_00), { cents: 80_000_00, currency: 'USD' }],
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
  waitingCount: 1,
  drafts: [],
  draftCount: 0,
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

const emptyTodo: TodoView = {
  ...todo,
  tasks: [],
  taskCount: 0,
  waiting: [],
  waitingCount: 0,
  deals: [],
  dealCount: 0,
};

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

const nastyCustomer: CustomerView = {
  ...customer,
  name: allNasty,
  category: allNasty,
  address: allNasty,
  parts: Array(50).fill({ id: 1, number: 'C-1', name: allNasty }),
  contacts: Array(50).fill({ name: allNasty, title: allNasty, phone: allNasty, email: allNasty }),
  timeline: nastyDeal.timeline,
};

const nastyTodo: TodoView = {
  ...todo,
  tasks: Array(30).fill({ ...todo.tasks[0], title: allNasty, initiator: allNasty }),
  waiting: Array(30).fill({ ...todo.waiting[0], title: allNasty, waitingFor: Array(20).fill(allNasty) }),
  waitingCount: 30,
  deals: Array(30).fill({ ...todo.deals[0], title: allNasty }),
};

const nastyRow = { ...firstPage.rows[0], title: allNasty, details: Array(5).fill(allNasty) };

export const overviewSamples: readonly Sample[] = [
  { name: 'Customer', view: customer },
  { name: 'Customer, just made', view: bareCustomer },
  { name: 'Customer with anything typed', view: nastyCustomer },
  { name: 'To do', view: todo },
  { name: 'To do, all done', view: emptyTodo },
  { name: 'To do with anything typed', view: nastyTodo },
  { name: 'Digest', view: digest },
  { name: 'Digest, a quiet day', view: smallDigest },
  { name: 'List, one page', view: firstPage },
  { name: 'List, a page in the middle', view: { ...firstPage, page: 3, pages: 8, total: 48 } },
  { name: 'List, empty', view: { ...firstPage, rows: [], pages: 0, total: 0 } },
  { name: 'List with anything typed', view: { ...firstPage, rows: Array(50).fill(nastyRow) } },
];
