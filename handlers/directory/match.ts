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

export interface Matching {
  readonly links: readonly { readonly account: Account; readonly person: Somebody }[];
  readonly proposals: readonly Proposal[];
}

const propose = (account: Account, doubt: Doubt, candidates: readonly Somebody[]): Proposal => {
  const { platform, member } = account;
  const { workspaceId, userId, name = userId, staffNumber = null, email = null } = member;
  const ids = candidates.map(({ id }) => id).filter((id) => id !== undefined);
  return { platform, workspaceId, userId, name, staffNumber, email, doubt, candidates: ids };
};

type Verdict = { readonly account: Account } & (
  | { readonly person: Somebody }
  | { readonly doubt: Doubt; readonly candidates: readonly Somebody[] }
  | { readonly isNew: true }
);

/**
 * Whose the accounts of one platform are that nobody has been linked to: by a unique staff number, mobile or e-mail, or
 * else nobody is sure. Only the platform that says who works here makes new people.
 */
export function matchAccounts(accounts: readonly Account[], everybody: Everybody, founds: boolean): Matching {
  const judge = (account: Account): Verdict => {
    const match = everybody.match(account);
    if (match.type === 'unsure') return { account, doubt: 'several', candidates: match.candidates };
    if (match.type === 'nobody') return judgeByName(account);
    const { person } = match;
    return hasAccountIn(person, workspaceOf(account))
      ? { account, doubt: 'taken', candidates: [person] }
      : { account, person };
  };

  const judgeByName = (account: Account): Verdict => {
    const namesakes = everybody.namesakes(account);
    if (namesakes.length > 0) return { account, doubt: 'name', candidates: namesakes };
    return founds ? { account, isNew: true } : { account, doubt: 'unknown', candidates: [] };
  };

  const verdicts = accounts.map(judge);
  const claims = groupedBy(
    verdicts.filter((verdict) => 'person' in verdict),
    ({ person }) => person,
  );
  /** Two accounts of one workspace cannot both be one person's: then nobody knows which is. */
  const isContested = (account: Account, person: Somebody) =>
    (claims.get(person) ?? []).filter((claim) => workspaceOf(claim.account) === workspaceOf(account)).length >
    1;

  const links: { account: Account; person: Somebody }[] = [];
  const proposals: Proposal[] = [];
  for (const verdict of verdicts) {
    const { account } = verdict;
    if ('doubt' in verdict) proposals.push(propose(account, verdict.doubt, verdict.candidates));
    else if ('isNew' in verdict) links.push({ account, person: everybody.welcome(account) });
    else if (isContested(account, verdict.person))
      proposals.push(propose(account, 'several', [verdict.person]));
    else {
      everybody.give(account, verdict.person);
      links.push({ account, person: verdict.person });
    }
  }
  return { links, proposals };
}

/** Accounts that were linked before, to whom they belong; the others are still to be matched. */
export function takeKnown(accounts: readonly Account[], everybody: Everybody): readonly Account[] {
  return accounts.filter((account) => {
    const person = everybody.holderOf(keyOf(account));
    if (person) everybody.give(account, person);
    return person === undefined;
  });
}
