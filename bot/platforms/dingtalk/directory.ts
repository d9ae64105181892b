import type { DirectoryReading, PlatformDepartment, PlatformMember } from '../../../models/directory.js';
import { listeners, type ToldDirectory, told } from '../directory.js';
import type { DingTalkApi } from './api/index.js';
import { emailOf, membersOf, ROOT_DEPARTMENT } from './people.js';
import type { Fields } from './send.js';

/** So few at once that whoever signs in meanwhile waits for a moment only. */
const MOST_AT_ONCE = 4;

const text = (value: unknown): string => (value === undefined || value === null ? '' : String(value).trim());

/** In their order, some at the same time. */
async function each<T, R>(list: readonly T[], work: (one: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const worker = async () => {
    while (next < list.length) {
      const at = next;
      next += 1;
      results[at] = await work(list[at] as T);
    }
  };
  await Promise.all(Array.from({ length: Math.min(MOST_AT_ONCE, list.length) }, worker));
  return results;
}

const idsIn = (value: unknown): string[] => (Array.isArray(value) ? value.map(text).filter(Boolean) : []);

const departmentOf = (fields: Fields, parentId: number | undefined): PlatformDepartment => ({
  id: text(fields.dept_id),
  name: text(fields.name),
  headIds: idsIn(fields.dept_manager_userid_list),
  ...(parentId !== undefined && { parentId: String(parentId) }),
});

/** @see https://open.dingtalk.com/document/development/query-user-details */
const memberOf = (user: Fields, workspaceId: string): PlatformMember => ({
  userId: text(user.userid),
  workspaceId,
  departmentIds: idsIn(user.dept_id_list),
  // `active` means that they have opened DingTalk once; whoever is in the contacts works here.
  active: true,
  // Its permissions are granted one by one.
  ...told({
    name: text(user.name),
    staffNumber: text(user.job_number),
    mobile: text(user.mobile),
    email: emailOf(user),
    position: text(user.title),
    managerUserId: text(user.manager_userid),
  }),
});

interface Needs {
  readonly api: DingTalkApi;
  readonly workspaceId: string;
}

/**
 * The whole of DingTalk's contacts, department by department and person by person: only a person's own entry names their
 * manager. Reading contacts costs nothing of the month; at DingTalk's pace it is about twenty people a second.
 */
export const dingtalkDirectory = ({ api, workspaceId }: Needs): ToldDirectory => {
  const departments = async (id: number, parentId?: number): Promise<PlatformDepartment[]> => {
    const [own, under] = await Promise.all([api.department(id), api.departmentsUnder(id)]);
    const below = await each(idsIn(under.dept_id_list), (child) => departments(Number(child), id));
    return [departmentOf(own, parentId), ...below.flat()];
  };

  return {
    read: async (): Promise<DirectoryReading> => {
      const found = await departments(ROOT_DEPARTMENT);
      const lists = await each(found, ({ id }) => membersOf(api, Number(id)));
      const userIds = [...new Set(lists.flat().map(({ userid }) => text(userid)))].filter(Boolean);
      const users = await each(userIds, (userId) => api.user(userId));
      return { departments: found, members: users.map((user) => memberOf(user, workspaceId)) };
    },
    ...listeners(),
  };
};
