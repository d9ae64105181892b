/** Many people who press at once, and what each policy makes of what they press, told apart from how the engine does it. */
import type { Ask } from '../../bot/platforms/platform.js';
import type { StepDefinition } from '../../models/approval-flow.js';

export type Sign = '+' | '-';
/** Somebody by their place in the list of those who are asked, and what they decide. */
export type Vote = readonly [place: number, sign: Sign];
type Verdict = 'approved' | 'rejected' | null;

export interface Policy {
  readonly name: string;
  readonly step: Pick<StepDefinition, 'mode' | 'needPercent' | 'need' | 'veto'>;
  /** Are those who are asked two groups: those at even places, and those at odd ones? */
  readonly inGroups?: boolean;
  /** Does it say of somebody that it is not their turn? */
  readonly inTurn?: boolean;
  /** What these come to. */
  readonly verdict: (votes: readonly Vote[], size: number) => Verdict;
}

const count = (votes: readonly Vote[], sign: Sign) => votes.filter(([, one]) => one === sign).length;

const first: Policy['verdict'] = ([vote]) => {
  if (!vote) return null;
  return vote[1] === '+' ? 'approved' : 'rejected';
};

const everybody: Policy['verdict'] = (votes, size) => {
  if (count(votes, '-') > 0) return 'rejected';
  return count(votes, '+') === size ? 'approved' : null;
};

const share =
  (percent: number, veto: boolean): Policy['verdict'] =>
  (votes, size) => {
    const need = Math.ceil((percent * size) / 100);
    if (count(votes, '-') > (veto ? 0 : size - need)) return 'rejected';
    return count(votes, '+') >= need ? 'approved' : null;
  };

const fromEach =
  (veto: boolean): Policy['verdict'] =>
  (votes, size) => {
    if (veto && count(votes, '-') > 0) return 'rejected';
    const groups = [0, 1].map((group) => votes.filter(([place]) => place % 2 === group));
    if (groups.some((group) => count(group, '-') >= size / 2)) return 'rejected';
    return groups.every((group) => count(group, '+') > 0) ? 'approved' : null;
  };

export const policies: readonly Policy[] = [
  { name: 'ANY', step: { mode: 'ANY' }, verdict: first },
  {
    name: 'ANY_APPROVE',
    step: { mode: 'ANY_APPROVE' },
    verdict: (votes, size) => {
      if (count(votes, '+') > 0) return 'approved';
      return count(votes, '-') === size ? 'rejected' : null;
    },
  },
  { name: 'ALL', step: { mode: 'ALL' }, verdict: everybody },
  { name: 'SEQ', step: { mode: 'SEQ' }, inTurn: true, verdict: everybody },
  { name: 'VOTE 60 %', step: { mode: 'VOTE', needPercent: 60 }, verdict: share(60, false) },
  {
    name: 'VOTE 60 % with veto',
    step: { mode: 'VOTE', needPercent: 60, veto: true },
    verdict: share(60, true),
  },
  { name: 'EACH_GROUP', step: { mode: 'EACH_GROUP', need: 1 }, inGroups: true, verdict: fromEach(false) },
  {
    name: 'EACH_GROUP with veto',
    step: { mode: 'EACH_GROUP', need: 1, veto: true },
    inGroups: true,
    verdict: fromEach(true),
  },
];

export interface On {
  readonly id: number;
  readonly hash: string;
}

const submits =
  (form: string, values: Readonly<Record<string, string>>) =>
  ({ id, hash }: On): Ask => ({ kind: 'submit', form, context: { id, hash }, values });

/** What somebody may press, as a card asks for it. */
export const asks = {
  approve: ({ id, hash }: On): Ask => ({ kind: 'press', do: 'approval.approve', input: { id, hash } }),
  reject: submits('approval.reject', { reason: '账期太长' }),
  giveBack: submits('approval.return', { to: 'initiator', way: 'RERUN', comment: '附件不全' }),
  withdraw: ({ id }: On): Ask => ({ kind: 'press', do: 'approval.withdraw', input: { id } }),
  urge: ({ id }: On): Ask => ({ kind: 'press', do: 'approval.urge', input: { id } }),
  /** Beside whoever presses. */
  addSigner: (who: string) =>
    submits('approval.addSigner', { who, where: 'beside', mode: 'ALL', comment: '' }),
} satisfies Record<string, unknown>;
