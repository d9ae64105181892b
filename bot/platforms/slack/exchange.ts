import { brokenOutcome, outcomes, redrawnWith } from '../outcome.js';
import type { Handle, Incoming, Outcome, PlatformUser } from '../platform.js';
import { oneAtATime, shortMemory } from '../work.js';
import { surfaceOf } from './answer.js';
import { decode } from './decode.js';
import type { Decoded, Place } from './decoded.js';
import { publish } from './surfaces/home.js';
import type { Ack, Surface, Tools } from './surfaces/surface.js';

/** Slack waits three seconds, of which the way to us and back has its part. */
const LIMIT_MS = 2400;
/** Added for what came just in time, to draw it or to open its form. */
const DRAW_MS = 50;
const LEAST_MS = 50;
/** Timers of one length cost Node next to nothing, timers of any length much. */
const STEP_MS = 50;

const MAX_ANSWERED = 1000;

interface Needs extends Omit<Tools, 'redrawn' | 'refreshHome'> {
  readonly handle: Handle;
  /** Are the people of this workspace answered? */
  readonly isAllowed: (workspaceId: string) => boolean;
  readonly remove: (workspaceId: string, at: Date) => Promise<void>;
  /** How long the use-case may take until Slack hears that it takes longer. Less in tests. */
  readonly limitMs?: number;
}

/** What came from Slack over whichever wire, and what goes back over it. */
export interface Exchange {
  /**
   * @param repeat    Slack says that it delivered this before
   * @param sinceMs   `performance.now()` when it came
   * @throws BadBody  for a payload that Slack does not send
   */
  receive(payload: unknown, repeat: boolean, sinceMs: number): Promise<Ack>;
  /** Does what takes longer, as soon as Slack has its answer: call it with the answer on its way. */
  finish(ack: Pick<Ack, 'after'>): void;
  /** All that was begun is done. */
  idle(): Promise<void>;
}

const empty: Ack = { status: 200, body: '' };

export const exchange = ({
  handle,
  isAllowed,
  remove,
  limitMs = LIMIT_MS,
  ...surroundings
}: Needs): Exchange => {
  const { log } = surroundings;
  const { outcomeOf, inTime, afterwards, begin, idle } = outcomes({ platform: 'slack', handle, log });
  const answered = shortMemory(MAX_ANSWERED);
  const inTurn = oneAtATime();

  const drawHome = async ({ who, key }: Incoming): Promise<void> => {
    const ask = { kind: 'press', do: 'todo.home', input: {} } as const;
    await publish(await outcomeOf({ who, key: `${key}:home`, repeat: false, ask }), who, surroundings);
  };

  const tools: Tools = {
    ...surroundings,
    redrawn: redrawnWith(outcomeOf),
    refreshHome: (incoming) =>
      inTurn(nameOf(incoming.who), () => drawHome(incoming)).catch((error) =>
        log.warn({ err: error }, 'slack: a Home tab was not drawn'),
      ),
  };

  const answer = async (surface: Surface, outcome: Outcome, sinceMs: number): Promise<Ack> => {
    try {
      return await surface.answer(outcome, msLeft(sinceMs, limitMs + DRAW_MS));
    } catch (error) {
      log.error({ err: error }, 'slack: an answer could not be drawn');
      return surface.answer(brokenOutcome, LEAST_MS);
    }
  };

  /** An event comes again when our 200 was lost on its way; then its answer is there already. */
  const once = ({ key }: Incoming, place: Place, ack: Ack): Ack => {
    const { after } = ack;
    if (!after || !isEvent(place)) return ack;
    if (answered.has(key)) return empty;
    answered.remember(key);
    return {
      ...ack,
      after: () =>
        after().catch((error) => {
          answered.forget(key);
          throw error;
        }),
    };
  };

  type Asked = Extract<Decoded, { type: 'ask' }>;

  const ask = async ({ incoming, place }: Asked, sinceMs: number): Promise<Ack> => {
    if (!isAllowed(incoming.who.workspaceId)) return empty;
    const surface = surfaceOf(place, incoming, tools);
    const outcome = outcomeOf(incoming);
    const about = { key: incoming.key, place: place.type };
    const arrived = await inTime(outcome, msLeft(sinceMs, limitMs), about);
    if (arrived) return once(incoming, place, await answer(surface, arrived, sinceMs));

    afterwards(async () => surface.late(await outcome));
    return surface.waiting();
  };

  const removed = async ({ workspaceId, at }: Extract<Decoded, { type: 'removed' }>): Promise<Ack> => {
    await remove(workspaceId, at);
    log.info({ workspaceId }, 'slack: Dealdesk was removed from a workspace');
    return empty;
  };

  const flooded = async (): Promise<Ack> => {
    log.warn({}, 'slack: more than 30,000 events an hour; Slack leaves some out');
    return empty;
  };

  type Answer<D> = (decoded: D, sinceMs: number) => Promise<Ack>;
  const answers: { readonly [Type in Decoded['type']]: Answer<Extract<Decoded, { type: Type }>> } = {
    ask,
    removed,
    flooded,
    challenge: async ({ challenge }) => ({ status: 200, body: { challenge } }),
    ignored: async () => empty,
  };

  return {
    receive: async (payload, repeat, sinceMs) => {
      const done = begin();
      try {
        const decoded = decode(payload, repeat);
        return await (answers[decoded.type] as Answer<Decoded>)(decoded, sinceMs);
      } finally {
        done();
      }
    },

    finish: ({ after }) => {
      if (after) afterwards(after);
    },

    idle,
  };
};

const msLeft = (sinceMs: number, limitMs: number): number =>
  Math.max(LEAST_MS, Math.floor((sinceMs + limitMs - performance.now()) / STEP_MS) * STEP_MS);

const nameOf = ({ workspaceId, userId }: PlatformUser): string => `${workspaceId} ${userId}`;
const isEvent = ({ type }: Place): boolean => type === 'conversation' || type === 'homeOpened';
