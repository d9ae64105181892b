import type { Accepted } from '../support/slack/fake.js';
import { check, type Evidence } from './checker.js';
import type { Sent } from './client.js';
import type { Dump, DumpedCard } from './dump.js';

const ZHANG = 3;
const LI = 2;
const employees: Readonly<Record<string, number>> = { UZHANG: ZHANG, ULI: LI };

const asked: Sent = {
  key: 'slack:T1:1',
  what: '/deal new',
  userId: 'UZHANG',
  effect: { kind: 'deal', title: 'Plan B', gated: true },
  outcome: 'ok',
  text: '已创建商机 D-1024',
  status: 200,
  sentAt: 1_000,
  ms: 5,
};

const card = (
  id: number,
  employeeId: number,
  subject: DumpedCard['subject'],
  subjectId: number,
): DumpedCard => ({
  id,
  employeeId,
  subject,
  subjectId,
  state: 'shown',
  wanted: 1,
  shown: 1,
  lastError: null,
  ref: { channel: `D${employeeId}`, ts: `${id}.0` },
});

const history = (action: string, subjectId: number, actorId: number, params = {}) => ({
  subjectKind: 'deal',
  subjectId,
  actorId,
  action,
  params,
});

/** Zhang has a deal that waits for Li. */
const waiting: Dump = {
  inbox: new Map([['slack:T1:1', { words: '已创建商机 {number}：{title}' }]]),
  deals: [{ id: 1024, title: 'Plan B', stage: 'to-sign', ownerId: ZHANG }],
  contracts: [{ dealId: 1024 }],
  approvals: [
    { id: 1, subjectId: 1024, initiatorId: ZHANG, state: 'running', runningKey: 'deal:1024:contract' },
  ],
  tasks: [{ approvalId: 1, seq: 1, assigneeId: LI, state: 'open', openedAt: new Date(0) }],
  history: [
    history('deal.created', 1024, ZHANG),
    history('approval.submitted', 1024, ZHANG, { number: 'A-1' }),
  ],
  cards: [card(1, ZHANG, 'deal', 1024), card(2, LI, 'approval', 1)],
  lanes: [],
};

const posted = (key: string, at: number): Accepted => ({
  workspaceId: 'T1',
  channel: 'D3',
  ts: `${at}.0`,
  text: '',
  blocks: [],
  metadata: { event_type: 'dealdesk_card', event_payload: { key } },
  onlyFor: undefined,
  threadTs: undefined,
  at,
  method: 'chat.postMessage',
  calls: [],
});

const evidence = (change: Partial<Evidence> = {}, dump: Partial<Dump> = {}): Evidence => ({
  log: [asked],
  dump: { ...waiting, ...dump },
  accepted: [posted('1:1', 1_010), posted('2:1', 1_020)],
  messages: new Map([
    ['D3 1.0', { blocks: ['deal'] }],
    ['D2 2.0', { blocks: ['approval'] }],
  ]),
  expected: new Map([
    [1, ['deal']],
    [2, ['approval']],
  ]),
  windows: [],
  ...change,
});

const found = (given: Evidence) =>
  check(given, (userId) => employees[userId]).map(({ check: name, what }) => `${name} ${what}`);

test('a world in order has no breach', () => {
  expect(found(evidence())).toEqual([]);
});

const [deal] = waiting.deals;
const [zhangs, lis] = waiting.cards as [DumpedCard, DumpedCard];
const [running] = waiting.approvals;

test.each<[string, Evidence, string]>([
  [
    'was answered and is lost',
    evidence({}, { inbox: new Map() }),
    'N1 "/deal new" was answered and is not in the inbox',
  ],
  [
    'was done and is in no inbox',
    evidence({ log: [{ ...asked, outcome: 'unknown' }] }, { inbox: new Map() }),
    'N1 "/deal new" was done and is not in the inbox',
  ],
  [
    'was refused and done',
    evidence({ log: [{ ...asked, outcome: 'refused' }] }),
    'N1 "/deal new" was refused and done all the same',
  ],
  ['is there by half', evidence({}, { contracts: [] }), 'N1 "/deal new" lacks a contract for each approval'],
  [
    'was done twice',
    evidence(
      {},
      { deals: [...waiting.deals, { ...(deal as NonNullable<typeof deal>), id: 1025, stage: 'lead' }] },
    ),
    'N2 "/deal new" was done 2 times',
  ],
  [
    'was decided twice',
    evidence(
      {},
      {
        history: [
          ...waiting.history,
          history('approval.approved', 1024, LI, { number: 'A-1' }),
          history('approval.approved', 1024, LI, { number: 'A-1' }),
        ],
      },
    ),
    'N2 A-1 was decided twice by one person',
  ],
  [
    'was signed without an approval',
    evidence({}, { history: [...waiting.history, history('deal.won', 1024, LI)] }),
    'N2 "Plan B" passed 0 approvals, was won 1 times and signed 0 times',
  ],
  [
    'is in a stage that its approval contradicts',
    evidence({}, { deals: [{ ...(deal as NonNullable<typeof deal>), stage: 'signed' }] }),
    'N3 "Plan B" is in signed, which its approvals contradict',
  ],
  ['asks somebody who has no card', evidence({}, { cards: [zhangs] }), 'N3 task 1 of A-1 has no card'],
  [
    'runs and asks nobody',
    evidence({}, { tasks: [{ approvalId: 1, seq: 1, assigneeId: LI, state: 'approved', openedAt: null }] }),
    'N3 A-1 runs and asks nobody',
  ],
  [
    'has ended and holds its key',
    evidence({}, { approvals: [{ ...(running as NonNullable<typeof running>), state: 'rejected' }] }),
    'N3 A-1 is rejected and its key says otherwise',
  ],
  [
    'left a card behind',
    evidence({}, { cards: [zhangs, { ...lis, state: 'behind', lastError: 'timeout' }] }),
    'N4 card 2 is behind (timeout)',
  ],
  [
    'gave a card up without a word',
    evidence({}, { cards: [zhangs, { ...lis, state: 'dead' }] }),
    'N4 card 2 is dead without a reason',
  ],
  [
    'waits for an owner who is gone',
    evidence(
      {},
      {
        cards: [zhangs, { ...lis, state: 'behind' }],
        lanes: [{ employeeId: LI, leaseOwner: 'gone', isPast: 1 }],
      },
    ),
    `N4 cards of ${LI} wait for an owner whose lease has run out`,
  ],
  [
    'shows something old',
    evidence({
      messages: new Map([
        ['D3 1.0', { blocks: ['older'] }],
        ['D2 2.0', { blocks: ['approval'] }],
      ]),
    }),
    'N5 card 1 about deal 1024 shows something else',
  ],
  [
    'posted an older state after a newer one',
    evidence({ accepted: [posted('1:2', 1_000), posted('1:1', 1_010)] }),
    'N5 card 1 was posted in an older state after a newer one',
  ],
  [
    'posted a card twice in quiet times',
    evidence({ accepted: [posted('1:1', 1_000), posted('1:1', 1_010)] }),
    'N6 card 1:1 was posted twice, and everybody could know that it was there',
  ],
])('what %s is found', (_what, given, breach) => {
  expect(found(given)).toContain(breach);
});

test('a card that was posted twice while nobody could know is forgiven', () => {
  const twice = [posted('1:1', 1_000), posted('1:1', 1_500)];
  expect(found(evidence({ accepted: twice, windows: [{ from: 900, to: 1_100 }] }))).toEqual([]);
});
