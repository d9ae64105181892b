import { groupedBy } from '../../models/grouped-by.js';
import type { Identity } from '../../models/identity.js';
import { type Account, type Everybody, hasAccountIn, keyOf, type Somebody, workspaceOf } from './people.js';

/** Why an account was not linked by itself. */
export type Doubt = 'name' | 'several' | 'taken' | 'unknown';

/** An account that an administrator has to say about whose it is. */
export interface Proposal extends Identity {
  readonly name: string;
  readonly staffNumber: string | null;
  readonly email: string | null;
  readonly doubt: Doubt;
  /** Ids of employees. */
  readonly candidates: readonly number[];
}

interface Link {
  readonly account: Account;
  readonly person: Somebody;
}

export interface Matching {
  readonly links: readonly Link[];
  readonly proposals: readonly Proposal[];
}

interface Doubtful {
  readonly account: Account;
  readonly doubt: Doubt;
  readonly candidates: readonly Somebody[];
}

interface Newcomer {
  readonly account: Account;
  readonly isNew: true;
}

type Verdict = Link | Doubtful | Newcomer;

function judgeByName(account: Account, everybody: Everybody, founds: boolean): Verdict {
  const namesakes = everybody.namesakes(account);
  if (namesakes.length > 0) return { account, doubt: 'name', candidates: namesakes };
  return founds ? { account, isNew: true } : { account, doubt: 'unknown', candidates: [] };
}

function judge(account: Account, everybody: Everybody, founds: boolean): Verdict {
  const match = everybody.match(account);
  if (match.type === 'unsure') return { account, doubt: 'several', candidates: match.candidates };
  if (match.type === 'nobody') return judgeByName(account, everybody, founds);
  const { person } = match;
  return hasAccountIn(person, workspaceOf(account))
    ? { account, doubt: 'taken', candidates: [person] }
    : { account, person };
}

/** Two accounts of one workspace cannot both be one person's: then nobody knows which is. */
function doubtContested(verdicts: readonly Verdict[]): readonly Verdict[] {
  const claims = groupedBy(
    verdicts.filter((verdict) => 'person' in verdict),
    ({ person }) => person,
  );
  const isContested = ({ account, person }: Link) =>
    (claims.get(person) ?? []).filter((claim) => workspaceOf(claim.account) === workspaceOf(account)).length >
    1;
  return verdicts.map((verdict) =>
    'person' in verdict && isContested(verdict)
      ? { account: verdict.account, doubt: 'several', candidates: [verdict.person] }
      : verdict,
  );
}

const propose = ({ account, doubt, candidates }: Doubtful): Proposal => {
  const { platform, member } = account;
  const { workspaceId, userId, name = userId, staffNumber = null, email = null } = member;
  const ids = candidates.map(({ id }) => id).filter((id) => id !== undefined);
  return { platform, workspaceId, userId, name, staffNumber, email, doubt, candidates: ids };
};

const link = (verdict: Link | Newcomer, everybody: Everybody): Link => {
  const { account } = verdict;
  if ('isNew' in verdict) return { account, person: everybody.welcome(account) };
  everybody.give(account, verdict.person);
  return verdict;
};

/**
 * Whose the accounts of one platform are that nobody has been linked to: by a unique staff number, mobile or e-mail, or
 * else nobody is sure. Only the platform that says who works here makes new people.
 */
export function matchAccounts(accounts: readonly Account[], everybody: Everybody, founds: boolean): Matching {
  const verdicts = doubtContested(accounts.map((account) => judge(account, everybody, founds)));
  return {
    links: verdicts.flatMap((verdict) => ('doubt' in verdict ? [] : [link(verdict, everybody)])),
    proposals: verdicts.flatMap((verdict) => ('doubt' in verdict ? [propose(verdict)] : [])),
  };
}

/** Accounts that were linked before, to whom they belong; the others are still to be matched. */
export function takeKnown(accounts: readonly Account[], everybody: Everybody): readonly Account[] {
  return accounts.filter((account) => {
    const person = everybody.holderOf(keyOf(account));
    if (person) everybody.give(account, person);
    return person === undefined;
  });
}
