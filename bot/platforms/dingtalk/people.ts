import type { PlatformUser, Profile } from '../platform.js';
import type { DingTalkApi } from './api/index.js';
import { DingTalkError } from './errors.js';
import type { Fields } from './send.js';

export const ROOT_DEPARTMENT = 1;
const MOST_PAGES = 10_000;
const KNOWN_FOR_MS = 10 * 60_000;

export const words = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

/** The firm's own mailbox before the one that somebody wrote into the contacts. */
export const emailOf = ({ org_email, email }: Fields): string => words(org_email) || words(email);

/** @see https://open.dingtalk.com/document/development/query-user-details */
export const profileOf = (user: Fields): Profile => ({
  email: emailOf(user) || null,
  name: words(user.name) || words(user.userid),
  ...(words(user.job_number) && { staffNumber: words(user.job_number) }),
});

/**
 * Who is in a department itself, page by page.
 * @throws DingTalkError
 */
export const membersOf = async (api: Pick<DingTalkApi, 'membersOf'>, id: number): Promise<Fields[]> => {
  const members: Fields[] = [];
  for (let pages = 0, cursor = 0; pages < MOST_PAGES; pages += 1) {
    const { list, has_more: hasMore, next_cursor: next } = await api.membersOf(id, cursor);
    if (!Array.isArray(list)) break;
    members.push(...list);
    if (hasMore !== true) return members;
    cursor = Number(next);
  }
  const detail = 'the answer names nobody, or goes on for ever';
  throw new DingTalkError('topapi/v2/user/list', 'no_list', { retryable: true, detail });
};

interface Needs {
  readonly api: Pick<DingTalkApi, 'departmentsUnder' | 'membersOf'>;
  readonly workspaceId: string;
  readonly now: () => Date;
}

/**
 * Who has which e-mail. DingTalk finds nobody by that, but reading its contacts costs nothing, so they are read as a
 * whole and kept for some minutes.
 */
export const people = ({ api, workspaceId, now }: Needs) => {
  let known: { readonly byEmail: Promise<ReadonlyMap<string, string>>; readonly untilMs: number } | undefined;

  const departments = async (id: number): Promise<number[]> => {
    const { dept_id_list: ids = [] } = (await api.departmentsUnder(id)) as { dept_id_list?: number[] };
    const below: number[] = [];
    for (const each of ids) below.push(...(await departments(each)));
    return [id, ...below];
  };

  const read = async (): Promise<ReadonlyMap<string, string>> => {
    const byEmail = new Map<string, string>();
    for (const id of await departments(ROOT_DEPARTMENT))
      for (const member of await membersOf(api, id)) {
        const email = emailOf(member).toLowerCase();
        const userId = words(member.userid);
        // Of two people with one e-mail, nobody knows which.
        if (email) byEmail.set(email, (byEmail.get(email) ?? userId) === userId ? userId : '');
      }
    return byEmail;
  };

  const current = (): Promise<ReadonlyMap<string, string>> => {
    if (known && known.untilMs > now().getTime()) return known.byEmail;
    const byEmail = read();
    known = { byEmail, untilMs: now().getTime() + KNOWN_FOR_MS };
    byEmail.catch(() => {
      known = undefined;
    });
    return byEmail;
  };

  return {
    findByEmail: async (email: string): Promise<PlatformUser | undefined> => {
      const userId = (await current()).get(email.toLowerCase());
      return userId ? { platform: 'dingtalk', workspaceId, userId } : undefined;
    },
    /** Somebody came, left or changed. */
    forget: (): void => {
      known = undefined;
    },
  };
};
