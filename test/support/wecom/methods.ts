import { randomUUID } from 'node:crypto';
import { cardProblems, isTaskId } from './rules.js';
import {
  type FakeCode,
  type FakeDepartment,
  type FakeMember,
  type FakeMessage,
  type Json,
  Refused,
} from './world.js';

const DAY_MS = 86_400_000;
const CODE_MS = 3 * DAY_MS;
const TEXT_BYTES = 2048;
const MAX_DUPLICATE_S = 14_400;
const PER_MINUTE = 30;
const PER_HOUR = 1000;

export interface World {
  readonly corpId: string;
  readonly agentId: number;
  readonly members: Map<string, FakeMember>;
  readonly departments: Map<number, FakeDepartment>;
  /** What the admin has set on the app's page. */
  readonly app: { close: number; redirect_domain: string };
  readonly messages: FakeMessage[];
  /** What WeCom threw away without a word, as the person had too many. */
  readonly dropped: { readonly to: string; readonly atMs: number }[];
  readonly codes: Map<string, FakeCode>;
  readonly taskIds: Set<string>;
  /** What was sent with a duplicate check, and when. */
  readonly sent: Map<string, number>;
  readonly loginCodes: Map<string, { readonly userid: string; readonly untilMs: number; isUsed: boolean }>;
  readonly now: () => number;
}

/** @throws Refused */
export type Method = (world: World, body: Json, query: URLSearchParams) => object;

export const newCode = (world: World, taskId: string): string => {
  const code = randomUUID();
  world.codes.set(code, { taskId, endsAtMs: world.now() + CODE_MS, isUsed: false });
  return code;
};

const find = ({ members }: World, id: string): FakeMember | undefined =>
  [...members.values()].find(({ userid }) => userid.toLowerCase() === id.toLowerCase());

const checkText = (message: Json): void => {
  const { content } = (message.text ?? {}) as { content?: unknown };
  if (typeof content !== 'string' || content === '') throw new Refused(44004, 'empty text');
  // It would be cut.
  if (Buffer.byteLength(content) > TEXT_BYTES) throw new Refused(45002, 'text too long');
};

const checkCard = (world: World, card: Json): void => {
  const problem = cardProblems(card)[0];
  if (problem) throw new Refused(problem.errcode, problem.what);
  if (card.card_type !== 'button_interaction' && card.task_id === undefined) return;
  if (!isTaskId(card.task_id)) throw new Refused(42014, 'task_id');
  if (world.taskIds.has(card.task_id)) throw new Refused(42014, 'task_id was used before');
};

/** Recognised word for word. @returns whether it was sent before */
const isDuplicate = (world: World, message: Json): boolean => {
  if (message.enable_duplicate_check !== 1) return false;
  const seconds = Number(message.duplicate_check_interval ?? 1800);
  if (!(seconds > 0 && seconds <= MAX_DUPLICATE_S)) throw new Refused(40058, 'duplicate_check_interval');
  const key = JSON.stringify(message);
  const last = world.sent.get(key);
  const isThere = last !== undefined && last > world.now() - seconds * 1000;
  if (!isThere) world.sent.set(key, world.now());
  return isThere;
};

/** 30 a minute and 1,000 an hour; the excess is dropped, and nobody is told. */
const hasRoom = ({ messages, now }: World, to: string): boolean => {
  const within = (ms: number) => messages.filter((each) => each.to === to && each.atMs > now() - ms).length;
  return within(60_000) < PER_MINUTE && within(3_600_000) < PER_HOUR;
};

const deliver = (world: World, to: string, message: Json): void => {
  if (!hasRoom(world, to)) return void world.dropped.push({ to, atMs: world.now() });
  const card = message.msgtype === 'template_card' ? (message.template_card as Json) : undefined;
  world.messages.push({
    id: randomUUID(),
    to,
    atMs: world.now(),
    taskId: String(card?.task_id ?? ''),
    text: String((message.text as { content?: string } | undefined)?.content ?? ''),
    card,
    changes: 0,
  });
};

const send: Method = (world, message) => {
  if (message.agentid !== world.agentId) throw new Refused(40056, 'agentid must be this number');
  const ids = String(message.touser ?? '')
    .split('|')
    .filter(Boolean);
  if (ids.length === 0) throw new Refused(82001);
  if (ids.length > 1000) throw new Refused(40032);
  if (message.msgtype !== 'text' && message.msgtype !== 'template_card') throw new Refused(40008);
  const card = message.template_card as Json | undefined;
  const isAgain = isDuplicate(world, message);
  if (message.msgtype === 'text') checkText(message);
  else if (!isAgain) checkCard(world, card ?? {});

  const known = ids.flatMap((id) => find(world, id) ?? []).filter(({ isHidden }) => !isHidden);
  const invaliduser = ids
    .filter((id) => known.every(({ userid }) => userid.toLowerCase() !== id.toLowerCase()))
    .map((id) => id.toLowerCase())
    .join('|');
  if (known.length === 0) throw new Refused(81013);
  const unlicensed = known.filter(({ isUnlicensed }) => isUnlicensed);
  if (!isAgain)
    for (const { userid, isUnlicensed } of known) if (!isUnlicensed) deliver(world, userid, message);
  const taskId = String(card?.task_id ?? '');
  if (taskId) world.taskIds.add(taskId);
  return {
    invaliduser,
    invalidparty: '',
    invalidtag: '',
    unlicenseduser: unlicensed.map(({ userid }) => userid).join('|'),
    msgid: randomUUID(),
    ...(card?.card_type === 'button_interaction' && !isAgain && { response_code: newCode(world, taskId) }),
  };
};

const update: Method = (world, body) => {
  if (body.agentid !== world.agentId) throw new Refused(42015);
  const code = world.codes.get(String(body.response_code ?? ''));
  if (!code || code.isUsed || code.endsAtMs <= world.now()) throw new Refused(60140);
  const userids = (body.userids ?? []) as readonly string[];
  if (userids.length === 0 && body.atall !== 1) throw new Refused(82101);
  const card = body.template_card as Json;
  const problem = cardProblems(card)[0];
  if (problem) throw new Refused(problem.errcode, problem.what);
  const shown = world.messages.filter(({ taskId }) => taskId === code.taskId);
  const meant = body.atall === 1 ? shown : shown.filter(({ to }) => userids.includes(to));
  if (meant.length === 0) throw new Refused(82102);
  code.isUsed = true;
  for (const message of meant) {
    message.card = card;
    message.changes += 1;
  }
  return { invaliduser: userids.filter((id) => shown.every(({ to }) => to !== id)) };
};

/** What an app that was made after June 2022 is told: no mobile, no e-mail. */
const asTold = ({
  userid,
  name,
  department = [1],
  position,
  direct_leader = [],
  status = 1,
  attributes,
}: FakeMember) => ({
  userid,
  name,
  department,
  position: position ?? '',
  direct_leader,
  status,
  extattr: {
    attrs: Object.entries(attributes ?? {}).map(([title, value]) => ({
      type: 0,
      name: title,
      text: { value },
    })),
  },
});

const getMember: Method = (world, _body, query) => {
  const found = find(world, query.get('userid') ?? '');
  if (!found) throw new Refused(60111);
  if (found.isHidden) throw new Refused(60011);
  return asTold(found);
};

const findByMail: Method = ({ members }, { email, email_type }) => {
  const found = [...members.values()].find(({ biz_mail }) => email_type === 1 && biz_mail === email);
  if (!found) throw new Refused(46004);
  return { userid: found.userid };
};

const whoIs: Method = ({ loginCodes, now }, _body, query) => {
  const code = loginCodes.get(query.get('code') ?? '');
  if (!code) throw new Refused(40029);
  if (code.isUsed) throw new Refused(42022);
  if (code.untilMs <= now()) throw new Refused(42003);
  code.isUsed = true;
  // Somebody from outside of the firm.
  return code.userid.startsWith('openid:') ? { openid: code.userid } : { userid: code.userid };
};

/** A robot's own ids begin so here; any other is none of theirs. */
const toUserId: Method = (_world, { open_userid_list }) => {
  const all = (open_userid_list ?? []) as readonly string[];
  const isRobots = (id: string) => id.startsWith('wo-');
  return {
    userid_list: all.filter(isRobots).map((id) => ({ open_userid: id, userid: id.slice('wo-'.length) })),
    invalid_open_userid_list: all.filter((id) => !isRobots(id)),
  };
};

const getApp: Method = ({ agentId, app }, _body, query) => {
  if (Number(query.get('agentid')) !== agentId) throw new Refused(301002);
  return { agentid: agentId, name: 'Dealdesk', ...app };
};

/** Of this department alone; and of its own only those whom the app may see. */
const listMembers: Method = ({ members, departments }, _body, query) => {
  const id = Number(query.get('department_id'));
  if (departments.size > 0 && !departments.has(id)) throw new Refused(60123);
  const inIt = ({ department = [1], isHidden }: FakeMember) => !isHidden && department.includes(id);
  return { userlist: [...members.values()].filter(inIt).map(asTold) };
};

const listDepartments: Method = ({ departments }) => ({ department: [...departments.values()] });

/** A row for each department that somebody is in. */
const listIds: Method = ({ members }, { cursor = '', limit }) => {
  if (!(Number(limit) > 0 && Number(limit) <= 10_000)) throw new Refused(40058);
  const rows = [...members.values()].flatMap(({ userid, department = [1] }) =>
    department.map((each) => ({ userid, department: each })),
  );
  const at = Number(cursor);
  const end = at + Number(limit);
  return { dept_user: rows.slice(at, end), next_cursor: end < rows.length ? String(end) : '' };
};

/** By method and path. */
export const methods: Readonly<Record<string, Method>> = {
  'POST message/send': send,
  'POST message/update_template_card': update,
  'GET user/get': getMember,
  'POST user/get_userid_by_email': findByMail,
  'GET auth/getuserinfo': whoIs,
  'GET agent/get': getApp,
  'POST batch/openuserid_to_userid': toUserId,
  'GET user/list': listMembers,
  'GET department/list': listDepartments,
  'POST user/list_id': listIds,
};
