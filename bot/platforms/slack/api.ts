import type { HomeView, ModalView } from '@slack/types';
import type { Log } from '../log.js';
import type { PlatformUser } from '../platform.js';
import type { Caller } from './caller.js';
import type { Message } from './encode.js';
import { SlackError } from './errors.js';
import { postResponse } from './send.js';

const RESPONSE_TIME_LIMIT_MS = 3000;
/** The documentation and the guides have different names for it. */
const USED_TRIGGERS = new Set(['exchanged_trigger_id', 'trigger_exchanged']);

interface Needs {
  readonly caller: Pick<Caller, 'send'>;
  readonly log: Log;
}

/** An answer in a conversation, where the person is or for that person alone. */
export interface Reply {
  readonly channel: string;
  readonly threadTs: string | undefined;
  /** Only this person sees it. */
  readonly onlyFor: string | undefined;
}

export type SlackApi = ReturnType<typeof slackApi>;

/** What people are answered with. All calls throw `SlackError`, except `respond`, which says what went wrong. */
export const slackApi = ({ caller: { send }, log }: Needs) => {
  return {
    reply: async (
      workspaceId: string,
      { channel, threadTs, onlyFor }: Reply,
      message: Message,
    ): Promise<void> => {
      const where = { channel, ...(threadTs && { thread_ts: threadTs }), ...message };
      // https://docs.slack.dev/reference/methods/chat.postEphemeral
      if (onlyFor) await send(workspaceId, 'chat.postEphemeral', { ...where, user: onlyFor });
      else
        await send(workspaceId, 'chat.postMessage', { ...where, unfurl_links: false }, { subject: channel });
    },

    /** A trigger that was used before has opened its view: another delivery of the same press was faster. */
    openView: async (
      workspaceId: string,
      triggerId: string,
      view: ModalView,
      timeLimitMs?: number,
    ): Promise<void> => {
      const args = { trigger_id: triggerId, view };
      // https://docs.slack.dev/reference/methods/views.open
      await send(workspaceId, 'views.open', args, { timeLimitMs }).catch((error) => {
        if (!(error instanceof SlackError && USED_TRIGGERS.has(error.code))) throw error;
      });
    },

    pushView: async (workspaceId: string, triggerId: string, view: ModalView): Promise<void> => {
      // https://docs.slack.dev/reference/methods/views.push
      await send(workspaceId, 'views.push', { trigger_id: triggerId, view });
    },

    updateView: async (workspaceId: string, viewId: string, view: ModalView): Promise<void> => {
      // https://docs.slack.dev/reference/methods/views.update
      await send(workspaceId, 'views.update', { view_id: viewId, view });
    },

    publishHome: async ({ workspaceId, userId }: PlatformUser, view: HomeView): Promise<void> => {
      // https://docs.slack.dev/reference/methods/views.publish
      await send(workspaceId, 'views.publish', { user_id: userId, view });
    },

    respond: async (responseUrl: string, message: object): Promise<void> => {
      const trouble = await postResponse(responseUrl, message, RESPONSE_TIME_LIMIT_MS);
      if (trouble) log.warn({ trouble }, 'slack: an answer did not arrive');
    },
  };
};
