import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Text } from '../../../models/text.js';
import { BadBody, parseJson } from '../body.js';
import type { Incoming } from '../platform.js';
import { encrypt, sign } from './crypto.js';
import type { Exchange } from './exchange.js';
import type { Dialect } from './receiver.js';
import type { Keys } from './verify.js';

interface Needs {
  readonly corpId: string;
  /** Of the robot; its messages are for nobody in particular, so there is no receiver in them. */
  readonly keys: Keys;
  readonly exchange: Pick<Exchange, 'hear'>;
  /** Robots may know people by another id than the app does. @throws WecomError */
  readonly userIdOf: (robotsId: string) => Promise<string>;
  readonly now: () => Date;
}

const texts = {
  inPrivate: { zh: '已在应用的会话里回复你。', en: 'I answered you in the conversation with the app.' },
  working: {
    zh: '还在处理中，结果会发到应用的会话里。',
    en: 'Still working on it. The answer will be in the conversation with the app.',
  },
  hello: {
    zh: '直接告诉我要做什么，例如“商机”或“待办”；发送“帮助”看看还能做什么。',
    en: 'Tell me what to do, such as "deal" or "todo"; send "help" for the rest.',
  },
} satisfies Record<string, Text>;

const sealedShape = z.object({ encrypt: z.string() });
const words = z.object({ content: z.string().default('') });
const messageShape = z.looseObject({
  msgid: z.string(),
  from: z.object({ userid: z.string().min(1).max(128) }),
  msgtype: z.string(),
  text: words.optional(),
  voice: words.optional(),
  mixed: z
    .object({ msg_item: z.array(z.object({ msgtype: z.string(), text: words.optional() })).default([]) })
    .optional(),
  event: z.looseObject({ eventtype: z.string() }).optional(),
});
type Message = z.infer<typeof messageShape>;

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
  `wecom:${corpId}:r:${createHash('sha256').update(msgid).digest('hex').slice(0, 40)}`;

/** All of it at once, so that WeCom does not ask for more. */
const said = (id: string, content: string): object => ({
  msgtype: 'stream',
  stream: { id, finish: true, content },
});

const inBoth = ({ zh, en }: Text): string => `${zh}\n${en}`;

/**
 * The intelligent robot (智能机器人, aibot): takes what is said to it in groups and directly. Others read along there,
 * so the answer is in the conversation with the app, and the group sees that there was one.
 * @see https://developer.work.weixin.qq.com/document/path/100719
 */
export const robotDialect = ({ corpId, keys, exchange, userIdOf, now }: Needs): Dialect => {
  const known = new Map<string, string>();
  const knownAs = async (robotsId: string): Promise<string> => {
    const userId = known.get(robotsId) ?? (await userIdOf(robotsId));
    known.set(robotsId, userId);
    return userId;
  };

  const hear = async (message: Message): Promise<object> => {
    const userId = await knownAs(message.from.userid);
    const incoming: Incoming = {
      who: { platform: 'wecom', workspaceId: corpId, userId },
      key: keyOf(corpId, message),
      repeat: false,
      ask: { kind: 'command', text: commandIn(message) },
    };
    const outcome = await exchange.hear(incoming);
    const id = keyOf(corpId, message).slice(-32);
    if (!outcome) return said(id, inBoth(texts.working));
    return said(id, outcome.reader.locale === 'en' ? texts.inPrivate.en : texts.inPrivate.zh);
  };

  const answerTo = async (message: Message): Promise<object | undefined> => {
    if (asked.has(message.msgtype)) return hear(message);
    if (message.event?.eventtype === 'enter_chat')
      return { msgtype: 'text', text: { content: inBoth(texts.hello) } };
    return undefined;
  };

  const sealed = (answer: object, nonce: string): string => {
    const timestamp = Math.floor(now().getTime() / 1000);
    const encrypted = encrypt(keys.encodingAesKey, JSON.stringify(answer), keys.corpId);
    const msgsignature = sign(keys.token, String(timestamp), nonce, encrypted);
    return JSON.stringify({ encrypt: encrypted, msgsignature, timestamp, nonce });
  };

  return {
    sealedIn: (raw) => sealedShape.safeParse(readable(raw)).data?.encrypt ?? '',
    answer: async (plain, nonce) => {
      const message = messageShape.safeParse(readable(plain)).data;
      if (!message) return undefined;
      const answer = await answerTo(message);
      return { type: 'application/json', body: answer ? sealed(answer, nonce) : '' };
    },
  };
};

const readable = (text: string): unknown => {
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof BadBody) return undefined;
    throw error;
  }
};
