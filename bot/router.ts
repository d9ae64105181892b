import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { BadForm, type Context, Refusal, type Stale } from '../handlers/useCase.js';
import { type Answer, isOpen, type Undone } from '../models/answer.js';
import { hasChangedMasters } from '../models/database/masters.js';
import type { Tx } from '../models/database/tx.js';
import { CommitUnknown, type Database, TooLate, Unavailable } from '../models/database.js';
import { type Employee, getEmployee } from '../models/employee.js';
import { findPerson, touchIdentity } from '../models/identity.js';
import { findAnswer, insertAnswer } from '../models/inbox.js';
import { showIfThere } from '../models/shown-card.js';
import { type Reader, saying, type Text } from '../models/text.js';
import {
  type Handle,
  type Incoming,
  type Outcome,
  type Platform,
  PlatformError,
} from './platforms/platform.js';
import type { ReaderFor } from './readers.js';
import { entryFor } from './router/entry.js';
import { linkStranger } from './router/first-contact.js';
import { type Share, shares, TooMany } from './router/shares.js';
import type { Metrics } from './status/metrics.js';
import { words } from './words.js';

/** Slack waits 3 s, DingTalk's cards 2 s: the transaction gives up before they do. */
const DEADLINE_MS = 2_200;
const TOUCH_EVERY_MS = 600_000;
const MAX_COLLISIONS = 3;

interface RouterNeeds {
  readonly database: Database;
  readonly platforms: ReadonlyMap<string, Platform>;
  readonly readerFor: ReaderFor;
  readonly metrics: Metrics;
  readonly log: Logger;
  readonly now: () => Date;
  readonly digestAt: string;
  /** How long a request has waited for us already when it is begun. */
  readonly lateMs: () => number;
}

/** Nobody is linked to this account yet. */
class Stranger extends Error {}

const undone = (why: Undone, text: Text, params?: Parameters<typeof saying>[1]): Answer => ({
  type: 'words',
  words: saying(text, params),
  undone: why,
});

const surfaceOf = ({ surface, who }: Incoming) => surface ?? who.platform;

/** An expected no, as an answer. */
function refused(error: unknown): Answer | undefined {
  if (error instanceof Refusal) {
    const { words: said, stale } = error;
    return { type: 'words', words: said, undone: 'refused', ...(stale && { redraw: stale.redraw }) };
  }
  if (error instanceof BadForm) return { type: 'errors', form: error.form };
  return undefined;
}

const trouble = (error: unknown): Text | undefined => {
  if (error instanceof Unavailable) return words.unavailable;
  if (error instanceof TooLate) return words.slow;
  if (error instanceof TooMany) return words.tooMany;
  if (error instanceof PlatformError) return words.unsure;
  return undefined;
};

/** One request: who asks, what was found out about them, and how long there is. */
class Turn {
  employee: Employee | undefined;
  readonly deadline: number;

  constructor(
    private readonly needs: RouterNeeds,
    private readonly incoming: Incoming,
    private readonly share: Share,
  ) {
    this.deadline = Date.now() + DEADLINE_MS - needs.lateMs();
  }

  get reader(): Reader {
    const { platforms, readerFor } = this.needs;
    return readerFor(this.employee, platforms.get(this.incoming.who.platform));
  }

  async answer(): Promise<Answer> {
    try {
      return await this.share(this.incoming.who, () => this.#asKnown(0));
    } catch (error) {
      const no = refused(error);
      if (no) return this.#keep(no, error instanceof Refusal ? error.stale : undefined);
      const text = trouble(error);
      // What came before may have been saved, although this was not.
      if (text) return this.incoming.repeat ? undone('unsure', words.unknown) : undone('later', text);
      return this.#bug(error);
    }
  }

  async #asKnown(collisions: number): Promise<Answer> {
    try {
      return await this.needs.database.transaction((tx) => this.#run(tx), this.deadline);
    } catch (error) {
      if (error instanceof Stranger) return this.#asStranger();
      if (error instanceof CommitUnknown) return this.#inDoubt(collisions);
      if (!this.needs.database.isDuplicate(error)) throw error;
      // Either this event was answered already, or two people did the same thing at once: then the second looks anew.
      const known = await this.#find();
      if (known) return known;
      if (collisions >= MAX_COLLISIONS) throw error;
      return this.#asKnown(collisions + 1);
    }
  }

  /** All of it in one transaction: who this is, the use-case, and the answer for whoever asks again. */
  async #run(tx: Tx): Promise<Answer> {
    const { incoming, needs } = this;
    const now = needs.now();
    const person = await findPerson(tx, incoming.who);
    if (!person) throw new Stranger();
    this.employee = person.employee;
    tx.actorId = person.employee.id;
    if (!person.employee.active) throw new Refusal(words.left);
    const known = incoming.repeat ? await findAnswer<Answer>(tx, incoming.key) : undefined;
    if (known) return known;

    if (now.getTime() - person.lastUsedAt.getTime() > TOUCH_EVERY_MS) touchIdentity(tx, incoming.who, now);
    const surface = surfaceOf(incoming);
    const { digestAt } = needs;
    const ctx: Context = { tx, actor: person.employee, now, surface, digestAt, ...this.#place() };
    const [entry, raw] = entryFor(incoming.ask);
    const answer = await entry.answer(ctx, raw);
    // Whoever has chosen another language is answered in it.
    if (hasChangedMasters(tx)) this.employee = await getEmployee(tx, person.employee.id);
    if (this.#isKept(answer)) insertAnswer(tx, incoming.key, answer, now);
    return answer;
  }

  /** What is wrong with a form is a no, although something was kept of it; what is asked back may lead to a correction. */
  #isKept(answer: Answer): boolean {
    const { isLook, untilDone } = this.incoming;
    return !isLook && !(untilDone && isOpen(answer));
  }

  /** The group chat, where it was typed in one. */
  #place(): Pick<Context, 'channel' | 'channelsNeed'> {
    const { incoming, needs } = this;
    const { channel, who } = incoming;
    const channelsNeed = needs.platforms.get(who.platform)?.channelsNeed;
    return { ...(channel && { channel }), ...(channel && channelsNeed && { channelsNeed }) };
  }

  async #asStranger(): Promise<Answer> {
    await linkStranger(this.incoming.who, this.needs, this.deadline);
    return this.#asKnown(0);
  }

  #find(): Promise<Answer | undefined> {
    return this.needs.database.read((tx) => findAnswer<Answer>(tx, this.incoming.key), this.deadline);
  }

  /** The commit's answer was lost. The inbox lets it happen once only, so doing it again tells what became of it. */
  async #inDoubt(collisions: number): Promise<Answer> {
    try {
      return await this.#asKnown(collisions + 1);
    } catch (error) {
      if (refused(error)) throw error;
      return undone('unsure', words.unknown);
    }
  }

  /** A no is kept as well, so that a repeat hears the same; and the card that led to it is drawn anew. */
  async #keep(answer: Answer, stale?: Stale): Promise<Answer> {
    const { untilDone, isLook, key } = this.incoming;
    const isForgotten = untilDone || isLook;
    if (isForgotten && !stale) return answer;
    const { database, now } = this.needs;
    try {
      await database.transaction(async (tx) => {
        if (!isForgotten) insertAnswer(tx, key, answer, now());
        if (stale && this.employee) showIfThere(tx, this.employee.id, stale.subject, stale.id);
      }, this.deadline);
      return answer;
    } catch (error) {
      if (!database.isDuplicate(error)) return answer;
      return (await this.#find().catch(() => undefined)) ?? answer;
    }
  }

  #bug(error: unknown): Answer {
    const id = randomUUID().slice(0, 8);
    const { ask, who } = this.incoming;
    this.needs.log.error({ err: error, id, platform: who.platform, ask: ask.kind }, 'a request failed');
    return undone('bug', words.bug, { id });
  }
}

/** Everything that platforms hand in goes through here, once. */
export const router = (needs: RouterNeeds): Handle => {
  const share = shares();
  return async (incoming: Incoming): Promise<Outcome> => {
    const turn = new Turn(needs, incoming, share);
    const stop = needs.metrics.answers.startTimer({
      platform: surfaceOf(incoming),
      kind: incoming.ask.kind,
    });
    const answer = await turn.answer();
    stop({ result: answer.type });
    const as = answer.type === 'view' ? answer.as : undefined;
    return { answer, reader: as ? { ...turn.reader, ...as } : turn.reader };
  };
};
