import { z } from 'zod';
import { sha256 } from '../../../handlers/hash.js';
import type { Json } from '../../../models/view-parts.js';
import { own } from '../../own.js';
import type { Ask, Incoming } from '../platform.js';
import { PICK } from './buttons.js';
import type { XmlTree, XmlValue } from './xml.js';

/** Where it was asked, and so how it is answered (`answer.ts`). */
export type Place =
  /** A message, or the app's menu: WeCom shows what the callback is answered with. */
  | { readonly type: 'conversation' }
  /** A click on a card: it brings a code with which that card can be changed once. */
  | { readonly type: 'card'; readonly taskId: string; readonly code: string };

export type Decoded =
  | { readonly type: 'ask'; readonly incoming: Incoming; readonly place: Place }
  /** Somebody's user id was changed, which WeCom allows once. */
  | { readonly type: 'renamed'; readonly userId: string; readonly to: string }
  | { readonly type: 'left'; readonly userId: string }
  /** Something else changed in the contacts. */
  | { readonly type: 'moved' }
  | { readonly type: 'ignored' };

interface Scene {
  readonly corpId: string;
  readonly agentId: number;
}

const ignored: Decoded = { type: 'ignored' };
const moved: Decoded = { type: 'moved' };

const textOf = (value: XmlValue | undefined): string => (typeof value === 'string' ? value : '');

/**
 * What tells two events apart. Only sender and second, as WeCom's pages advise, would make one of two approvals that
 * somebody gives within a second.
 */
const eventTags = [
  'FromUserName',
  'CreateTime',
  'AgentID',
  'Event',
  'EventKey',
  'TaskId',
  'ChangeType',
  'UserID',
  'ExternalUserID',
  'Id',
  'ChatId',
] as const;

const digest = (text: string): string => sha256(text).slice(0, 40);

const keyOf = (xml: XmlTree, { corpId }: Scene): string => {
  const messageId = textOf(xml.MsgId);
  if (messageId) return `wecom:${corpId}:m:${digest(messageId)}`;
  const parts = [...eventTags.map((tag) => textOf(xml[tag])), JSON.stringify(xml.SelectedItems ?? '')];
  return `wecom:${corpId}:e:${digest(parts.join('|'))}`;
};

/**
 * The XML of a callback, in our words.
 * @see https://developer.work.weixin.qq.com/document/path/90239
 * @see https://developer.work.weixin.qq.com/document/path/90240
 */
export const decode = (xml: XmlTree, scene: Scene): Decoded => {
  if (textOf(xml.ToUserName) !== scene.corpId) return ignored;
  const agentId = textOf(xml.AgentID);
  if (agentId && agentId !== String(scene.agentId)) return ignored;
  if (textOf(xml.MsgType) === 'event') return decodeEvent(xml, scene);
  return asked(xml, scene, { kind: 'command', text: textOf(xml.Content) || HELP });
};

/** Pictures, voices and places get told what can be typed. */
const HELP = 'help';

const asked = (xml: XmlTree, scene: Scene, ask: Ask, place: Place = { type: 'conversation' }): Decoded => {
  const userId = textOf(xml.FromUserName);
  if (!/^[\w.@-]{1,64}$/.test(userId)) return ignored;
  const who = { platform: 'wecom', workspaceId: scene.corpId, userId } as const;
  return { type: 'ask', incoming: { who, key: keyOf(xml, scene), repeat: false, ask }, place };
};

type Events = Readonly<Record<string, (xml: XmlTree, scene: Scene) => Decoded>>;

/** Each key of the app's menu is a line as one would type it: `/todo`. */
const menuClick = (xml: XmlTree, scene: Scene): Decoded =>
  asked(xml, scene, { kind: 'command', text: textOf(xml.EventKey) || HELP });

const cardClick = (xml: XmlTree, scene: Scene): Decoded => {
  const key = textOf(xml.EventKey);
  const place = { type: 'card', taskId: textOf(xml.TaskId), code: textOf(xml.ResponseCode) } as const;
  const carried = key === PICK ? chosenIn(xml) : key;
  return asked(xml, scene, pressIn(carried), place);
};

const changes: Events = {
  update_user: (xml) => {
    const [userId, to] = [textOf(xml.UserID), textOf(xml.NewUserID)];
    return userId && to && userId !== to ? { type: 'renamed', userId, to } : moved;
  },
  delete_user: (xml) => {
    const userId = textOf(xml.UserID);
    return userId ? { type: 'left', userId } : ignored;
  },
};

const events: Events = {
  /** Somebody sees the app for the first time. */
  subscribe: (xml, scene) => asked(xml, scene, { kind: 'command', text: HELP }),
  click: menuClick,
  template_card_event: cardClick,
  template_card_menu_event: cardClick,
  change_contact: (xml, scene) => byName(changes, textOf(xml.ChangeType), moved)(xml, scene),
  /** With every look into the app; it wants nothing. */
  enter_agent: () => ignored,
};

const byName = (table: Events, name: string, otherwise: Decoded = ignored): Events[string] =>
  own(table, name) ?? (() => otherwise);

const decodeEvent = (xml: XmlTree, scene: Scene): Decoded => byName(events, textOf(xml.Event))(xml, scene);

const selected = z.object({
  SelectedItem: z.array(z.object({ OptionIds: z.object({ OptionId: z.array(z.string()) }) })),
});

const chosenIn = ({ SelectedItems }: XmlTree): string =>
  selected.safeParse(SelectedItems).data?.SelectedItem[0]?.OptionIds.OptionId[0] ?? '';

const json: z.ZodType<Json> = z.json();
const pressShape = z.object({ do: z.string(), input: z.record(z.string(), json) });

/** What a button of a card that we made carries. What we did not make is answered as a button of long ago. */
export const pressIn = (text: string): Extract<Ask, { kind: 'press' }> => ({
  kind: 'press',
  ...(pressShape.safeParse(jsonIn(text)).data ?? { do: '', input: {} }),
});

const jsonIn = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
