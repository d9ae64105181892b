/** The intelligent robot at the other end of our address, and people who call it by name in a group. */
import { randomInt, randomUUID } from 'node:crypto';
import * as official from '@wecom/crypto';
import type { FakeWecom } from './fake.js';
import { type GroupMessage, newWay, robotCardIn } from './groups.js';
import { buttonsOn, pageBehind, wordsOn } from './rules.js';
import { post } from './wire.js';
import type { Json } from './world.js';

export const robotKeys = { token: 'robot1', encodingAesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG' };

/** A robot has so many messages of one person in hand; what comes on top is not taken. */
const AT_ONCE = 3;
const STREAM_BYTES = 20_480;

/** What the robot answered, once WeCom has opened it. @throws Error when it is not signed */
const opened = (body: string): Json => {
  const { encrypt, msgsignature, timestamp, nonce } = JSON.parse(body) as Record<string, string>;
  const signature = official.getSignature(robotKeys.token, timestamp ?? '', nonce ?? '', encrypt ?? '');
  if (signature !== msgsignature) throw new Error('The answer is not signed.');
  return JSON.parse(official.decrypt(robotKeys.encodingAesKey, encrypt ?? '').message) as Json;
};

/** The robot's callbacks go to our address, signed and encrypted by Tencent's code, for nobody in particular. */
export const robotWire = (fake: FakeWecom, appUrl: string) => {
  const { inHand } = fake.groups;

  const call = async (message: object): Promise<Json | undefined> => {
    const timestamp = String(Math.floor(fake.now() / 1000));
    const nonce = String(randomInt(2 ** 31));
    const encrypt = official.encrypt(robotKeys.encodingAesKey, JSON.stringify(message), '');
    const msg_signature = official.getSignature(robotKeys.token, timestamp, nonce, encrypt);
    const query = new URLSearchParams({ msg_signature, timestamp, nonce });
    const { status, body } = await post(`${appUrl}/wecom/robot?${query}`, JSON.stringify({ encrypt }));
    if (status !== 200) throw new Error(`The robot was answered ${status}.`);
    return body === '' ? undefined : opened(body);
  };

  const base = (userid: string, chatId: string) => ({
    msgid: randomUUID(),
    aibotid: 'bot1',
    chatid: chatId,
    chattype: 'group',
    from: { userid },
  });

  /** @returns what the robot says in the group at once */
  const tell = async (userid: string, chatId: string, content: string): Promise<string> => {
    const busy = inHand.get(userid) ?? 0;
    if (busy >= AT_ONCE) throw new Error(`${userid} asks too much at once.`);
    inHand.set(userid, busy + 1);
    const response_url = `${fake.url}/cgi-bin/aibot/response?response_code=${newWay(fake.groups, chatId, fake.now())}`;
    try {
      const message = { ...base(userid, chatId), response_url, msgtype: 'text', text: { content } };
      const answer = (await call(message)) as { stream?: { content: string; finish: boolean } } | undefined;
      const { content: said = '', finish = false } = answer?.stream ?? {};
      if (!finish || Buffer.byteLength(said) > STREAM_BYTES) throw new Error('WeCom cannot show that.');
      const spoken = { chatId, by: 'robot', atMs: fake.now(), text: said, taskId: '' } as const;
      fake.groups.messages.push({ ...spoken, card: undefined, changes: 0 });
      return said;
    } finally {
      inHand.set(userid, (inHand.get(userid) ?? 1) - 1);
    }
  };

  /** A click comes once, and changes the card by its answer or not at all. @returns whether it was changed */
  const click = async (userid: string, message: GroupMessage, key: string): Promise<boolean> => {
    const template_card_event = { card_type: 'button_interaction', event_key: key, task_id: message.taskId };
    const event = { eventtype: 'template_card_event', template_card_event };
    const asked = { ...base(userid, message.chatId), create_time: 1, msgtype: 'event', event };
    const answer = await call(asked);
    if (!answer) return false;
    if (answer.response_type !== 'update_template_card') throw new Error('93050: no such response_type');
    const card = robotCardIn((answer.template_card ?? {}) as Json);
    if (card.task_id !== message.taskId) throw new Error('846625: another task_id than that of the click');
    message.card = card;
    message.changes += 1;
    return true;
  };

  return { call, tell, click };
};

interface InGroup {
  readonly message: GroupMessage;
  readonly text: string;
  readonly buttons: readonly string[];
  readonly page: string;
}

/** How what people say and press reaches the robot. */
type RobotWire = Pick<ReturnType<typeof robotWire>, 'tell' | 'click'>;

/** Somebody in front of a group whose robot WeCom calls an address for. */
export const groupMember = (fake: FakeWecom, appUrl: string, userId: string, chatId: string) =>
  memberOf(fake, robotWire(fake, appUrl), userId, chatId);

/** Somebody in front of a group. */
export const memberOf = (fake: FakeWecom, wire: RobotWire, userId: string, chatId: string) => {
  const onScreen = (message: GroupMessage): InGroup => {
    const { card, text } = message;
    if (!card) return { message, text, buttons: [], page: '' };
    const buttons = buttonsOn(card).map((button) => button.text);
    return { message, text: wordsOn(card), buttons, page: pageBehind(card) };
  };
  /** The newest first. */
  const screen = (): readonly InGroup[] =>
    fake.groups.messages
      .filter((message) => message.chatId === chatId)
      .map(onScreen)
      .reverse();
  return {
    screen,
    says: (line: string): Promise<string> => wire.tell(userId, chatId, `@Dealdesk ${line}`),
    /** The only button of the newest card. */
    presses: (label: string): Promise<boolean> => {
      const found = screen().find(({ buttons }) => buttons.includes(label))?.message;
      const key = found?.card && buttonsOn(found.card).find(({ text }) => text === label)?.key;
      if (!found || !key) throw new Error(`There is no “${label}” to press.`);
      return wire.click(userId, found, key);
    },
  };
};
