import type { Log } from '../log.js';
import { outcomes } from '../outcome.js';
import type { Handle, Incoming, Outcome } from '../platform.js';
import { oneAtATime, withinMs } from '../work.js';
import type { answers } from './answer.js';
import { type Decoded, decode } from './decode.js';
import { CODE_LIFE_MS } from './limits.js';
import type { AnswerStore, CodeStore, PeopleStore } from './stores.js';
import { readTaskId } from './task-id.js';
import type { XmlTree } from './xml.js';

/** WeCom waits five seconds, of which the way to us and back has its part. */
const HANDLE_LIMIT_MS = 3_500;
const KEEP_LIMIT_MS = 800;

interface Needs {
  readonly corpId: string;
  readonly agentId: number;
  readonly handle: Handle;
  readonly answers: ReturnType<typeof answers>;
  readonly codes: CodeStore;
  readonly answered: AnswerStore;
  readonly people: PeopleStore;
  /** Somebody came, left or moved. */
  readonly contactsChanged: () => void;
  readonly log: Log;
  readonly now: () => Date;
}

/** The words that WeCom shows in the conversation, if any; what takes longer is under way. */
export interface Exchange {
  receive(xml: XmlTree): Promise<string | undefined>;
  /**
   * Answers in the conversation with the app, wherever it was asked, unless it is answered there.
   * @returns nothing when that takes longer
   */
  hear(incoming: Incoming, isAnsweredThere?: (outcome: Outcome) => boolean): Promise<Outcome | undefined>;
  /** All that was begun is done. */
  idle(): Promise<void>;
}

type Asked = Extract<Decoded, { type: 'ask' }>;

export const exchange = (needs: Needs): Exchange => {
  const {
    corpId,
    agentId,
    handle,
    answers: answering,
    codes,
    answered,
    people,
    contactsChanged,
    log,
    now,
  } = needs;
  const { outcomeOf, inTime, begin, idle } = outcomes({ platform: 'wecom', handle, log });
  const inOrder = oneAtATime();

  /** Where nobody can say whether it was answered, twice is better than not at all. */
  const isFirst = (key: string): Promise<boolean> =>
    answered.begin(key).catch((error) => {
      log.warn({ err: error, key }, 'wecom: nobody knows whether this was answered before');
      return true;
    });

  /** A callback comes again, to any instance, when our answer was lost on its way; what it sends has been sent already. */
  const once = async (key: string, after: () => Promise<void>): Promise<void> => {
    try {
      if (await isFirst(key)) await after();
    } catch (error) {
      log.error({ err: error, key }, 'wecom: an answer did not arrive');
      await answered.forget(key).catch(() => undefined);
    }
  };

  /** What a person hears of us, they hear in the order of what they asked. */
  const afterwards = ({ who, key }: Incoming, after: () => Promise<void>): void => {
    const done = begin();
    void inOrder(who.userId, () => once(key, after)).finally(done);
  };

  /** The code is kept before anything changes, so that the card can follow the change. */
  const keepCode = async ({ place }: Asked): Promise<void> => {
    if (place.type !== 'card' || !place.code || readTaskId(place.taskId).type !== 'shown') return;
    await codes.keep(place.taskId, place.code, new Date(now().getTime() + CODE_LIFE_MS)).catch((error) => {
      log.warn({ err: error }, 'wecom: the code of a click was not kept');
    });
  };

  const ask = async (asked: Asked): Promise<string | undefined> => {
    const { incoming, place } = asked;
    await withinMs(keepCode(asked), KEEP_LIMIT_MS);
    const outcome = outcomeOf(incoming);
    const arrived = await inTime(outcome, HANDLE_LIMIT_MS, { key: incoming.key });
    if (!arrived) {
      afterwards(incoming, async () => answering.late(incoming, await outcome));
      return undefined;
    }
    const { text, after } = answering.reply(incoming, arrived, place);
    if (after) afterwards(incoming, after);
    return text;
  };

  type Answer<D> = (decoded: D) => Promise<string | undefined>;
  const byType: { readonly [Type in Decoded['type']]: Answer<Extract<Decoded, { type: Type }>> } = {
    ask,
    renamed: async ({ userId, to }) => {
      await people.renamed(userId, to);
      contactsChanged();
      return undefined;
    },
    left: async ({ userId }) => {
      await people.left(userId);
      contactsChanged();
      return undefined;
    },
    moved: async () => {
      contactsChanged();
      return undefined;
    },
    ignored: async () => undefined,
  };

  return {
    receive: (xml) => {
      const decoded = decode(xml, { corpId, agentId });
      return (byType[decoded.type] as Answer<Decoded>)(decoded);
    },
    hear: (incoming, isAnsweredThere = () => false) => {
      const outcome = outcomeOf(incoming);
      afterwards(incoming, async () => {
        const heard = await outcome;
        if (!isAnsweredThere(heard)) await answering.late(incoming, heard);
      });
      return withinMs(outcome, HANDLE_LIMIT_MS);
    },
    idle,
  };
};
