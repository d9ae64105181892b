import type { PlatformUser, Profile } from '../platform.js';
import type { DingTalkApi } from './api.js';
import type { Fields } from './send.js';

const ROOT_DEPARTMENT = 1;
const KNOWN_FOR_MS = 10 * 60_000;

export const words = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

/** The firm's own mailbox before the one that somebody wrote into the contacts. */
const emailOf = ({ org_email, email }: Fields): string => words(org_email) || words(email);

/** @see https://open.dingtalk.com/document/development/query-user-details */
export const profileOf = (user: Fields): Profile => ({
  email: emailOf(user) || null,
  name: words(user.name) || words(user.userid),
  ...(words(user.job_number) && { staffNumber: words(user.job_number) }),
});

interface Needs {
  readonly api: DingTalkApi;
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

  const members = async (id: number, cursor = 0): Promise<Fields[]> => {
    const page = await api.membersOf(id, cursor);
    const list = (page.list ?? []) as readonly Fields[];
    const more = page.has_more === true ? await members(id, Number(page.next_cursor)) : [];
    return [...list, ...more];
  };

  const read = async (): Promise<ReadonlyMap<string, string>> => {
    const byEmail = new Map<string, string>();
    for (const id of await departments(ROOT_DEPARTMENT))
      for (const member of await members(id)) {
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
