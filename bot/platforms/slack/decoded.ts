import { z } from 'zod';
import { digest } from '../../../handlers/hash.js';
import { BadBody } from '../body.js';
import type { Ask, Incoming, PlatformUser } from '../platform.js';
import type { Flag } from './payloads.js';

/** From where a modal was opened: what stands there is drawn anew afterwards. */
export interface Origin {
  readonly home?: boolean | undefined;
  /** A message that only one person sees: what changes it (`response_url`), sealed, as the modal takes it to the client. */
  readonly message?: string | undefined;
}

/** Where it was asked, and so how it is answered (`answer.ts`). */
export type Place =
  | {
      readonly type: 'command';
      readonly triggerId: string;
      readonly responseUrl: string;
      readonly line: string;
    }
  | {
      readonly type: 'message';
      readonly triggerId: string;
      readonly responseUrl: string;
      /** It has answered the one who presses: no other message tells it of changes. */
      readonly isAnswer: boolean;
    }
  | {
      readonly type: 'modal';
      readonly triggerId: string;
      readonly viewId: string;
      readonly origin: Origin;
    }
  | { readonly type: 'home'; readonly triggerId: string }
  | {
      readonly type: 'form';
      readonly viewId: string;
      readonly fields: readonly string[];
      readonly origin: Origin;
      /** The modal beneath it. */
      readonly beneath: string | undefined;
    }
  | { readonly type: 'shortcut'; readonly triggerId: string; readonly responseUrl: string | undefined }
  | {
      readonly type: 'conversation';
      readonly channel: string;
      readonly threadTs: string | undefined;
      /** In a channel others listen: the answer is for the one who asked. */
      readonly isShared: boolean;
      readonly line: string;
    }
  | { readonly type: 'homeOpened' };

export type Decoded =
  | { readonly type: 'ask'; readonly incoming: Incoming; readonly place: Place }
  | { readonly type: 'challenge'; readonly challenge: string }
  /** The app was removed from the workspace, or its bot token was taken back. */
  | { readonly type: 'removed'; readonly workspaceId: string; readonly at: Date }
  /** Slack delivers more than 30,000 events an hour and leaves the rest out. */
  | { readonly type: 'flooded' }
  | { readonly type: 'ignored' };

export const ignored: Decoded = { type: 'ignored' };

/** Of 190, as the drawing of a Home tab adds a little to the key of what made it stale. */
const MAX_KEY = 180;

export const isYes = (value: Flag): boolean => value === true || value === 'true';

/** On an installation for a whole Enterprise Grid the organisation is the workspace. */
export const slackUser = (
  userId: string,
  teamId: string | null | undefined,
  enterpriseId: string | null | undefined,
  isEnterprise: Flag,
): PlatformUser => ({
  platform: 'slack',
  workspaceId: (isYes(isEnterprise) ? enterpriseId : teamId) ?? teamId ?? enterpriseId ?? '',
  userId,
});

export const keyOf = (who: PlatformUser, ...parts: readonly string[]): string => {
  const key = ['slack', who.workspaceId, ...parts].join(':');
  return key.length <= MAX_KEY ? key : `slack:${digest(key)}`;
};

export const asked = (
  who: PlatformUser,
  key: string,
  ask: Ask,
  place: Place,
  { repeat = false, channelId = '' } = {},
): Decoded => ({
  type: 'ask',
  incoming: { who, key, repeat, ask, ...channelIn(who, channelId) },
  place,
});

/** A conversation of several people; one of a single person with the app has a `D`. */
const channelIn = ({ workspaceId }: PlatformUser, channelId: string): Pick<Incoming, 'channel'> =>
  /^[CG]/.test(channelId) ? { channel: { platform: 'slack', workspaceId, channelId } } : {};

/** @throws BadBody 400 */
export const read = <T>(schema: z.ZodType<T>, payload: unknown): T => {
  const { success, data, error } = schema.safeParse(payload);
  if (!success) throw new BadBody(400, `Slack sends nothing of this shape: ${z.prettifyError(error)}`);
  return data;
};
