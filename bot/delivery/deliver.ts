import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Lease, listBehindLanes, type ShownCard } from '../../models/shown-card.js';
import type { CardRef, Platform } from '../platforms/platform.js';
import type { Metrics } from '../status/metrics.js';
import { Gate } from './gate.js';
import { Records, type Taken } from './records.js';
import { msUntil, nowMs, Rest, sleepUntil } from './rest.js';
import { type Later, type Line, type Prepared, Sender, type SenderNeeds } from './sender.js';
import { givenUp, MAX_OWN_TRIES, notNow, type Verdict, verdictOn } from './verdict.js';

const POLL_MS = 1_000;
const RENEW_MS = 5_000;
const MOST_LANES = 5_000;
const usualMost: Most = { atWork: 1_000, onTheirWay: 200 };
const CLAIM_SIZE = 100;
/** Where a platform takes only so many, what people act on comes in between the digests of the morning. */
const DIGESTS_BEHIND = 10;
/** So much before its turn the next card is read and drawn, as it takes its time while hundreds do the same. */
const HEAD_START_MS = 300;
/** A pause ends by the database's clock, from when it was written down. */
const AFTER_PAUSE_MS = 20;

interface Most {
  /** Lanes that do not just wait. */
  readonly atWork: number;
  /** Cards of one line on their way to one platform: while it is slow the others wait, and hold up nobody else. */
  readonly onTheirWay: number;
}

export interface DeliveryNeeds extends SenderNeeds {
  readonly metrics: Metrics;
  /** Names this instance. */
  readonly owner: string;
  /** Less in tests. */
  readonly most?: Most;
}

type Gates = Readonly<Record<Line, Gate>>;

const gatesFor = ({ onTheirWay }: Most): Gates => ({
  news: new Gate(onTheirWay),
  changes: new Gate(onTheirWay),
  digests: new Gate(Math.ceil(onTheirWay / DIGESTS_BEHIND)),
});

/** What follows for the person's next card. */
interface Shown {
  /** When the platform takes another one, as `nowMs` counts. */
  readonly nextAt: number;
  /** How long nobody may send to this person. */
  readonly pauseMs: number;
}

/** It is on the screen; perhaps it comes as a new message as well, later. */
interface Sent extends Partial<Later> {
  readonly platform: Platform;
  readonly ref: CardRef;
  /** When the platform takes another one, as `nowMs` counts. */
  readonly nextAt: number;
}

const atOnce: Shown = { nextAt: 0, pauseMs: 0 };

/**
 * Makes the platforms show what `shown_cards` wants. A person's cards go out one after the other, by whoever holds the
 * lease on that person, at the platform's pace; so no two instances exceed a limit together, and no older state can
 * overtake a newer one.
 */
export class Delivery {
  readonly #needs: DeliveryNeeds;
  readonly #sender: Sender;
  readonly #records: Records;
  readonly #lanes = new Map<number, Promise<void>>();
  readonly #most: Most;
  readonly #gates: ReadonlyMap<string, Gates>;
  /** How many lanes wait: for their turn, or in line for a platform. */
  #waiting = 0;
  /** People of whom we heard that a card of theirs may be behind. */
  readonly #heard = new Set<number>();
  /** When all cards are looked over next, for what nobody told us of: retries, and what other instances left. */
  #lookAt = 0;
  #running = false;
  readonly #rest = new Rest();
  #loop: Promise<void> = Promise.resolve();
  #renewal: NodeJS.Timeout | undefined;
  readonly #stopping = new AbortController();

  constructor(needs: DeliveryNeeds) {
    this.#needs = needs;
    this.#sender = new Sender(needs);
    this.#records = new Records({ ...needs, stopping: this.#stopping.signal });
    this.#most = needs.most ?? usualMost;
    this.#gates = new Map([...needs.platforms.keys()].map((name) => [name, gatesFor(this.#most)]));
    // Each lane that keeps its pace listens.
    setMaxListeners(0, this.#stopping.signal);
  }

  start() {
    this.#running = true;
    this.#needs.database.onNews((news) => news.has('cards') && this.#hear(news.idsOf('cards')));
    this.#renewal = setInterval(() => void this.#renew(), RENEW_MS);
    this.#loop = this.#run();
  }

  /** Finishes the cards that are on their way and gives the rest back. */
  async stop() {
    this.#running = false;
    this.#stopping.abort();
    this.#rest.wake();
    await this.#loop;
    await Promise.all(this.#lanes.values());
    clearInterval(this.#renewal);
  }

  /** Something may be behind: for these people, or for anybody. */
  #hear(ids: readonly number[]) {
    for (const id of ids) this.#heard.add(id);
    if (ids.length === 0) this.#lookAt = 0;
    this.#rest.wake();
  }

  async #run() {
    while (this.#running) {
      const claimed = await this.#claim().catch((error) => this.#complain(error));
      if (claimed === 0) await this.#rest.upTo(POLL_MS);
    }
  }

  #complain(error: unknown): number {
    this.#needs.log.warn({ err: error }, 'could not look for cards to show');
    return 0;
  }

  /** @returns of how many people we had to look */
  async #claim(): Promise<number> {
    const atWork = this.#lanes.size - this.#waiting;
    const room = Math.min(CLAIM_SIZE, this.#most.atWork - atWork, MOST_LANES - this.#lanes.size);
    const ids = room > 0 ? await this.#candidates(room) : [];
    if (ids.length === 0) return 0;
    for (const taken of await this.#records.claim(ids)) this.#open(taken);
    return ids.length;
  }

  /** However much we hear of, those of whom we do not have their turn as well: a look finds both. */
  async #candidates(room: number): Promise<number[]> {
    if (nowMs() < this.#lookAt) return this.#takeHeard(room);
    const seen = await this.#needs.database.read((tx) => listBehindLanes(tx, room));
    if (seen.length < room) this.#lookAt = nowMs() + POLL_MS;
    const free = seen.filter((id) => !this.#lanes.has(id));
    for (const id of free) this.#heard.delete(id);
    return free;
  }

  #takeHeard(room: number): number[] {
    const ids: number[] = [];
    for (const id of this.#heard) {
      if (ids.length >= room) break;
      if (!this.#lanes.has(id)) ids.push(id);
    }
    for (const id of ids) this.#heard.delete(id);
    return ids;
  }

  #open({ lease, card }: Taken) {
    const lane = this.#drain(lease, card)
      .catch((error) => this.#needs.log.warn({ err: error }, 'lost a lane; its lease will run out'))
      .finally(() => {
        this.#lanes.delete(lease.employeeId);
        this.#roomMade();
      });
    this.#lanes.set(lease.employeeId, lane);
  }

  /** A person's cards, one after the other, until none is behind. */
  async #drain(lease: Lease, first: ShownCard): Promise<void> {
    let card: ShownCard | undefined = first;
    let turnAt = 0;
    while (card) {
      const shown: Shown = await this.#show(lease, card, turnAt);
      turnAt = shown.nextAt;
      const drawAt = turnAt - this.#headStartMs(card);
      await this.#aside(() => sleepUntil(drawAt, this.#stopping.signal));
      card = await this.#next(lease, shown);
    }
  }

  /** Where nothing waits, what comes until its turn should still find the lane taken. */
  #headStartMs({ employeeId, isFollowed }: ShownCard): number {
    return isFollowed || this.#heard.has(employeeId) ? HEAD_START_MS : 0;
  }

  /** The person's next card; or the lane is given back, to whoever comes after the platform's pause. */
  async #next(lease: Lease, shown: Shown): Promise<ShownCard | undefined> {
    if (this.#running && shown.pauseMs === 0) {
      // What we heard until now, the next look will find.
      this.#heard.delete(lease.employeeId);
      return this.#records.next(lease, shown.nextAt);
    }
    await this.#records.release(lease, shown);
    setTimeout(() => this.#hear([lease.employeeId]), shown.pauseMs + AFTER_PAUSE_MS).unref();
    return undefined;
  }

  /** Draws the card ahead of its turn and sends it when its turn has come. */
  async #show(lease: Lease, card: ShownCard, turnAt: number): Promise<Shown> {
    if (card.unended >= MAX_OWN_TRIES) {
      return this.#failed(lease, card, new Error('No attempt at showing it came to an end.'), givenUp);
    }
    let sent: Sent | Later | undefined;
    try {
      sent = await this.#send(card, turnAt);
    } catch (error) {
      return this.#failed(lease, card, error, verdictOn(error, card.attempts, Math.random()));
    }
    if (!sent) {
      await this.#records.unreachable(lease, card);
      return atOnce;
    }
    if (!('ref' in sent)) {
      await this.#records.waits(lease, card, sent.comesAt);
      return { ...atOnce, nextAt: turnAt };
    }
    const { platform, ref, nextAt, comesAt } = sent;
    this.#needs.metrics.cards.inc({ platform: platform.name, result: 'shown' });
    await this.#records.shown(lease, card, platform.name, ref, comesAt);
    return { nextAt, pauseMs: 0 };
  }

  async #send(card: ShownCard, turnAt: number): Promise<Sent | Later | undefined> {
    const prepared = await this.#sender.prepare(card);
    if (!prepared || !('send' in prepared)) return prepared;
    await sleep(msUntil(turnAt));
    return this.#passGate(prepared, async (hasWaitedLong) => {
      // What was drawn before a long wait is old.
      const anew = hasWaitedLong ? await this.#sender.prepare(card) : undefined;
      const { platform, send, comesAt } = anew && 'send' in anew ? anew : prepared;
      const ref = await send();
      const nextAt = platform.paceMs === 0 ? 0 : nowMs() + platform.paceMs;
      return { platform, ref, nextAt, ...(comesAt && { comesAt }) };
    });
  }

  /** @throws PlatformError when we stop before there is a place */
  async #passGate<T>({ platform, line }: Prepared, send: (hasWaitedLong: boolean) => Promise<T>): Promise<T> {
    const gate = this.#gates.get(platform.name)?.[line] as Gate;
    const isLong = gate.waiting >= this.#most.onTheirWay;
    const mustWait = gate.isFull;
    await (mustWait ? this.#aside(() => gate.enter()) : gate.enter());
    try {
      if (mustWait && !this.#running) throw notNow();
      return await send(isLong);
    } finally {
      gate.leave();
    }
  }

  /** Whoever just waits takes no room from others. */
  async #aside(wait: () => Promise<void>) {
    this.#waiting += 1;
    this.#roomMade();
    await wait();
    this.#waiting -= 1;
  }

  #roomMade() {
    if (this.#heard.size > 0) this.#rest.wake();
  }

  async #failed(lease: Lease, card: ShownCard, error: unknown, verdict: Verdict): Promise<Shown> {
    const { log, metrics } = this.#needs;
    const { state, pauseMs } = verdict;
    const reason = error instanceof Error ? error.message : String(error);
    const at = { card: card.id, attempts: card.attempts, state };
    if (state === 'dead') log.error({ ...at, err: error }, 'gave up on a card');
    if (state !== 'dead') log.warn({ ...at, reason }, 'a card could not be shown yet');
    metrics.cards.inc({ platform: card.platform ?? 'none', result: state });
    await this.#records.failed(lease, card, error, verdict);
    return { ...atOnce, pauseMs };
  }

  async #renew() {
    const ids = [...this.#lanes.keys()];
    if (ids.length === 0) return;
    await this.#records.extend(ids).catch((error) => this.#complain(error));
  }
}
