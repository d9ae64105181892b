import type { ApprovalView } from '../../models/approval-view.js';
import type { RequestView } from '../../models/views.js';
import { request as ofContract } from './approvals.js';
import { allNasty, cny, noted, type Sample, said, text, zhang } from './firm.js';

const expense: RequestView = {
  kind: 'request',
  id: 12,
  number: 'R-12',
  flow: text('报销', 'Expense'),
  title: '拜访云帆科技',
  owner: zhang,
  facts: [
    { label: text('金额', 'Amount'), value: cny(1_280_50) },
    { label: text('类别', 'Kind'), value: text('交通', 'Travel') },
    { label: text('日期', 'Day'), value: { day: '2026-07-09' } },
    { label: text('事由', 'What for'), value: '拜访云帆科技' },
  ],
  approval: { id: 34, number: 'A-34', state: 'running', waitingFor: ['李娜'] },
  timeline: [
    { at: '2026-07-10T03:00:00.000Z', who: '张伟', what: said('提交报销 A-34', 'submitted Expense A-34') },
  ],
  can: ['request.approval', 'request.again'],
};

const sentBack: RequestView = {
  ...expense,
  approval: { id: 34, number: 'A-34', state: 'returned', waitingFor: ['张伟'] },
  can: ['request.approval', 'request.resubmit', 'request.again'],
};

const nasty: RequestView = {
  ...expense,
  title: allNasty,
  owner: { id: 1, name: allNasty },
  facts: Array.from({ length: 20 }, () => ({ label: text(allNasty, allNasty), value: allNasty })),
  approval: { id: 34, number: 'A-34', state: 'running', waitingFor: Array(20).fill(allNasty) },
  timeline: Array.from({ length: 10 }, () => noted('2026-07-10T06:00:00.000Z', allNasty, allNasty)),
};

const reader = (who: string, hasRead: boolean) => ({
  who,
  origin: 'step' as const,
  byRule: false,
  question: null,
  onBehalfOf: null,
  state: hasRead ? ('approved' as const) : ('open' as const),
  openedAt: '2026-07-10T03:00:00.000Z',
  decidedAt: hasRead ? '2026-07-10T05:12:00.000Z' : null,
  comment: null,
});

const notice = `各部门：\n${'春节期间放假七天，值班安排由各部门负责人确定，并于放假前三天报行政部备案。'.repeat(8)}\n特此通知。`;

const everybody = ['李娜', '王芳', '赵敏', '陈静', '周强', '孙莉', '刘洋', '何敏'];

const circulated: ApprovalView = {
  ...ofContract,
  id: 35,
  number: 'A-35',
  flow: text('公文传阅', 'Document to read'),
  subject: { kind: 'request', id: 13, number: 'R-13', title: '关于 2027 年春节放假安排的通知' },
  facts: [
    { label: text('标题', 'Title'), value: '关于 2027 年春节放假安排的通知' },
    { label: text('正文', 'Text'), value: notice },
  ],
  steps: [
    {
      name: text('传阅', 'Readers'),
      mode: 'ALL',
      state: 'active',
      rule: null,
      reading: true,
      need: 8,
      approved: 3,
      size: 8,
      tasks: everybody.map((who, index) => reader(who, index < 3)),
    },
  ],
  comments: [],
  document: null,
  can: ['approval.read', 'approval.comment', 'approval.more'],
};

const allRead: ApprovalView = {
  ...circulated,
  state: 'approved',
  steps: circulated.steps.map((step) => ({
    ...step,
    state: 'passed' as const,
    approved: 8,
    tasks: everybody.map((who) => reader(who, true)),
  })),
  endedAt: '2026-07-11T09:20:00.000Z',
  can: [],
};

export const requestSamples: readonly Sample[] = [
  { name: 'Request, on its way', view: expense },
  { name: 'Request, sent back', view: sentBack },
  { name: 'Request with anything typed', view: nasty },
  { name: 'Document, for one who has not read it', view: circulated },
  {
    name: 'Document, for its initiator',
    view: { ...circulated, can: ['approval.comment', 'approval.withdraw'] },
  },
  { name: 'Document, read by all', view: allRead },
];
