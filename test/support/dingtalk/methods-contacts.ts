import { type FakeUser, type Method, type Methods, Refused, type World } from './world.js';

const PAGE = 100;
const ROOT = 1;
const userOf = ({ users }: World, id: unknown): FakeUser => {
  const user = users.get(String(id));
  if (!user) throw new Refused(200, 'user not found', { errcode: 60121 });
  return user;
};

const unionOf = ({ userid, unionid = `union-${userid}` }: FakeUser): string => unionid;

const detail = (user: FakeUser) => ({
  ...user,
  unionid: unionOf(user),
  active: true,
  dept_id_list: user.dept_id_list ?? [ROOT],
});

const getUser: Method = (world, body) => ({ result: detail(userOf(world, body.userid)) });

const subDepartments: Method = ({ departments }, body) => ({
  result: {
    dept_id_list: [...departments.values()]
      .filter(({ parent_id }) => parent_id === Number(body.dept_id))
      .map(({ dept_id }) => dept_id),
  },
});

const getDepartment: Method = ({ departments }, body) => {
  const department = departments.get(Number(body.dept_id));
  if (!department) throw new Refused(200, 'department not found', { errcode: 60003 });
  return { result: { dept_manager_userid_list: [], ...department } };
};

const listUsers: Method = ({ users }, body) => {
  const size = Number(body.size);
  if (size > PAGE) throw new Refused(200, 'size', { errcode: 40035 });
  const all = [...users.values()]
    .map(detail)
    .filter((user) => user.dept_id_list.includes(Number(body.dept_id)));
  const cursor = Number(body.cursor ?? 0);
  const list = all.slice(cursor, cursor + size);
  const hasMore = all.length > cursor + size;
  return { result: { has_more: hasMore, ...(hasMore && { next_cursor: cursor + size }), list } };
};

/** Each code once, within five minutes. */
const spend = (world: World, code: unknown): FakeUser => {
  const known = world.codes.get(String(code));
  world.codes.delete(String(code));
  if (!known || known.untilMs <= world.now()) throw new Refused(400, 'invalid code', { errcode: 40078 });
  return userOf(world, known.userid);
};

const userInfo: Method = (world, body) => {
  const user = spend(world, body.code);
  return { result: { userid: user.userid, unionid: unionOf(user), name: user.name, sys_level: 0 } };
};

const userToken: Method = (world, body) => {
  if (body.clientSecret !== world.clientSecret || body.grantType !== 'authorization_code')
    throw new Refused(400, 'invalidParameter');
  return { accessToken: `user ${unionOf(spend(world, body.code))}`, refreshToken: 'r', expireIn: 7200 };
};

/** Whose it is, the user's own token tells. */
const me: Method = (_world, { token }) => {
  const [kind, unionId] = String(token).split(' ');
  if (kind !== 'user') throw new Refused(401, 'InvalidAuthentication');
  return { unionId, nick: 'nick' };
};

const byUnion: Method = (world, body) => {
  const user = [...world.users.values()].find((each) => unionOf(each) === body.unionid);
  if (!user) throw new Refused(200, 'user not found', { errcode: 60121 });
  return { result: { contact_type: user.userid.startsWith('external') ? 1 : 0, userid: user.userid } };
};

export const contactMethods: Methods = {
  'POST /topapi/v2/user/get': { api: 'user/get', isFree: true, isOld: true, run: getUser },
  'POST /topapi/v2/department/listsubid': {
    api: 'department/listsubid',
    isFree: true,
    isOld: true,
    run: subDepartments,
  },
  'POST /topapi/v2/department/get': {
    api: 'department/get',
    isFree: true,
    isOld: true,
    run: getDepartment,
  },
  'POST /topapi/v2/user/list': { api: 'user/list', isFree: true, isOld: true, run: listUsers },
  'POST /topapi/v2/user/getuserinfo': { api: 'user/getuserinfo', isFree: true, isOld: true, run: userInfo },
  'POST /topapi/user/getbyunionid': { api: 'user/getbyunionid', isFree: true, isOld: true, run: byUnion },
  'POST /v1.0/oauth2/userAccessToken': { api: 'userAccessToken', isFree: true, run: userToken },
  'GET /v1.0/contact/users/me': { api: 'me', isFree: true, run: me },
};
