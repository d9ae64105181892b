import type { DealLineView, DealView } from '../../models/views.js';
import { allNasty, cny, hash, moved, noted, type Sample, said, stages, text, zhang } from './firm.js';

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

const sellerCan = ['deal.stage', 'deal.edit', 'deal.note', 'deal.won', 'deal.lost', 'deal.owner'];

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

export const signingDeal: DealView = {
  ...negotiationDeal,
  stage: stages.signing,
  stageChangedAt: '2026-07-10T03:00:00.000Z',
  contract: { version: 2, path: '/app/contracts/311/2', sha256: hash },
  approval: { id: 31, number: 'A-31', state: 'running', waitingFor: ['李娜', '王芳'] },
  timeline: [moved('2026-07-10T03:00:00.000Z', '张伟', stages.signing), ...negotiationDeal.timeline],
  can: ['deal.note', 'deal.owner'],
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
  can: ['deal.reopen', 'deal.note'],
};

export const nastyDeal: DealView = {
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

export const dealSamples: readonly Sample[] = [
  { name: 'Deal, new', view: leadDeal },
  { name: 'Deal, without a customer yet', view: { ...leadDeal, customer: null } },
  {
    name: 'Deal, with words that were not understood',
    view: {
      ...leadDeal,
      intro: said(
        '没看懂“删除”。这是 D-1024，要做什么请用下面的按钮。',
        'What is meant by "delete"? This is D-1024: use its buttons.',
      ),
    },
  },
  { name: 'Deal, proposal', view: { ...leadDeal, stage: stages.proposal, expectedClose: '2026-09-30' } },
  { name: 'Deal, negotiation with lines', view: negotiationDeal },
  { name: 'Deal, to be signed, approval running', view: signingDeal },
  { name: 'Deal, signed', view: wonDeal },
  { name: 'Deal, lost', view: lostDeal },
  { name: 'Deal with anything typed', view: nastyDeal },
];
