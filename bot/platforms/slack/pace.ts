import { setMaxListeners } from 'node:events';
import { type Clock, realClock } from '../clock.js';

/** Slack takes "several hundred" messages a minute of a workspace and does not say how many: it is found out. */
const FIRST_SPACING_MS = 100;
const MOST_SPACING_MS = 2_000;
const WIDER = 1.2;
/** Quickly until the limit has been found, then with care. */
const CLOSER = { seeking: 0.98, found: 0.999 } as const;
/** Two conversations that are refused so soon after each other have a limit in common. */
const TOGETHER_MS = 1_000;
/** After so long without a message, Slack takes many at once again. */
const REST_MS = 60_000;

/** A workspace that had more messages than Slack takes. */
interface Lane {
  atMs: number;
  spacingMs: number;
  closer: number;
  widenedAtMs: number;
  /** When the one before leaves. */
  last: Promise<number>;
}

const newLane = (atMs: number): Lane => ({
  atMs,
  spacingMs: FIRST_SPACING_MS,
  closer: CLOSER.seeking,
  widenedAtMs: atMs,
  last: Promise.resolve(atMs),
});

interface Refusal {
  readonly channel: string;
  readonly atMs: number;
}

/**
 * New messages leave as they come, until Slack refuses those of several conversations of a workspace: then they leave one
 * after the other, closer and closer until it refuses again.
 * @see https://docs.slack.dev/apis/web-api/rate-limits
 */
export const workspacePace = ({ now, pause }: Clock = realClock) => {
  const stopping = new AbortController();
  // The first message of each workspace that waits for its turn listens.
  setMaxListeners(0, stopping.signal);
  const lanes = new Map<string, Lane>();
  const lastRefusals = new Map<string, Refusal>();

  const laneOf = (workspaceId: string): Lane | undefined => {
    const lane = lanes.get(workspaceId);
    if (lane && now() - lane.atMs < REST_MS) return lane;
    lanes.delete(workspaceId);
    return undefined;
  };

  const isCommon = (workspaceId: string, { channel, atMs }: Refusal): boolean => {
    const last = lastRefusals.get(workspaceId);
    lastRefusals.set(workspaceId, { channel, atMs });
    return last !== undefined && last.channel !== channel && atMs - last.atMs < TOGETHER_MS;
  };

  /** Only now is it known how far behind the one before: more room counts for all that still wait. */
  const depart = async (lane: Lane): Promise<number> => {
    lane.atMs = Math.max(lane.atMs + lane.spacingMs, now());
    lane.spacingMs *= lane.closer;
    const { atMs } = lane;
    await pause(atMs - now(), stopping.signal);
    return atMs;
  };

  return {
    /** Waits for the message's turn. @returns when that was, or nothing when we stop */
    turn: async (workspaceId: string): Promise<number | undefined> => {
      const lane = laneOf(workspaceId);
      if (!lane) return now();
      lane.last = lane.last.then(() => depart(lane));
      const leftAtMs = await lane.last;
      return stopping.signal.aborted ? undefined : leftAtMs;
    },

    /** A message that left then was one too many. What left before there was more room says nothing new. */
    refused: (workspaceId: string, channel: string, leftAtMs: number): void => {
      const atMs = now();
      const lane = laneOf(workspaceId);
      const areMany = isCommon(workspaceId, { channel, atMs });
      if (!lane && areMany) lanes.set(workspaceId, newLane(atMs));
      if (!lane || leftAtMs <= lane.widenedAtMs) return;
      lane.spacingMs = Math.min(MOST_SPACING_MS, lane.spacingMs * WIDER);
      lane.closer = CLOSER.found;
      lane.widenedAtMs = atMs;
    },

    /** What waits hears so at once. */
    stop: (): void => stopping.abort(),
  };
};
