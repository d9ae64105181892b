import type {
  ApprovalState,
  ApprovalStepView,
  ApprovalTaskView,
  ApprovalView,
} from '../../models/approval-view.js';
import { allNasty, cny, hash, li, noted, type Sample, said, text, zhang } from './firm.js';

const task = (who: string, more: Partial<ApprovalTaskView> = {}): ApprovalTaskView => ({
  who,
  origin: 'step',
  byRule: false,
  question: null,
  onBehalfOf: null,
  state: 'open',
  openedAt: '2026-07-10T03:00:00.000Z',
  decidedAt: null,
  comment: null,
  ...more,
});

const signed = (need: number, approved = 0, size = need) => ({ need, approved, size, rule: null });

const managerStep: ApprovalStepView = {
  ...signed(1, 1),
  name: text('销售经理', 'Sales manager'),
  mode: 'ANY',
  state: 'passed',
  tasks: [task('陈静', { state: 'approved', decidedAt: '2026-07-10T05:12:00.000Z', comment: '价格可以' })],
};

const chiefStep: ApprovalStepView = {
  ...signed(0),
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
  ...signed(3, 1),
  name: text('法务与财务', 'Legal and finance'),
  mode: 'ALL',
  state: 'active',
  tasks: openTasks,
};

export const request: ApprovalView = {
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
  returned: null,
  ended: null,
  changes: [],
  reverses: null,
  submittedAt: '2026-07-10T03:00:00.000Z',
  endedAt: null,
  hash,
  taskSeq: 3,
  can: ['approval.approve', 'approval.reject', 'approval.comment', 'approval.more'],
  document: { name: text('合同', 'Contract'), path: '/app/contracts/311/2' },
};

const inTurn: ApprovalView = {
  ...request,
  round: 2,
  steps: [
    {
      ...signed(3, 1),
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
    approved: 3,
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

const added: ApprovalView = {
  ...request,
  round: 2,
  reverses: 'A-28',
  changes: [{ field: text('金额', 'Amount'), before: cny(209_017_70), after: cny(199_000_00) }],
  steps: [
    {
      ...managerStep,
      tasks: [task('陈静', { state: 'approved', decidedAt: '2026-07-10T05:12:00.000Z', byRule: true })],
    },
    {
      ...signed(2, 1, 3),
      name: text('评审会', 'Committee'),
      mode: 'VOTE',
      state: 'active',
      tasks: [
        task('李娜', { state: 'held' }),
        task('王芳', {
          origin: 'before',
          question: '付款周期能缩短吗？',
          paused: { since: '2026-07-10T06:20:00.000Z', waitsFor: '张伟' },
        }),
        task('赵敏', { state: 'decided_waiting', decidedAt: '2026-07-10T07:45:00.000Z' }),
        task('周强', { origin: 'help' }),
      ],
    },
    {
      ...signed(0),
      name: text('小额自动通过', 'Small amounts'),
      mode: null,
      state: 'passed',
      rule: 'automatic',
      tasks: [],
    },
  ],
  can: ['approval.advise', 'approval.answer', 'approval.comment', 'approval.more'],
};

/** Somebody acts for who is away; a rule has decided for one who was late, and a superior is asked as well. */
const late: ApprovalView = {
  ...request,
  steps: [
    {
      ...managerStep,
      tasks: [task('陈静', { state: 'approved', decidedAt: '2026-07-10T05:12:00.000Z', byTimeout: true })],
    },
    {
      ...signersStep,
      usualMs: 3 * 3_600_000,
      tasks: [
        task('王芳', {
          onBehalfOf: '赵敏',
          dueAt: '2026-07-13T03:00:00.000Z',
          urgedAt: '2026-07-12T06:40:00.000Z',
        }),
        task('周强', { origin: 'escalated' }),
        task('李娜', { state: 'expired', decidedAt: '2026-07-10T07:45:00.000Z' }),
      ],
    },
    chiefStep,
  ],
  remainsMs: 27 * 3_600_000,
};

const returned: ApprovalView = {
  ...request,
  state: 'returned',
  returned: { who: '陈静', to: '张伟', reason: '请补一份报价单' },
  steps: [
    { ...managerStep, state: 'returned', tasks: [task('陈静', decided('returned', '请补一份报价单'))] },
  ],
  can: ['approval.resubmit', 'approval.comment', 'approval.withdraw'],
};

const stopped: ApprovalView = {
  ...withdrawn,
  state: 'terminated',
  ended: { who: '周宁', reason: '客户已取消采购' },
};

export const approvalSamples: readonly Sample[] = [
  { name: 'Approval, for an approver', view: request },
  {
    name: 'Approval, for its initiator',
    view: { ...request, can: ['approval.comment', 'approval.withdraw'] },
  },
  {
    name: 'Approval, for whoever typed a decision',
    view: {
      ...request,
      intro: said(
        '还没有做任何处理：请点下面的按钮。',
        'Nothing is done yet: press one of the buttons below.',
      ),
    },
  },
  { name: 'Approval, one after another, second round', view: inTurn },
  { name: 'Approval, with signers added, a vote and a question', view: added },
  { name: 'Approval, late, and decided for somebody away', view: late },
  { name: 'Approval, returned', view: returned },
  {
    name: 'Approval, closed as nobody decided in time',
    view: {
      ...returned,
      returned: null,
      lapsed: { who: '陈静', until: '2026-07-17T07:45:00.000Z' },
      steps: [
        {
          ...managerStep,
          state: 'returned',
          tasks: [task('陈静', { state: 'expired', decidedAt: '2026-07-10T07:45:00.000Z' })],
        },
      ],
      can: ['approval.recover', 'approval.comment', 'approval.withdraw'],
    },
  },
  { name: 'Approval, approved', view: approved },
  { name: 'Approval, rejected', view: rejected },
  { name: 'Approval, withdrawn', view: withdrawn },
  { name: 'Approval, stopped', view: stopped },
  {
    name: 'Approval, stopped as nobody decided in time',
    view: { ...stopped, ended: { who: '', reason: null, byTime: true } },
  },
  {
    name: 'Approval, about to be revoked',
    view: { ...approved, state: 'revoking', ended: { who: '', reason: '签错主体' } },
  },
  { name: 'Approval, revoked', view: { ...stopped, state: 'revoked' } },
  { name: 'Approval, void', view: { ...stopped, state: 'voided', can: ['approval.more'] } },
  { name: 'Approval with anything typed', view: nastyRequest },
];
