import { z } from 'zod';
import { inWords } from '../../../cards/say.js';
import { sha256 } from '../../../handlers/hash.js';
import type { Text } from '../../../models/text.js';
import type { Log } from '../log.js';
import { inBoth } from '../outcome.js';
import type { Ask, Incoming, Outcome, PlatformChannel, Render } from '../platform.js';
import { withinMs } from '../work.js';
import { pressIn } from './decode.js';
import { encodeGroupCard } from './encode.js';
import type { Exchange } from './exchange.js';
import { WAY_LIFE_MS } from './limits.js';
import type { GroupStore } from './stores.js';

interface Needs {
  readonly corpId: string;
  readonly exchange: Pick<Exchange, 'hear'>;
  /** Robots may know people by another id than the app does. @throws WecomError */
  readonly userIdOf: (robotsId: string) => Promise<string>;
  /** Where a group is reached by what was said in it, and in no other way. */
  readonly groups?: Pick<GroupStore, 'keepWay'>;
  readonly render: Render;
  readonly publicUrl: string;
  readonly log: Log;
}

/** What the robot answers with, which each wire packs in its own way. */
export interface RobotAnswer {
  readonly kind: 'message' | 'welcome' | 'update';
  readonly body: object;
}

const texts = {
  inPrivate: { zh: '已在应用的会话里回复你。', en: 'I answered you in the conversation with the app.' },
  working: {
    zh: '还在处理中，结果会发到应用的会话里。',
    en: 'Still working on it. The answer will be in the conversation with the app.',
  },
  again: { zh: '没有处理成功，请再说一次。', en: 'That did not work. Please say it again.' },
  hello: {
    zh: '直接告诉我要做什么，例如“商机”或“待办”；发送“帮助”看看还能做什么。',
    en: 'Tell me what to do, such as "deal" or "todo"; send "help" for the rest.',
  },
} satisfies Record<string, Text>;

const words = z.object({ content: z.string().default('') });
/** The pages write these names both ways. */
const clickShape = z.looseObject({
  event_key: z.string().optional(),
  eventkey: z.string().optional(),
  task_id: z.string().optional(),
  taskid: z.string().optional(),
});
const messageShape = z.looseObject({
  msgid: z.string(),
  from: z.object({ userid: z.string().min(1).max(128) }),
  msgtype: z.string(),
  text: words.optional(),
  voice: words.optional(),
  mixed: z
    .object({ msg_item: z.array(z.object({ msgtype: z.string(), text: words.optional() })).default([]) })
    .optional(),
  event: z.looseObject({ eventtype: z.string(), template_card_event: clickShape.optional() }).optional(),
  /** Of a group. */
  chatid: z.string().default(''),
  /** Where one message more can be said in this chat. */
  response_url: z.string().default(''),
});
export type Message = z.infer<typeof messageShape>;

const HELP = 'help';
const asked: ReadonlySet<string> = new Set(['text', 'mixed', 'voice', 'image', 'file', 'video']);

const typedIn = ({ text, voice, mixed }: Message): string =>
  text?.content ?? voice?.content ?? mixed?.msg_item.map((item) => item.text?.content ?? '').join(' ') ?? '';

/** Without the name by which the robot was called. */
const commandIn = (message: Message): string =>
  typedIn(message)
    .replace(/^\s*@\S+/, '')
    .trim() || HELP;

const keyOf = (corpId: string, { msgid }: Message): string =>
  `wecom:${corpId}:r:${sha256(msgid).slice(0, 40)}`;

/** All of it at once, so that WeCom does not ask for more. */
const said = (id: string, content: string): RobotAnswer => ({
  kind: 'message',
  body: { msgtype: 'stream', stream: { id, finish: true, content } },
});

const CHAT = /^[\w.@-]{1,80}$/;

const channelIn = (corpId: string, { chatid }: Message): PlatformChannel | undefined =>
  CHAT.test(chatid) ? { platform: 'wecom', workspaceId: corpId, channelId: chatid } : undefined;

/** Only its code is kept: where it is sent, we know ourselves. */
const wayIn = ({ response_url }: Message): string =>
  (URL.canParse(response_url) && new URL(response_url).searchParams.get('response_code')) || '';

const WAY_CHARS = 512;
const KEEP_LIMIT_MS = 800;

/** Any other view is for the one who asked alone. */
const isForAll = ({ answer }: Outcome): boolean => answer.type === 'view' && answer.as !== undefined;

/**
 * The intelligent robot (智能机器人, aibot): takes what is said to it in groups and directly. Others read along there,
 * so the answer is in the conversation with the app, and the group sees that there was one.
 * @see https://developer.work.weixin.qq.com/document/path/100719
 */
export const robotTalk = ({ corpId, exchange, userIdOf, groups, render, publicUrl, log }: Needs) => {
  const known = new Map<string, string>();
  const knownAs = async (robotsId: string): Promise<string> => {
    const userId = known.get(robotsId) ?? (await userIdOf(robotsId));
    known.set(robotsId, userId);
    return userId;
  };

  const incomingOf = async (message: Message, ask: Ask): Promise<Incoming> => {
    const userId = await knownAs(message.from.userid);
    const channel = channelIn(corpId, message);
    return {
      who: { platform: 'wecom', workspaceId: corpId, userId },
      key: keyOf(corpId, message),
      repeat: false,
      ask,
      ...(channel && { channel }),
    };
  };

  const streamId = (message: Message): string => keyOf(corpId, message).slice(-32);

  /** It is kept before anything is done, so that what the group is to be shown has a way. */
  const keepWay = async (message: Message): Promise<void> => {
    const [channel, code] = [channelIn(corpId, message), wayIn(message)];
    if (!groups || !channel || code === '' || code.length > WAY_CHARS) return;
    await groups.keepWay(channel.channelId, code, WAY_LIFE_MS).catch((error) => {
      log.warn({ err: error }, 'wecom: a way into a group was not kept');
    });
  };

  const hear = async (message: Message): Promise<RobotAnswer> => {
    await withinMs(keepWay(message), KEEP_LIMIT_MS);
    const incoming = await incomingOf(message, { kind: 'command', text: commandIn(message) });
    const outcome = await exchange.hear(incoming);
    const id = streamId(message);
    if (!outcome) return said(id, inBoth(texts.working));
    return said(id, inWords(texts.inPrivate, outcome.reader));
  };

  /**
   * The card of a group is drawn anew for everybody, by the answer to the click and in no other way. What is for the one
   * who pressed is said in the conversation with the app.
   * @see https://developer.work.weixin.qq.com/document/path/101027
   */
  const redraw = async (message: Message): Promise<RobotAnswer | undefined> => {
    const click = message.event?.template_card_event ?? clickShape.parse(message.event);
    const taskId = click.task_id ?? click.taskid ?? '';
    const { kind, ...press } = pressIn(click.event_key ?? click.eventkey ?? '');
    const outcome = await exchange.hear(await incomingOf(message, { kind, ...press }), isForAll);
    if (outcome?.answer.type !== 'view' || !isForAll(outcome)) return undefined;
    const card = encodeGroupCard(render(outcome.answer.view, outcome.reader), publicUrl, press);
    const body = { response_type: 'update_template_card', template_card: { ...card, task_id: taskId } };
    return { kind: 'update', body };
  };

  return {
    /** Nothing where it is no message. */
    read: (raw: unknown): Message | undefined => messageShape.safeParse(raw).data,

    answer: async (message: Message): Promise<RobotAnswer | undefined> => {
      if (asked.has(message.msgtype)) return hear(message);
      if (message.event?.eventtype === 'enter_chat')
        return { kind: 'welcome', body: { msgtype: 'text', text: { content: inBoth(texts.hello) } } };
      if (message.event?.eventtype === 'template_card_event') return redraw(message);
      return undefined;
    },

    /** Where that came to nothing and WeCom does not ask again. */
    sorry: (message: Message): RobotAnswer | undefined =>
      asked.has(message.msgtype) ? said(streamId(message), inBoth(texts.again)) : undefined,
  };
};

export type RobotTalk = ReturnType<typeof robotTalk>;
