import { isDeepStrictEqual } from 'node:util';
import type { Accepted, FakeMessage } from '../support/slack/fake.js';
import type { Sent } from './client.js';
import type { Dump, DumpedApproval, DumpedDeal } from './dump.js';
import type { Effect, Outcome, Verdict } from './outcome.js';

/** A rule that did not hold, and where. */
export interface Breach {
  /** `N1` … `N6`, or what the experiment asks besides. */
  readonly check: string;
  readonly what: string;
}

/** Between these moments (epoch milliseconds) nobody could know whether a post had arrived. */
export interface UnknownWindow {
  readonly from: number;
  readonly to: number;
}

export interface Evidence {
  readonly log: readonly Sent[];
  readonly dump: Dump;
  /** What Slack took, in its order. */
  readonly accepted: readonly Accepted[];
  /** What stands in Slack now, by channel and time. */
  readonly messages: ReadonlyMap<string, Pick<FakeMessage, 'blocks'>>;
  /** By card, the blocks that the database asks for. */
  readonly expected: ReadonlyMap<number, unknown>;
  readonly windows: readonly UnknownWindow[];
}

export const invariants = ['N1', 'N2', 'N3', 'N4', 'N5', 'N6'] as const;

const groupedBy = <T, K>(list: readonly T[], keyOf: (item: T) => K): Map<K, T[]> => {
  const groups = new Map<K, T[]>();
  for (const item of list) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
};

const count = <T>(list: readonly T[], fits: (item: T) => boolean): number => list.filter(fits).length;

/** Of several deliveries of one event, what is known in the end. */
const known: readonly Outcome[] = ['ok', 'bug', 'unknown', 'refused'];
const outcomeInTheEnd = (sent: readonly Sent[]): Outcome =>
  known.find((outcome) => sent.some((each) => each.outcome === outcome)) ?? 'unknown';

const numberOf = (approvalId: number): string => `A-${approvalId}`;
const decisions: Record<Verdict, readonly string[]> = {
  approved: ['approval.approved', 'approval.approvedSaying'],
  rejected: ['approval.rejected'],
  withdrawn: ['approval.withdrawn'],
};

/** How often the effect is in the database. @param employeeId who asked for it */
const timesDone = ({ deals, history }: Dump, effect: Effect, employeeId: number | undefined): number => {
  switch (effect.kind) {
    case 'deal':
      return count(deals, ({ title }) => title === effect.title);
    case 'note':
      return count(history, ({ action, params }) => action === 'deal.noted' && params.note === effect.text);
    case 'decision':
      return count(
        history,
        ({ action, params, actorId }) =>
          decisions[effect.verdict].includes(action) &&
          params.number === numberOf(effect.approvalId) &&
          actorId === employeeId,
      );
  }
};

/** Does the kept answer say that it was done? */
const successWords: Record<Effect['kind'], RegExp> = {
  deal: /^已创建商机/,
  note: /^已记在/,
  decision: /^已(同意|拒绝|驳回|撤回) \{number\}/,
};

const approvalsOf = ({ approvals }: Dump, deal: DumpedDeal): DumpedApproval[] =>
  approvals.filter(({ subjectId }) => subjectId === deal.id);

/** What a deal that was made lacks. */
const missingParts = (dump: Dump, deal: DumpedDeal): string[] => {
  const { history, contracts, cards, tasks } = dump;
  const approvals = approvalsOf(dump, deal);
  const parts: readonly (readonly [string, boolean])[] = [
    [
      'one line of history about its making',
      count(history, (row) => row.subjectId === deal.id && row.action === 'deal.created') === 1,
    ],
    [
      'a card for its owner',
      cards.some(
        ({ subject, subjectId, employeeId }) =>
          subject === 'deal' && subjectId === deal.id && employeeId === deal.ownerId,
      ),
    ],
    [
      'a contract for each approval',
      count(contracts, ({ dealId }) => dealId === deal.id) === approvals.length,
    ],
    ['tasks for each approval', approvals.every(({ id }) => tasks.some((task) => task.approvalId === id))],
  ];
  return parts.filter(([, isThere]) => !isThere).map(([what]) => what);
};

type Check = (evidence: Evidence, employeeOf: (userId: string) => number | undefined) => string[];

/** Each `ok` is in the inbox with all its effects; what is not known is there whole or not at all. */
const durable: Check = ({ log, dump }, employeeOf) =>
  [...groupedBy(log, ({ key }) => key)].flatMap(([key, sent]) => {
    const [{ effect, userId, what }] = sent as [Sent];
    const outcome = outcomeInTheEnd(sent);
    const answer = dump.inbox.get(key);
    if (outcome === 'ok' && !answer) return [`"${what}" was answered and is not in the inbox`];
    if (!effect) return [];
    const times = timesDone(dump, effect, employeeOf(userId));
    const saysDone = answer !== undefined && successWords[effect.kind].test(answer.words);
    const faults: readonly (readonly [boolean, string])[] = [
      [outcome === 'ok' && times === 0, 'was answered and is lost'],
      [outcome === 'refused' && effect.kind !== 'decision' && times > 0, 'was refused and done all the same'],
      [saysDone && times === 0, 'is in the inbox without its effect'],
      [!answer && times > 0 && effect.kind !== 'decision', 'was done and is not in the inbox'],
    ];
    const lacking =
      effect.kind === 'deal'
        ? dump.deals
            .filter(({ title }) => title === effect.title)
            .flatMap((deal) => missingParts(dump, deal).map((part) => `lacks ${part}`))
        : [];
    return [...faults.filter(([isFault]) => isFault).map(([, words]) => words), ...lacking].map(
      (words) => `"${what}" ${words}`,
    );
  });

const effectsOnce: Check = ({ log, dump }, employeeOf) =>
  [...groupedBy(log, ({ key }) => key).values()].flatMap(([first]) => {
    if (!first?.effect) return [];
    const times = timesDone(dump, first.effect, employeeOf(first.userId));
    return times > 1 ? [`"${first.what}" was done ${times} times`] : [];
  });

const verdictActions = Object.values(decisions)
  .flat()
  .filter((action) => action !== 'approval.withdrawn');
const decidedStates = new Set(['approved', 'rejected']);

const decidedOnce: Check = ({ dump: { approvals, tasks, history } }) =>
  approvals.flatMap(({ id }) => {
    const rows = history.filter(
      ({ action, params }) => verdictActions.includes(action) && params.number === numberOf(id),
    );
    const decided = count(tasks, (task) => task.approvalId === id && decidedStates.has(task.state));
    const perPerson = [...groupedBy(rows, ({ actorId }) => actorId).values()];
    return [
      ...(rows.length === decided
        ? []
        : [`${numberOf(id)} has ${rows.length} decisions and ${decided} decided tasks`]),
      ...perPerson
        .filter((list) => list.length > 1)
        .map(() => `${numberOf(id)} was decided twice by one person`),
    ];
  });

/** Of the end of an approval, its deal moves once. */
const settledOnce: Check = ({ dump: { approvals, history, deals } }) =>
  deals.flatMap(({ id, title }) => {
    const passed = count(approvals, ({ subjectId, state }) => subjectId === id && state === 'approved');
    const won = count(history, (row) => row.subjectId === id && row.action === 'deal.won');
    const signed = count(
      history,
      (row) => row.subjectId === id && row.action === 'deal.moved' && row.params.to?.en === 'Signed',
    );
    return won === passed && signed === passed
      ? []
      : [`"${title}" passed ${passed} approvals, was won ${won} times and signed ${signed} times`];
  });

const once: Check = (...given) => [effectsOnce, decidedOnce, settledOnce].flatMap((check) => check(...given));

const ended = new Set(['approved', 'rejected', 'withdrawn', 'terminated']);

/** What a deal's stage says about its approvals. */
const stageFits = ({ stage }: DumpedDeal, approvals: readonly DumpedApproval[]): boolean => {
  const running = count(approvals, ({ runningKey }) => runningKey !== null);
  const passed = count(approvals, ({ state }) => state === 'approved');
  return (stage === 'to-sign') === (running === 1) && (stage === 'signed') === (passed === 1) && running <= 1;
};

const atomic: Check = ({ dump }) => {
  const { deals, approvals, tasks, cards, history } = dump;
  const cardFor = (employeeId: number, approvalId: number): boolean =>
    cards.some(
      (card) =>
        card.subject === 'approval' && card.subjectId === approvalId && card.employeeId === employeeId,
    );
  return [
    ...deals
      .filter((deal) => !stageFits(deal, approvalsOf(dump, deal)))
      .map(({ title, stage }) => `"${title}" is in ${stage}, which its approvals contradict`),
    ...deals.flatMap((deal) => missingParts(dump, deal).map((part) => `"${deal.title}" lacks ${part}`)),
    ...approvals.flatMap(({ id, state, runningKey, initiatorId }) => [
      ...(ended.has(state) === (runningKey === null)
        ? []
        : [`${numberOf(id)} is ${state} and its key says otherwise`]),
      ...(ended.has(state) && tasks.some((task) => task.approvalId === id && task.state === 'open')
        ? [`${numberOf(id)} has ended with a task still open`]
        : []),
      ...(!ended.has(state) && !tasks.some((task) => task.approvalId === id && task.state === 'open')
        ? [`${numberOf(id)} runs and asks nobody`]
        : []),
      ...(ended.has(state) && !cardFor(initiatorId, id) ? [`nobody tells how ${numberOf(id)} ended`] : []),
      ...(count(
        history,
        (row) => row.action === 'approval.submitted' && row.params.number === numberOf(id),
      ) === 1
        ? []
        : [`${numberOf(id)} was not submitted exactly once`]),
    ]),
    ...tasks
      .filter(({ openedAt, assigneeId, approvalId }) => openedAt !== null && !cardFor(assigneeId, approvalId))
      .map(({ approvalId, seq }) => `task ${seq} of ${numberOf(approvalId)} has no card`),
  ];
};

/** Every card is shown, or given up with a reason; nothing waits for the owner of a lease that has run out. */
const drained: Check = ({ dump: { cards, lanes } }) => [
  ...cards
    .filter(({ state }) => state === 'behind' || state === 'unreachable')
    .map(({ id, state, lastError }) => `card ${id} is ${state} (${lastError ?? 'no reason'})`),
  ...cards
    .filter(({ state, lastError }) => state === 'dead' && !lastError)
    .map(({ id }) => `card ${id} is dead without a reason`),
  ...lanes
    .filter(
      (lane) =>
        lane.isPast && cards.some((card) => card.state === 'behind' && card.employeeId === lane.employeeId),
    )
    .map(({ employeeId }) => `cards of ${employeeId} wait for an owner whose lease has run out`),
];

const keyIn = ({ metadata }: Accepted): string | undefined => {
  const key = metadata?.event_payload.key;
  return typeof key === 'string' ? key : undefined;
};

interface Posted {
  readonly key: string;
  readonly card: string;
  readonly revision: number;
  readonly at: number;
}

const posts = (accepted: readonly Accepted[]): Posted[] =>
  accepted.flatMap((message) => {
    const key = message.method === 'chat.postMessage' ? keyIn(message) : undefined;
    const [card = '', revision = ''] = key?.split(':') ?? [];
    return key ? [{ key, card, revision: Number(revision), at: message.at }] : [];
  });

/** What stands in Slack is what the database says, and no older state came after a newer one. */
const converged: Check = ({ dump: { cards }, messages, expected, accepted }) => [
  ...cards
    .filter(({ state }) => state === 'shown')
    .filter(({ id, ref }) => {
      const there = ref && messages.get(`${ref.channel} ${ref.ts}`);
      return !there || !isDeepStrictEqual(there.blocks, expected.get(id));
    })
    .map(({ id, subject, subjectId }) => `card ${id} about ${subject} ${subjectId} shows something else`),
  ...cards
    .filter(({ state, wanted, shown }) => state === 'shown' && wanted !== shown)
    .map(({ id, wanted, shown }) => `card ${id} counts as shown at ${shown} of ${wanted}`),
  ...[...groupedBy(posts(accepted), ({ card }) => card)].flatMap(([card, list]) =>
    list.some(({ revision }, at) => revision < (list[at - 1]?.revision ?? 0))
      ? [`card ${card} was posted in an older state after a newer one`]
      : [],
  ),
];

/** Cards that appeared as new more than once. */
export const doublesIn = (accepted: readonly Accepted[]): Posted[][] =>
  [...groupedBy(posts(accepted), ({ key }) => key).values()].filter((list) => list.length > 1);

const visibleOnce: Check = ({ accepted, windows }) =>
  doublesIn(accepted)
    .filter((list) =>
      list.slice(0, -1).some(({ at }) => !windows.some(({ from, to }) => from <= at && at <= to)),
    )
    .map(([first]) => `card ${first?.key} was posted twice, and everybody could know that it was there`);

const checks: Readonly<Record<(typeof invariants)[number], Check>> = {
  N1: durable,
  N2: once,
  N3: atomic,
  N4: drained,
  N5: converged,
  N6: visibleOnce,
};

/** @param employeeOf the employee behind a Slack user */
export const check = (evidence: Evidence, employeeOf: (userId: string) => number | undefined): Breach[] =>
  Object.entries(checks).flatMap(([name, run]) =>
    run(evidence, employeeOf).map((what) => ({ check: name, what })),
  );
