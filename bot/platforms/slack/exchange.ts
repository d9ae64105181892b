import { setImmediate as turnOver } from 'node:timers/promises';
import type { Handle, Incoming, Outcome, PlatformUser } from '../platform.js';
import { type Ack, brokenOutcome, publish, type Surface, surfaceOf, type Tools } from './answer.js';
import { type Decoded, decode, type Place } from './decode.js';

/** Slack waits three seconds, of which the way to us and back has its part. */
const HANDLE_LIMIT_MS = 2400;
const ANSWER_LIMIT_MS = 2450;
const LEAST_MS = 50;

const MAX_ANSWERED = 1000;

interface Needs extends Pick<Tools, 'api' | 'render' | 'say' | 'log'> {
  readonly handle: Handle;
  readonly remove: (workspaceId: string, at: Date) => Promise<void>;
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

export const exchange = ({ handle, remove, ...surroundings }: Needs): Exchange => {
  const { log } = surroundings;
  const running = new Set<Promise<unknown>>();
  const answered = new Set<string>();
  const homes = new Map<string, Promise<void>>();

  const hold = (work: Promise<unknown>): void => {
    const held: Promise<unknown> = work
      .catch((error) => log.error({ err: error }, 'slack: an answer did not arrive'))
      .finally(() => running.delete(held));
    running.add(held);
  };

  /** `handle` never throws; if it does all the same, the person reads that, too. */
  const outcomeOf = (incoming: Incoming): Promise<Outcome> =>
    handle(incoming).catch((error) => {
      log.error({ err: error, key: incoming.key }, 'slack: a request broke');
      return brokenOutcome;
    });

  const drawHome = async ({ who, key }: Incoming): Promise<void> => {
    const ask = { kind: 'press', do: 'todo.home', input: {} } as const;
    await publish(await outcomeOf({ who, key: `${key}:home`, repeat: false, ask }), who, surroundings);
  };

  /** One after the other for each person, so that what is drawn last is what was true last. */
  const refreshHome = (incoming: Incoming): Promise<void> => {
    const whose = nameOf(incoming.who);
    const drawn: Promise<void> = (homes.get(whose) ?? Promise.resolve())
      .then(() => drawHome(incoming))
      .catch((error) => log.warn({ err: error }, 'slack: a Home tab was not drawn'))
      .finally(() => {
        if (homes.get(whose) === drawn) homes.delete(whose);
      });
    homes.set(whose, drawn);
    return drawn;
  };

  const answer = async (surface: Surface, outcome: Outcome): Promise<Ack> => {
    try {
      return await surface.answer(outcome);
    } catch (error) {
      log.error({ err: error }, 'slack: an answer could not be drawn');
      return surface.answer(brokenOutcome);
    }
  };

  /** Events come again when our 200 was lost on its way; then the answer is there already. */
  const once = ({ key }: Incoming, place: Place, ack: Ack): Ack => {
    if (!ack.after || !isEvent(place)) return ack;
    if (answered.has(key)) return { ...ack, after: nothing };
    answered.add(key);
    if (answered.size > MAX_ANSWERED) answered.delete([...answered][0] as string);
    const { after } = ack;
    return {
      ...ack,
      after: () =>
        after().catch((error) => {
          answered.delete(key);
          throw error;
        }),
    };
  };

  const ask = async (
    { incoming, place }: Extract<Decoded, { type: 'ask' }>,
    sinceMs: number,
  ): Promise<Ack> => {
    const msLeft = (limitMs: number): number =>
      Math.max(LEAST_MS, Math.ceil(sinceMs + limitMs - performance.now()));
    const surface = surfaceOf(place, incoming, {
      ...surroundings,
      refreshHome,
      msLeft: () => msLeft(ANSWER_LIMIT_MS),
    });
    const outcome = outcomeOf(incoming);
    const inTime = await beforeTimeout(outcome, msLeft(HANDLE_LIMIT_MS));
    if (inTime) return once(incoming, place, await answer(surface, inTime));

    log.warn({ key: incoming.key, place: place.type }, 'slack: no answer within the limit');
    hold(outcome.then((late) => surface.late(late)));
    return surface.waiting;
  };

  type Answers = {
    readonly [Type in Decoded['type']]: (
      decoded: Extract<Decoded, { type: Type }>,
      sinceMs: number,
    ) => Promise<Ack>;
  };

  const answers: Answers = {
    ask,
    challenge: async ({ challenge }) => ({ status: 200, body: { challenge } }),
    removed: async ({ workspaceId, at }) => {
      await remove(workspaceId, at);
      log.info({ workspaceId }, 'slack: Dealdesk was removed from a workspace');
      return empty;
    },
    flooded: async () => {
      log.warn({}, 'slack: more than 30,000 events an hour; Slack leaves some out');
      return empty;
    },
    ignored: async () => empty,
  };

  return {
    receive: async (payload, repeat, sinceMs) => {
      const decoded = decode(payload, repeat);
      const work = (answers[decoded.type] as (decoded: Decoded, sinceMs: number) => Promise<Ack>)(
        decoded,
        sinceMs,
      );
      running.add(work);
      return work.finally(() => running.delete(work));
    },

    finish: ({ after }) => {
      if (after) hold(turnOver().then(after));
    },

    idle: async () => {
      while (running.size > 0) await Promise.allSettled(running);
    },
  };
};

const nothing = async (): Promise<void> => {};
const nameOf = ({ workspaceId, userId }: PlatformUser): string => `${workspaceId} ${userId}`;
const isEvent = ({ type }: Place): boolean => type === 'conversation' || type === 'homeOpened';

/** What is promised, or undefined once the time is up. */
const beforeTimeout = <T>(promise: Promise<T>, limitMs: number): Promise<T | undefined> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(undefined), limitMs);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
