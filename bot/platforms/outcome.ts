import { setImmediate as turnOver } from 'node:timers/promises';
import { type Answer, isSaid } from '../../models/answer.js';
import { saying, type Text } from '../../models/text.js';
import type { Press } from '../../models/view-parts.js';
import type { FormView, View } from '../../models/views.js';
import type { Log } from './log.js';
import type { Handle, Incoming, Outcome, PlatformName } from './platform.js';
import { withinMs, workInHand } from './work.js';

/** Nobody is known yet whose language it could be. */
export const inBoth = ({ zh, en }: Text): string => `${zh}\n${en}`;

type Drawn = Exclude<Answer, { readonly type: 'words' }>;

/** What is drawn for an answer that is not said in words. */
export const viewIn = (answer: Drawn): View => (answer.type === 'view' ? answer.view : answer.form);

/** The form in an answer, if it is one. */
export const formIn = (answer: Answer): FormView | undefined => {
  const view = answer.type === 'words' ? undefined : viewIn(answer);
  return view?.kind === 'form' ? view : undefined;
};

const broken = inBoth({
  zh: '出错了，没有任何改动。请稍后重试。',
  en: 'Something went wrong and nothing was changed. Please try again.',
});

/** The answer of last resort, when there is none. */
export const brokenOutcome: Outcome = {
  answer: { type: 'words', words: saying({ zh: broken, en: broken }) },
  reader: { locale: 'en', timeZone: 'UTC', link: (path) => path },
};

/** What this press shows to whoever has asked for something; nothing where there is nothing to see any more. */
export const shownWith =
  (handle: Handle) =>
  async (incoming: Incoming, press: Press): Promise<Outcome | undefined> => {
    const ask = { kind: 'press', input: {}, ...press } as const;
    const outcome = await handle({ ...incoming, key: `${incoming.key}:now`, ask });
    return outcome.answer.type === 'view' ? outcome : undefined;
  };

/** The card on which it was pressed, as it is now that it was said what was done. */
export type Redrawn = (incoming: Incoming, outcome: Outcome) => Promise<Outcome | undefined>;

/** For cards that do not follow the truth by themselves. */
export const redrawnWith = (handle: Handle): Redrawn => {
  const shown = shownWith(handle);
  return async (incoming, { answer }) =>
    isSaid(answer) && answer.redraw ? shown(incoming, answer.redraw) : undefined;
};

interface Needs {
  readonly platform: PlatformName;
  readonly handle: Handle;
  readonly log: Pick<Log, 'warn' | 'error'>;
}

/** Asks for outcomes on behalf of a platform that waits only so long for each, and keeps hold of what is not done by then. */
export const outcomes = ({ platform, handle, log }: Needs) => {
  const { begin, idle } = workInHand();

  return {
    /** `handle` never throws; if it does all the same, the person reads that, too. */
    outcomeOf: (incoming: Incoming): Promise<Outcome> =>
      handle(incoming).catch((error) => {
        log.error({ err: error, key: incoming.key }, `${platform}: a request broke`);
        return brokenOutcome;
      }),

    /**
     * @param about what the log says of one that is not there by then
     * @returns nothing, then
     */
    inTime: async (
      outcome: Promise<Outcome>,
      limitMs: number,
      about: object,
    ): Promise<Outcome | undefined> => {
      const arrived = await withinMs(outcome, limitMs);
      if (!arrived) log.warn(about, `${platform}: no answer within the limit`);
      return arrived;
    },

    /** Does it once the platform has its answer: call this with the answer on its way. */
    afterwards: async (later: () => Promise<void>): Promise<void> => {
      const done = begin();
      try {
        await turnOver();
        await later();
      } catch (error) {
        log.error({ err: error }, `${platform}: an answer did not arrive`);
      } finally {
        done();
      }
    },

    /** Something is being answered. @returns what says that it is done */
    begin,

    /** All that was begun is done. */
    idle,
  };
};
