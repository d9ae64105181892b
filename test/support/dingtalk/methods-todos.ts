import { randomUUID } from 'node:crypto';
import { type Body, type FakeTodo, type Method, type Methods, Refused, type World } from './world.js';

const TASKS = /^\/v1\.0\/todo\/users\/([^/]+)\/tasks(?:\/(sources)\/([^/]+)|\/([^/]+))?$/;

/** The same address whoever and whatever it is about. */
export const todoRoute = (pathname: string): string => {
  const [whole, , isBySource, , taskId] = TASKS.exec(pathname) ?? [];
  if (!whole) return pathname;
  return `todo${isBySource ? '/source' : taskId ? '/task' : ''}`;
};

const partsOf = ({ pathname }: Body) => {
  const [, unionId = '', , sourceId = '', taskId = ''] = TASKS.exec(String(pathname)) ?? [];
  return { unionId, sourceId, taskId };
};

const isMember = ({ users }: World, unionId: string): boolean =>
  [...users.values()].some(({ userid, unionid = `union-${userid}` }) => unionid === unionId);

const create: Method = (world, body, query) => {
  const { unionId } = partsOf(body);
  if (!isMember(world, unionId) || query.get('operatorId') !== unionId)
    throw new Refused(400, 'invalidOperator');
  const { appUrl, pcUrl } = (body.detailUrl ?? {}) as { appUrl?: string; pcUrl?: string };
  if (!appUrl || !pcUrl) throw new Refused(400, 'param.detailUrlEmpty');
  const subject = String(body.subject ?? '');
  if (!subject || subject.length > 1024) throw new Refused(400, 'param.subject');
  const sourceId = String(body.sourceId);
  if (world.todos.some((todo) => todo.sourceId === sourceId)) throw new Refused(400, 'task exist');
  const todo: FakeTodo = { id: randomUUID(), unionId, sourceId, subject, url: appUrl, done: false };
  world.todos.push(todo);
  return { ...todo };
};

const find: Method = ({ todos }, body) => {
  const { unionId, sourceId } = partsOf(body);
  const todo = todos.find((each) => each.unionId === unionId && each.sourceId === sourceId);
  if (!todo) throw new Refused(404, 'task not exist');
  return { ...todo };
};

const change: Method = ({ todos }, body) => {
  const { unionId, taskId } = partsOf(body);
  const todo = todos.find((each) => each.unionId === unionId && each.id === taskId);
  if (!todo) throw new Refused(404, 'task not exist');
  todo.done = body.done === true;
  return { result: true };
};

export const todoMethods: Methods = {
  'POST todo': { api: 'createTodo', run: create },
  'GET todo/source': { api: 'findTodo', run: find },
  'PUT todo/task': { api: 'finishTodo', run: change },
};
