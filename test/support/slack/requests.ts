/** The requests that Slack sends: their bodies and their signatures, as pure functions. */
import { createHmac, randomBytes } from 'node:crypto';

export const FORM = 'application/x-www-form-urlencoded';
export const JSON_TYPE = 'application/json';

/** @see https://docs.slack.dev/authentication/verifying-requests-from-slack */
export const signature = (secret: string, timestamp: string | number, body: string | Buffer): string =>
  `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest('hex')}`;

export const signedHeaders = (
  secret: string,
  body: string | Buffer,
  { contentType = FORM, nowMs = Date.now() } = {},
): Record<string, string> => {
  const timestamp = String(Math.floor(nowMs / 1000));
  return {
    'content-type': contentType,
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': signature(secret, timestamp, body),
  };
};

/** Good for three seconds and one view. It says when and to whom it was given, so that any process can make one. */
export const newTrigger = (userId: string, atMs: number): string =>
  `${atMs}.${userId}.${randomBytes(16).toString('hex')}`;

export interface Sender {
  readonly teamId: string;
  readonly userId: string;
  readonly triggerId: string;
  readonly responseUrl: string;
}

/** Slack escapes what was typed in a command that has `should_escape`. */
const typedText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** @param line  `/deal new …` */
export const commandBody = (line: string, sender: Sender, channel = `D${sender.userId}`): string => {
  const [command = '', ...words] = line.split(' ');
  return new URLSearchParams({
    token: 'deprecated',
    team_id: sender.teamId,
    team_domain: 'fake',
    channel_id: channel,
    channel_name: 'directmessage',
    user_id: sender.userId,
    user_name: 'somebody',
    command,
    text: typedText(words.join(' ')),
    api_app_id: 'A1',
    is_enterprise_install: 'false',
    response_url: sender.responseUrl,
    trigger_id: sender.triggerId,
  }).toString();
};

export const payloadBody = (payload: object): string =>
  new URLSearchParams({ payload: JSON.stringify(payload) }).toString();

const from = ({ teamId, userId, triggerId }: Sender) => ({
  api_app_id: 'A1',
  token: 'deprecated',
  trigger_id: triggerId,
  team: { id: teamId, domain: 'fake' },
  enterprise: null,
  is_enterprise_install: false,
  user: { id: userId, username: 'somebody', name: 'somebody', team_id: teamId },
});

export interface PressedElement {
  readonly type: string;
  readonly action_id: string;
  readonly block_id?: string | undefined;
  readonly value?: string;
}

/** @param where  `container` and what belongs to it: `message` and `channel`, or `view` */
export const pressPayload = (element: PressedElement, sender: Sender, where: object): object => ({
  type: 'block_actions',
  ...from(sender),
  ...where,
  actions: [{ ...element, block_id: element.block_id ?? 'b1', action_ts: '1548426417.840180' }],
});

export const submissionPayload = (sender: Sender, view: object): object => ({
  type: 'view_submission',
  ...from(sender),
  view,
  response_urls: [],
});

export const globalShortcutPayload = (callbackId: string, sender: Sender): object => ({
  type: 'shortcut',
  callback_id: callbackId,
  action_ts: '1548426417.840180',
  ...from(sender),
});

export const messageShortcutPayload = (callbackId: string, sender: Sender, message: object): object => ({
  type: 'message_action',
  callback_id: callbackId,
  action_ts: '1548426417.840180',
  message_ts: '1720000000.000100',
  response_url: sender.responseUrl,
  channel: { id: 'C1', name: 'deals' },
  message: { type: 'message', ts: '1720000000.000100', ...message },
  ...from(sender),
});

let events = 0;

export const eventBody = (event: object, teamId: string, eventId?: string): string => {
  events += 1;
  return JSON.stringify({
    type: 'event_callback',
    token: 'deprecated',
    team_id: teamId,
    api_app_id: 'A1',
    event_id: eventId ?? `Ev${events}${randomBytes(4).toString('hex')}`,
    event_time: Math.floor(Date.now() / 1000),
    context_team_id: teamId,
    authorizations: [
      { enterprise_id: null, team_id: teamId, user_id: 'UBOT', is_bot: true, is_enterprise_install: false },
    ],
    event,
  });
};
