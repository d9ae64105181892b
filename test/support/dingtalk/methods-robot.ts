import { randomUUID } from 'node:crypto';
import { robotMessageProblems } from './rules.js';
import { type Body, type FakeMessage, type Method, type Methods, Refused, type World } from './world.js';

const MAX_USERS = 20;

type Content = Pick<FakeMessage, 'kind' | 'text' | 'links' | 'at'>;

const keep = (world: World, to: string, content: Content): string => {
  const id = randomUUID();
  world.messages.push({ to, id, recalled: false, ...content });
  world.timeline.push({ to, id });
  return id;
};

const contentOf = (msgKey: string, param: Readonly<Record<string, string>>): Content => {
  if (msgKey === 'sampleText') return { kind: 'text', text: param.content ?? '', links: [], at: [] };
  const single = param.singleURL ? [{ title: param.singleTitle ?? '', url: param.singleURL }] : [];
  const several = [1, 2, 3, 4, 5].flatMap((n) => {
    const url = param[`actionURL${n}`];
    return url ? [{ title: param[`actionTitle${n}`] ?? '', url }] : [];
  });
  return {
    kind: 'actionCard',
    text: `${param.title}\n${param.text}`,
    links: [...single, ...several],
    at: [],
  };
};

const batchSend: Method = (world, body) => {
  const userIds = (body.userIds ?? []) as readonly string[];
  if (body.robotCode !== world.clientId) throw new Refused(400, 'invalidParameter.robotCode.auth');
  if (userIds.length === 0 || userIds.length > MAX_USERS) throw new Refused(400, 'too.many.people');
  const msgKey = String(body.msgKey);
  const problems = robotMessageProblems(msgKey, body.msgParam);
  if (problems.length > 0) throw new Refused(400, 'invalidParameter.msgParam', { detail: problems });

  const known = userIds.filter((id) => world.users.has(id));
  const content = contentOf(msgKey, JSON.parse(String(body.msgParam)));
  const [processQueryKey = randomUUID()] = known.map((id) => keep(world, id, content));
  return {
    processQueryKey,
    invalidStaffIdList: userIds.filter((id) => !world.users.has(id)),
    flowControlledStaffIdList: [],
  };
};

const recall: Method = ({ messages }, body) => {
  const keys = (body.processQueryKeys ?? []) as readonly string[];
  for (const message of messages) if (keys.includes(message.id)) message.recalled = true;
  return { successResult: keys, failedResult: {} };
};

interface Hook {
  readonly msgtype?: string;
  readonly text?: { readonly content?: string };
  readonly actionCard?: {
    readonly title?: string;
    readonly text?: string;
    readonly singleTitle?: string;
    readonly singleURL?: string;
    readonly btns?: readonly { readonly title: string; readonly actionURL: string }[];
  };
  readonly at?: { readonly atUserIds?: readonly string[] };
}

const hookContent = ({ msgtype, text, actionCard, at }: Hook & Body): Content => {
  const mentions = at?.atUserIds ?? [];
  if (msgtype === 'text' && text?.content)
    return { kind: 'text', text: text.content, links: [], at: mentions };
  if (msgtype !== 'actionCard' || !actionCard?.title || !actionCard.text)
    throw new Refused(200, 'missing content', { errcode: 400402 });
  const { title, text: words, singleTitle, singleURL, btns = [] } = actionCard;
  const links = singleURL
    ? [{ title: singleTitle ?? '', url: singleURL }]
    : btns.map((btn) => ({ title: btn.title, url: btn.actionURL }));
  if (links.length === 0) throw new Refused(200, 'no button', { errcode: 400402 });
  return { kind: 'actionCard', text: `${title}\n${words}`, links, at: mentions };
};

/** No token: the address is the secret. It cannot carry a card. */
const sendBySession: Method = (world, body, query) => {
  const hook = world.webhooks.get(query.get('session') ?? '');
  if (!hook || hook.untilMs <= world.now()) throw new Refused(200, 'session expired', { errcode: 300001 });
  keep(world, hook.to, hookContent(body as Hook & Body));
  return {};
};

export const robotMethods: Methods = {
  'POST /v1.0/robot/oToMessages/batchSend': { api: 'batchSend', run: batchSend },
  'POST /v1.0/robot/otoMessages/batchRecall': { api: 'batchRecall', run: recall },
  'POST /robot/sendBySession': { api: 'sessionWebhook', isFree: true, isOld: true, run: sendBySession },
};
