import type {
  DepartmentRow,
  DirectoryReading,
  IdentityRow,
  PlatformMember,
  StaffRow,
} from '../../models/directory.js';
import { fold } from '../input/fold.js';

/** What one platform says, whole. */
export interface Told extends DirectoryReading {
  readonly platform: string;
}

/** What is in the database. */
export interface There {
  readonly staff: readonly StaffRow[];
  readonly departments: readonly DepartmentRow[];
  readonly identities: readonly IdentityRow[];
}

/** What the platforms say. */
export interface Asked {
  /** Those that were read whole, the one that counts most first. */
  readonly told: readonly Told[];
  /** The platform that says who works here. Others know people, but make nobody an employee. */
  readonly founder: string | undefined;
  /** Platforms that are on and said nothing, or not all: nobody is gone because of them. */
  readonly unread: readonly string[];
}

/** Somebody as one platform knows them. */
export interface Account {
  readonly platform: string;
  readonly member: PlatformMember;
}

/** A person of the database, or one who is new. */
export interface Somebody {
  readonly there?: StaffRow;
  /** Missing until a newcomer is written; every attempt of a transaction sets it anew. */
  id?: number;
  /** Accounts that work, those of the platform that counts most first. */
  readonly accounts: Account[];
}

/** Is this not the one whose id is kept? Whoever is new has none yet. */
export const isOther = (one: { readonly id?: number } | null, keptId: number | null | undefined) =>
  one === null ? keptId != null : one.id === undefined || one.id !== keptId;

export const accountKey = (platform: string, workspaceId: string, userId: string) =>
  `${platform}/${workspaceId}/${userId}`;
export const keyOf = ({ platform, member }: Account) =>
  accountKey(platform, member.workspaceId, member.userId);
export const workspaceOf = ({ platform, member }: Account) => `${platform}/${member.workspaceId}`;

const CHINA = /^(?:\+|00)?86(?=1\d{10}$)/;

/** `+86 138-0000-0000` and `13800000000` are one number. */
export const mobileKey = (mobile: string) => mobile.replace(/[\s().-]/g, '').replace(CHINA, '');

/** By what somebody is the same person on two platforms. A name is no such thing. */
const keysOf = (of: { staffNumber?: string; email?: string | null; mobile?: string | null }) => [
  ...(of.staffNumber ? [`#${of.staffNumber}`] : []),
  ...(of.email ? [`@${of.email.toLowerCase()}`] : []),
  ...(of.mobile ? [`+${mobileKey(of.mobile)}`] : []),
];

type Match =
  | { readonly type: 'one'; readonly person: Somebody }
  | { readonly type: 'unsure'; readonly candidates: readonly Somebody[] }
  | { readonly type: 'nobody' };

const distinct = <T>(list: readonly T[]): readonly T[] => [...new Set(list)];

/** Everybody, found by what identifies them. */
export class Everybody {
  readonly all: Somebody[] = [];
  readonly #byId = new Map<number, Somebody>();
  readonly #byAccount = new Map<string, Somebody>();
  readonly #byKey = new Map<string, Somebody[]>();
  readonly #byName = new Map<string, Somebody[]>();

  constructor(staff: readonly StaffRow[], identities: readonly IdentityRow[]) {
    for (const there of staff) this.#add({ there, id: there.id, accounts: [] }, there.name, keysOf(there));
    for (const { platform, workspaceId, userId, employeeId } of identities) {
      const person = this.#byId.get(employeeId);
      if (person) this.#byAccount.set(accountKey(platform, workspaceId, userId), person);
    }
  }

  byId(id: number): Somebody | undefined {
    return this.#byId.get(id);
  }

  holderOf(key: string): Somebody | undefined {
    return this.#byAccount.get(key);
  }

  /** From now on this account is that person's. */
  give(account: Account, person: Somebody) {
    person.accounts.push(account);
    this.#byAccount.set(keyOf(account), person);
  }

  welcome(account: Account): Somebody {
    const { member } = account;
    const person: Somebody = { accounts: [] };
    this.#add(person, member.name ?? member.userId, keysOf(member));
    this.give(account, person);
    return person;
  }

  /** Whoever left is only known again by their staff number: mailboxes and phones go to others. */
  match({ member }: Account): Match {
    const found = keysOf(member).flatMap((key) => this.#byKey.get(key) ?? []);
    const candidates = distinct(found);
    const [person, ...others] = candidates;
    if (!person) return { type: 'nobody' };
    const isSure = person.there?.active !== false || person.there.staffNumber === member.staffNumber;
    return others.length === 0 && isSure ? { type: 'one', person } : { type: 'unsure', candidates };
  }

  /** People of this name who work here and have no account there yet. */
  namesakes(account: Account): readonly Somebody[] {
    const named = this.#byName.get(fold(account.member.name ?? '')) ?? [];
    return named.filter((one) => one.there?.active && !hasAccountIn(one, workspaceOf(account)));
  }

  #add(person: Somebody, name: string, keys: readonly string[]) {
    this.all.push(person);
    if (person.id !== undefined) this.#byId.set(person.id, person);
    for (const key of keys) this.#byKey.set(key, [...(this.#byKey.get(key) ?? []), person]);
    this.#byName.set(fold(name), [...(this.#byName.get(fold(name)) ?? []), person]);
  }
}

export const hasAccountIn = ({ accounts }: Somebody, workspace: string) =>
  accounts.some((account) => workspaceOf(account) === workspace);
