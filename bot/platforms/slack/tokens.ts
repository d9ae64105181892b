import type { Log } from '../log.js';
import { refusal, SlackError } from './errors.js';
import type { SlackInstallation, SlackInstallations } from './installations.js';

export interface Tokens {
  /** @throws SlackError when Dealdesk is not installed there */
  of(workspaceId: string): Promise<string>;
  /** What is known of this workspace may be wrong: look again. */
  forget(workspaceId: string): void;
  workspaces(): Promise<readonly string[]>;
}

/** One workspace, one token that never changes. */
export const singleToken = (token: string, workspaceId: () => Promise<string>): Tokens => ({
  of: async () => token,
  forget: () => {},
  workspaces: async () => [await workspaceId()],
});

export interface Refreshed {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly expiresInS: number;
}

const MINUTE_MS = 60_000;
const REFRESH_BEFORE_MS = 120 * MINUTE_MS;
const UNUSABLE_BEFORE_MS = MINUTE_MS;
const KNOWN_FOR_MS = MINUTE_MS;
const PAUSE_AFTER_FAILURE_MS = MINUTE_MS;

interface Needs {
  readonly installations: SlackInstallations;
  readonly refresh: (refreshToken: string) => Promise<Refreshed>;
  readonly log: Log;
  readonly now: () => Date;
  readonly installUrl: string;
}

const lifeLeftMs = ({ expiresAt }: SlackInstallation, now: Date): number =>
  expiresAt ? Date.parse(expiresAt) - now.getTime() : Number.POSITIVE_INFINITY;

const isDue = (installation: SlackInstallation, now: Date): boolean =>
  installation.refreshToken !== undefined && lifeLeftMs(installation, now) < REFRESH_BEFORE_MS;

/**
 * Tokens of many workspaces. A rotating token is renewed two hours before its end, by one instance: a refresh token is
 * good for one use, so whoever gets the lock looks first whether another has been there. Meanwhile the old token serves,
 * so that nobody's command waits.
 * @see https://docs.slack.dev/authentication/using-token-rotation
 */
export const installedTokens = ({ installations, refresh, log, now, installUrl }: Needs): Tokens => {
  const known = new Map<string, { readonly installation: SlackInstallation; readonly untilMs: number }>();
  const renewing = new Map<string, Promise<SlackInstallation>>();
  const pausedUntilMs = new Map<string, number>();

  const remember = (installation: SlackInstallation): SlackInstallation => {
    known.set(installation.workspaceId, { installation, untilMs: now().getTime() + KNOWN_FOR_MS });
    return installation;
  };

  const read = async (workspaceId: string): Promise<SlackInstallation> => {
    const found = await installations.find(workspaceId);
    if (found) return remember(found);
    throw new SlackError('everything', 'not_installed', {
      retryable: true,
      detail: `Dealdesk is not installed in the workspace ${workspaceId}: install it at ${installUrl}`,
    });
  };

  const current = async (workspaceId: string): Promise<SlackInstallation> => {
    const entry = known.get(workspaceId);
    return entry && entry.untilMs > now().getTime() ? entry.installation : read(workspaceId);
  };

  const renewLocked = async (workspaceId: string): Promise<SlackInstallation> => {
    const installation = await read(workspaceId);
    if (!isDue(installation, now()) || !installation.refreshToken) return installation;

    const fresh = await refresh(installation.refreshToken);
    const renewed: SlackInstallation = {
      ...installation,
      botToken: fresh.accessToken,
      refreshToken: fresh.refreshToken,
      expiresAt: new Date(now().getTime() + fresh.expiresInS * 1000).toISOString(),
    };
    await installations.save(workspaceId, renewed);
    return remember(renewed);
  };

  const renew = (workspaceId: string): Promise<SlackInstallation> => {
    const running = renewing.get(workspaceId);
    if (running) return running;
    const started = installations
      .withLock(workspaceId, () => renewLocked(workspaceId))
      .catch((error) => {
        pausedUntilMs.set(workspaceId, now().getTime() + PAUSE_AFTER_FAILURE_MS);
        log.warn({ workspaceId, err: error }, 'slack: the token could not be renewed');
        throw error;
      })
      .finally(() => renewing.delete(workspaceId));
    renewing.set(workspaceId, started);
    return started;
  };

  const renewBeside = (workspaceId: string): void => {
    const isPaused = (pausedUntilMs.get(workspaceId) ?? 0) > now().getTime();
    if (!isPaused) renew(workspaceId).catch(() => {});
  };

  return {
    of: async (workspaceId) => {
      const installation = await current(workspaceId);
      if (!isDue(installation, now())) return installation.botToken;
      if (lifeLeftMs(installation, now()) < UNUSABLE_BEFORE_MS) return (await renew(workspaceId)).botToken;
      renewBeside(workspaceId);
      return installation.botToken;
    },
    forget: (workspaceId) => {
      known.delete(workspaceId);
    },
    workspaces: () => installations.list(),
  };
};

/**
 * Slack tells that the app was removed in two events, in any order, and again until we answer. If the app has been
 * installed anew since then, the news is old.
 */
export const removeInstallation = (
  installations: SlackInstallations,
  workspaceId: string,
  at: Date,
): Promise<void> =>
  installations.withLock(workspaceId, async () => {
    const installation = await installations.find(workspaceId);
    // The event's time is cut to the second.
    const isOldNews = installation && Date.parse(installation.installedAt) >= at.getTime() + 1000;
    if (installation && !isOldNews) await installations.remove(workspaceId);
  });

/** @throws SlackError unless Slack gave a whole new pair */
export const refreshedFrom = (answer: {
  readonly access_token?: string;
  readonly refresh_token?: string;
  readonly expires_in?: number;
}): Refreshed => {
  const { access_token: accessToken, refresh_token: refreshToken, expires_in: expiresInS } = answer;
  if (!accessToken || !refreshToken || !expiresInS) throw refusal('oauth.v2.access', 'no_new_token');
  return { accessToken, refreshToken, expiresInS };
};
