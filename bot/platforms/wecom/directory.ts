import { z } from 'zod';
import type { DirectoryReading, PlatformDepartment, PlatformMember } from '../../../models/directory.js';
import { listeners, type ToldDirectory, told } from '../directory.js';
import type { Caller } from './caller.js';
import { notReached } from './errors.js';
import { type Member, memberShape, staffNumberOf, worksHere } from './member.js';

const PAGE_SIZE = 10_000;
const MOST_PAGES = 1_000;

const departmentsShape = z.object({
  department: z.array(
    z.object({
      id: z.number(),
      name: z.string(),
      parentid: z.number().default(0),
      department_leader: z.array(z.string()).default([]),
    }),
  ),
});
type Department = z.infer<typeof departmentsShape>['department'][number];

const membersShape = z.object({ userlist: z.array(memberShape) });

const idsShape = z.object({
  dept_user: z.array(z.object({ userid: z.string(), department: z.number() })).default([]),
  next_cursor: z.string().default(''),
});
type IdRow = z.infer<typeof idsShape>['dept_user'][number];

interface Needs {
  readonly corpId: string;
  readonly app: Pick<Caller, 'ask'>;
  /** Under the secret of the contact sync (通讯录同步), which sees everybody, but only their ids. */
  readonly contactSync: Pick<Caller, 'ask'> | undefined;
  readonly staffField: string | undefined;
}

const departmentOf = ({ id, name, parentid, department_leader }: Department): PlatformDepartment => ({
  id: String(id),
  name,
  headIds: department_leader,
  ...(parentid > 0 && { parentId: String(parentid) }),
});

/** User ids are the same in capitals and in small letters. */
const idOf = (userId: string): string => userId.toLowerCase();

/** Somebody whom the app may not see: no more is known than that they are there. */
const hiddenMembers = (rows: readonly IdRow[], seen: ReadonlySet<string>, workspaceId: string) => {
  const departments = new Map<string, { userId: string; departmentIds: string[] }>();
  for (const { userid, department } of rows.filter((row) => !seen.has(idOf(row.userid)))) {
    const known = departments.get(idOf(userid)) ?? { userId: userid, departmentIds: [] };
    known.departmentIds.push(String(department));
    departments.set(idOf(userid), known);
  }
  return [...departments.values()].map(
    (member): PlatformMember => ({ ...member, workspaceId, active: true }),
  );
};

/**
 * The whole of WeCom's contacts, department by department, as the app sees them; with the secret of the contact sync
 * also who is outside of what it sees, so that nobody is taken for a leaver.
 * @see https://developer.work.weixin.qq.com/document/path/90208
 * @see https://developer.work.weixin.qq.com/document/path/90201
 * @see https://developer.work.weixin.qq.com/document/path/96067
 */
export const wecomDirectory = ({ corpId, app, contactSync, staffField }: Needs): ToldDirectory => {
  const memberOf = (member: Member): PlatformMember => ({
    userId: member.userid,
    workspaceId: corpId,
    departmentIds: member.department.map(String),
    active: worksHere(member),
    ...told({
      name: member.name,
      staffNumber: staffNumberOf(member, staffField),
      mobile: member.mobile,
      email: member.biz_mail || member.email,
      position: member.position,
      managerUserId: member.direct_leader[0],
    }),
  });

  const membersOf = async ({ id }: Department): Promise<readonly Member[]> => {
    const query = { department_id: String(id) };
    return (await app.ask({ method: 'user/list', query }, membersShape)).userlist;
  };

  /** A member of several departments is in the list of each. */
  const allMembers = async (departments: readonly Department[]): Promise<Map<string, Member>> => {
    const members = new Map<string, Member>();
    // One after the other: large firms are refused when they ask for much at once.
    for (const department of departments)
      for (const member of await membersOf(department)) members.set(idOf(member.userid), member);
    return members;
  };

  const allIds = async (cursor = '', page = 1): Promise<readonly IdRow[]> => {
    if (!contactSync) return [];
    if (page > MOST_PAGES) throw notReached('user/list_id', 'the list of members has no end');
    const body = { limit: PAGE_SIZE, ...(cursor && { cursor }) };
    const { dept_user, next_cursor } = await contactSync.ask({ method: 'user/list_id', body }, idsShape);
    return next_cursor === '' ? dept_user : [...dept_user, ...(await allIds(next_cursor, page + 1))];
  };

  return {
    read: async (): Promise<DirectoryReading> => {
      const { department } = await app.ask({ method: 'department/list' }, departmentsShape);
      const seen = await allMembers(department);
      const hidden = hiddenMembers(await allIds(), new Set(seen.keys()), corpId);
      return {
        departments: department.map(departmentOf),
        members: [...[...seen.values()].map(memberOf), ...hidden],
      };
    },
    ...listeners(),
  };
};
