import { z } from 'zod';
import { own } from '../../own.js';
import { BadBody } from '../body.js';
import { asked, type Decoded, ignored, keyOf, read, slackUser } from './decoded.js';
import { decodeEvent } from './events.js';
import {
  decodeActions,
  decodeGlobalShortcut,
  decodeMessageShortcut,
  decodeSubmission,
} from './interactions.js';
import { commandSchema } from './payloads.js';
import { typed } from './typed.js';

/** Where another app has the name of a command already, ours may be installed as `/dd-deal`. */
const commandLine = (command: string, text: string): string =>
  `${command.replace(/^\/dd-/, '/')} ${typed(text)}`.trim();

/** @see https://docs.slack.dev/interactivity/implementing-slash-commands */
const decodeCommand = (payload: unknown): Decoded => {
  const { success, data } = commandSchema.safeParse(payload);
  if (!success) throw new BadBody(400, 'This is neither a command nor an interaction.');

  const who = slackUser(data.user_id, data.team_id, data.enterprise_id, data.is_enterprise_install);
  const line = commandLine(data.command, data.text);
  return asked(
    who,
    keyOf(who, data.trigger_id),
    { kind: 'command', text: line },
    { type: 'command', triggerId: data.trigger_id, responseUrl: data.response_url, line },
    { channelId: data.channel_id },
  );
};

const decodeChallenge = (payload: unknown): Decoded => ({
  type: 'challenge',
  challenge: read(z.object({ challenge: z.string() }), payload).challenge,
});

const kinds: Readonly<Record<string, (payload: unknown, repeat: boolean) => Decoded>> = {
  url_verification: decodeChallenge,
  event_callback: decodeEvent,
  app_rate_limited: () => ({ type: 'flooded' }),
  block_actions: decodeActions,
  view_submission: decodeSubmission,
  shortcut: decodeGlobalShortcut,
  message_action: decodeMessageShortcut,
};

/**
 * Theirs → ours. Only a command has no `type`.
 * @param repeat  Slack says that it delivered this before
 * @throws BadBody 400 for a shape that Slack does not send
 */
export const decode = (payload: unknown, repeat: boolean): Decoded => {
  const type = (payload as { readonly type?: unknown } | null)?.type;
  if (typeof type !== 'string') return decodeCommand(payload);
  return own(kinds, type)?.(payload, repeat) ?? ignored;
};
