/** What WeCom sends to us, encrypted and signed by its own code, and what it makes of our answer. */
import { randomInt, randomUUID } from 'node:crypto';
import * as official from '@wecom/crypto';
import type { FakeWecom } from './fake.js';

/** WeCom cuts the connection after five seconds. */
const LIMIT_MS = 5_000;

interface CallbackAnswer {
  /** 0 when there was none in time. */
  readonly status: number;
  readonly body: string;
}

const tag = (name: string, value: string | number): string =>
  typeof value === 'number'
    ? `<${name}>${value}</${name}>`
    : `<${name}><![CDATA[${value.replaceAll(']]>', ']]]]><![CDATA[>')}]]></${name}>`;

export type Fields = Readonly<Record<string, string | number>>;

const flat = (fields: Fields): string =>
  Object.entries(fields)
    .map(([name, value]) => tag(name, value))
    .join('');

const base = (fake: FakeWecom, from: string): Fields => ({
  ToUserName: fake.corpId,
  FromUserName: from,
  CreateTime: Math.floor(fake.now() / 1000),
  AgentID: fake.agentId,
});

export const textXml = (fake: FakeWecom, from: string, content: string, more: Fields = {}): string =>
  `<xml>${flat({ ...base(fake, from), MsgType: 'text', Content: content, MsgId: String(randomInt(2 ** 47)), ...more })}</xml>`;

export const eventXml = (
  fake: FakeWecom,
  from: string,
  event: string,
  more: Fields = {},
  inner = '',
): string => `<xml>${flat({ ...base(fake, from), MsgType: 'event', Event: event, ...more })}${inner}</xml>`;

export interface Click {
  readonly taskId: string;
  readonly key: string;
  readonly code: string;
  /** The id of what was chosen in the card's list. */
  readonly option?: string | undefined;
}

export const clickXml = (fake: FakeWecom, from: string, { taskId, key, code, option }: Click): string => {
  const chosen =
    option === undefined
      ? ''
      : `<SelectedItems><SelectedItem>${tag('QuestionKey', 'pick')}<OptionIds>${tag('OptionId', option)}</OptionIds></SelectedItem></SelectedItems>`;
  const fields = { EventKey: key, TaskId: taskId, CardType: 'button_interaction', ResponseCode: code };
  return eventXml(fake, from, 'template_card_event', fields, chosen);
};

export interface Signature {
  readonly token: string;
  readonly encodingAesKey: string;
  readonly corpId: string;
}

/** The address and the body of a callback. */
export const sealedCallback = (
  { token, encodingAesKey, corpId }: Signature,
  url: string,
  plain: string,
  timestamp = String(Math.floor(Date.now() / 1000)),
) => {
  const nonce = String(randomInt(2 ** 31));
  const encrypted = official.encrypt(encodingAesKey, plain, corpId);
  const signature = official.getSignature(token, timestamp, nonce, encrypted);
  return {
    url: `${url}?${new URLSearchParams({ msg_signature: signature, timestamp, nonce })}`,
    body: `<xml>${tag('ToUserName', corpId)}${tag('AgentID', '1000002')}${tag('Encrypt', encrypted)}</xml>`,
  };
};

export const post = async (url: string, body: string): Promise<CallbackAnswer> => {
  try {
    const answer = await fetch(url, { method: 'POST', body, signal: AbortSignal.timeout(LIMIT_MS) });
    return { status: answer.status, body: await answer.text() };
  } catch {
    return { status: 0, body: '' };
  }
};

const inner = (xml: string, name: string): string =>
  new RegExp(`<${name}>(?:<!\\[CDATA\\[)?([\\s\\S]*?)(?:\\]\\]>)?</${name}>`).exec(xml)?.[1] ?? '';

/** What a reply says, once WeCom has opened it. @throws Error when the signature is wrong, or it is for another firm */
const openedReply = ({ token, encodingAesKey, corpId }: Signature, body: string): string => {
  const encrypted = inner(body, 'Encrypt');
  const signature = official.getSignature(token, inner(body, 'TimeStamp'), inner(body, 'Nonce'), encrypted);
  if (signature !== inner(body, 'MsgSignature')) throw new Error('The reply is not signed.');
  const { message, id } = official.decrypt(encodingAesKey, encrypted);
  if (id !== corpId) throw new Error('The reply is for another firm.');
  if (inner(message, 'MsgType') !== 'text') throw new Error(`WeCom shows no such reply: ${message}`);
  const text = inner(message, 'Content').replaceAll(']]]]><![CDATA[>', ']]>');
  if (Buffer.byteLength(text) > 2048) throw new Error('WeCom cuts this reply.');
  return text;
};

/**
 * WeCom at the other end of our address: calls, and calls again up to three times when there is no answer; what we say
 * at once stands in the conversation.
 */
export const callbacks = (fake: FakeWecom, appUrl: string) => {
  const address = `${appUrl}/wecom/callback`;

  const say = (to: string, { status, body }: CallbackAnswer): void => {
    if (status !== 200 || body === '') return;
    const text = openedReply(fake, body);
    const card = undefined;
    fake.messages.push({ id: randomUUID(), to, atMs: fake.now(), taskId: '', text, card, changes: 0 });
  };

  const nowS = () => String(Math.floor(fake.now() / 1000));
  const once = (plain: string, timestamp = nowS()): Promise<CallbackAnswer> => {
    const sealed = sealedCallback(fake, address, plain, timestamp);
    return post(sealed.url, sealed.body);
  };

  return {
    address,
    once,
    /** @returns whether WeCom had an answer in the end */
    send: async (from: string, plain: string): Promise<boolean> => {
      for (let attempt = 0; attempt < 4; attempt += 1) {
        const answer = await once(plain);
        if (answer.status !== 200) continue;
        say(from, answer);
        return true;
      }
      return false;
    },
  };
};

export type Callbacks = ReturnType<typeof callbacks>;
