import { z } from 'zod';
import { readableJson } from '../../body.js';

/** What goes up and down the robot's connection. An answer to what we sent has a code and no command. */
const frameShape = z.object({
  cmd: z.string().default(''),
  headers: z.looseObject({ req_id: z.string().default('') }).default({ req_id: '' }),
  body: z.unknown().optional(),
  errcode: z.number().optional(),
});
export type Frame = z.infer<typeof frameShape>;

/** @see https://developer.work.weixin.qq.com/document/path/101463 */
export const commands = {
  subscribe: 'aibot_subscribe',
  ping: 'ping',
  message: 'aibot_respond_msg',
  welcome: 'aibot_respond_welcome_msg',
  update: 'aibot_respond_update_msg',
  say: 'aibot_send_msg',
} as const;

const callbacks: ReadonlySet<string> = new Set(['aibot_msg_callback', 'aibot_event_callback']);

export const isCallback = ({ cmd }: Frame): boolean => callbacks.has(cmd);

const kick = z.object({ event: z.object({ eventtype: z.literal('disconnected_event') }) });

/** A newer connection has taken the place of this one. */
export const isKick = (frame: Frame): boolean => isCallback(frame) && kick.safeParse(frame.body).success;

/** WeCom's own client takes them out as well, where JSON allows none: what people type comes as it is. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it is about these.
const controls = /[\x00-\x08\x0b-\x1f]/g;

/** Nothing where it is no frame of theirs. */
export const readFrame = (text: string): Frame | undefined =>
  frameShape.safeParse(readableJson(text.replace(controls, ''))).data;

export const writeFrame = (cmd: string, reqId: string, body?: object): string =>
  JSON.stringify({ cmd, headers: { req_id: reqId }, body });
