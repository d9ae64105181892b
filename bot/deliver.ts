import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Card } from '../cards/card.js';
import { drawCard } from '../cards/index.js';
import { CommitUnknown, type Database, Unavailable } from '../models/database.js';
import { type Employee, getEmployee } from '../models/employee.js';
import { findAddress, type Identity, insertIdentity } from '../models/identity.js';
import {
  extendLeases,
  forgetRef,
  type Lease,
  leaseLanes,
  listBehindLanes,
  releaseLane,
  type ShownCard,
  saveNotShown,
  saveShown,
  takeNextCard,
} from '../models/shown-card.js';
import { type Reader, saying } from '../models/text.js';
import type { Tx } from '../models/tx.js';
import type { View } from '../models/views.js';
import type { Metrics } from './metrics.js';
import { type CardRef, type Platform, PlatformError, type PlatformUser } from './platforms/platform.js';
import { loadView } from './subjects.js';
import { words } from './words.js';

const POLL_MS = 1_000;
const LEASE_MS = 15_000;
const RENEW_MS = 5_000;
const MOST_LANES = 1_000;
const CLAIM_SIZE = 100;
/** About three hours of a platform that does not answer. */
const MAX_PLATFORM_TRIES = 40;
/** A card that we cannot draw will not get better by itself. */
const MAX_OWN_TRIES = 5;
const FIRST_BACKOFF_MS = 1_000;
const LONGEST_BACKOFF_MS = 300_000;
const JITTER = 0.2;
const SAVE_AGAIN_MS = 200;

export interface DeliveryNeeds {
  readonly database: Database;
  readonly platforms: ReadonlyMap<string, Platform>;
  readonly readerFor: (employee?: Employee) => Reader;
  readonly metrics: Metrics;
  readonly log: Logger;
  readonly now: () => Date;
  /** Names this instance. */
  readonly owner: string;
}

/** 1 s, 2 s, 4 s, … up to five minutes, a fifth more or less. @param random from 0 to 1 */
export const backoffMs = (attempts: number, random: number): number =>
  Math.min(FIRST_BACKOFF_MS * 2 ** (attempts - 1), LONGEST_BACKOFF_MS) * (1 - JITTER + 2 * JITTER * random);

/** What is to be done after a failed attempt. */
export interface Verdict {
  readonly state: 'behind' | 'dead';
  readonly retryMs: number;
  /** Nobody sends to this person before that. */
  readonly pauseMs: number;
}

const givenUp: Verdict = { state: 'dead', retryMs: 0, pauseMs: 0 };

/** The database went away, which says nothing about a card. */
const isAway = (error: unknown): boolean => error instanceof Unavailable || error instanceof CommitUnknown;

export function verdictOn(error: unknown, attempts: number, random: number): Verdict {
  const wait = backoffMs(attempts, random);
  if (isAway(error)) return { state: 'behind', retryMs: wait, pauseMs: 0 };
  if (!(error instanceof PlatformError)) {
    return attempts >= MAX_OWN_TRIES ? givenUp : { state: 'behind', retryMs: wait, pauseMs: 0 };
  }
  if (error.gone && attempts < MAX_OWN_TRIES) return { state: 'behind', retryMs: 0, pauseMs: 0 };
  if (!error.retryable || attempts >= MAX_PLATFORM_TRIES) return givenUp;
  const retryMs = error.retryAfterMs ?? wait;
  return { state: 'behind', retryMs, pauseMs: error.retryAfterMs ?? 0 };
}

interface Shown {
  readonly platform: string;
  readonly ref: CardRef;
}

/**
 * Makes the platforms show what `shown_cards` wants. A person's cards go out one after the other, by whoever holds the
 * lease on that person, at the platform's pace; so no two instances exceed a limit together, and no older state can
 * overtake a newer one.
 */
export class Delivery {
  readonly #needs: DeliveryNeeds;
  readonly #lanes = new Map<number, Promise<void>>();
  #running = false;
  #woken = false;
  #wake: () => void = () => {};
  #loop: Promise<void> = Promise.resolve();
  #renewal: NodeJS.Timeout | undefined;
  readonly #stopping = new AbortController();

  constructor(needs: DeliveryNeeds) {
    this.#needs = needs;
    // Each lane that keeps its pace listens.
    setMaxListeners(0, this.#stopping.signal);
  }

  start() {
    this.#running = true;
    this.#needs.database.onNews((news) => news.has('cards') && this.wake());
    this.#renewal = setInterval(() => void this.#renew(), RENEW_MS);
    this.#loop = this.#run();
  }

  /** Something may be behind. */
  wake() {
    this.#woken = true;
    this.#wake();
  }

  /** Finishes the cards that are on their way and gives the rest back. */
  async stop() {
    this.#running = false;
    this.#stopping.abort();
    this.wake();
    await this.#loop;
    await Promise.all(this.#lanes.values());
    clearInterval(this.#renewal);
  }

  async #run() {
    while (this.#running) {
      this.#woken = false;
      const claimed = await this.#claim().catch((error) => this.#complain(error));
      if (claimed === 0 && this.#running) await this.#rest();
    }
  }

  #complain(error: unknown): number {
    this.#needs.log.warn({ err: error }, 'could not look for cards to show');
    return 0;
  }

  #rest(): Promise<void> {
    if (this.#woken) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, POLL_MS);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  async #claim(): Promise<number> {
    const { database, owner } = this.#needs;
    const room = Math.min(CLAIM_SIZE, MOST_LANES - this.#lanes.size);
    if (room <= 0) return 0;
    const ids = await database.read((tx) => listBehindLanes(tx, room));
    if (ids.length === 0) return 0;
    const leases = await this.#save((tx) => leaseLanes(tx, ids, owner, LEASE_MS));
    for (const lease of leases) this.#open(lease);
    return leases.length;
  }

  #open(lease: Lease) {
    const lane = this.#drain(lease)
      .catch((error) => this.#needs.log.warn({ err: error }, 'lost a lane; its lease will run out'))
      .finally(() => {
        this.#lanes.delete(lease.employeeId);
        this.wake();
      });
    this.#lanes.set(lease.employeeId, lane);
  }

  /** A person's cards, one after the other, until none is behind. */
  async #drain(lease: Lease): Promise<void> {
    let pauseMs = 0;
    while (pauseMs === 0) {
      const card = this.#running ? await this.#save((tx) => takeNextCard(tx, lease)) : undefined;
      if (!card) break;
      pauseMs = await this.#show(lease, card);
    }
    await this.#save(async (tx) => releaseLane(tx, lease, pauseMs));
  }

  /** @returns how long nobody may send to this person */
  async #show(lease: Lease, card: ShownCard): Promise<number> {
    const { now, metrics } = this.#needs;
    if (card.unended >= MAX_OWN_TRIES) {
      return this.#failed(lease, card, new Error('No attempt at showing it came to an end.'), givenUp);
    }
    let shown: Shown | undefined;
    try {
      shown = await this.#send(card);
    } catch (error) {
      return this.#failed(lease, card, error, verdictOn(error, card.attempts, Math.random()));
    }
    if (!shown) {
      const reason = 'no chat account is linked';
      await this.#save(async (tx) => saveNotShown(tx, lease, card, 'unreachable', reason));
      return 0;
    }
    const { platform, ref } = shown;
    metrics.cards.inc({ platform, result: 'shown' });
    await this.#save((tx) => saveShown(tx, lease, card, platform, ref, now()));
    return this.#pace(platform);
  }

  /**
   * What is written about a lane, again and again while the database is away: the lease fences each of these writes, so
   * twice is as good as once, and what a platform has shown is not forgotten.
   */
  async #save<T>(work: (tx: Tx) => Promise<T>, until = Date.now() + LEASE_MS): Promise<T> {
    try {
      return await this.#needs.database.transaction(work);
    } catch (error) {
      if (!isAway(error) || !this.#running || Date.now() > until) throw error;
      await sleep(SAVE_AGAIN_MS);
      return this.#save(work, until);
    }
  }

  /** Keeps the person's lease for as long as the platform wants between two cards. */
  async #pace(platform: string): Promise<number> {
    const paceMs = this.#needs.platforms.get(platform)?.paceMs ?? 0;
    if (paceMs === 0) return 0;
    const startedAt = Date.now();
    await sleep(paceMs, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
    return this.#running ? 0 : Math.max(1, paceMs - (Date.now() - startedAt));
  }

  async #failed(lease: Lease, card: ShownCard, error: unknown, verdict: Verdict): Promise<number> {
    const { log, metrics } = this.#needs;
    const { state, retryMs, pauseMs } = verdict;
    const reason = error instanceof Error ? error.message : String(error);
    const at = { card: card.id, attempts: card.attempts, state };
    if (state === 'dead') log.error({ ...at, err: error }, 'gave up on a card');
    if (state !== 'dead') log.warn({ ...at, reason }, 'a card could not be shown yet');
    metrics.cards.inc({ platform: card.platform ?? 'none', result: state });
    await this.#save(async (tx) => {
      if (error instanceof PlatformError && error.gone) forgetRef(tx, lease, card);
      saveNotShown(tx, lease, card, state, reason, retryMs);
    });
    return pauseMs;
  }

  async #send(card: ShownCard): Promise<Shown | undefined> {
    const { database, readerFor, now } = this.#needs;
    const address = await this.#addressFor(card);
    if (!address) return undefined;
    const platform = this.#platform(address.platform);
    const { view, employee } = await database.read(async (tx) => {
      const actor = await getEmployee(tx, card.employeeId);
      const ctx = { tx, actor, now: now(), surface: 'system' as const };
      return { employee: actor, view: await loadView[card.subject](ctx, card.subjectId) };
    });
    if (!view) return { platform: platform.name, ref: card.ref ?? {} };
    const reader = readerFor(employee);
    const ref = await this.#place(platform, address, card, draw(view, reader), reader);
    return { platform: platform.name, ref };
  }

  /** Changes the card that is there, or posts one. A fresh one leaves a pointer where the old one was. */
  async #place(
    platform: Platform,
    to: PlatformUser,
    card: ShownCard,
    drawn: Card,
    reader: Reader,
  ): Promise<CardRef> {
    const isThere = card.ref !== null && card.platform === platform.name;
    if (isThere && !card.fresh) return platform.update(card.ref, drawn);
    const ref = await platform.post(to, drawn, `${card.id}:${card.wanted}`, card.unended > 0);
    if (isThere) await this.#retire(platform, card.ref, reader);
    return ref;
  }

  async #retire(platform: Platform, ref: CardRef, reader: Reader) {
    const pointer: View = {
      kind: 'notice',
      title: saying(words.retired),
      body: [saying(words.retiredBody)],
      buttons: [],
    };
    await platform.update(ref, draw(pointer, reader)).catch((error) => {
      this.#needs.log.warn({ reason: String(error) }, 'an old card could not be replaced by a pointer');
    });
  }

  #platform(name: string): Platform {
    const platform = this.#needs.platforms.get(name);
    if (!platform) throw new PlatformError(`The platform ${name} is not configured.`, { retryable: true });
    return platform;
  }

  /** Where the person was last; or, if they never wrote to us, wherever a platform knows their e-mail. */
  async #addressFor({ employeeId }: ShownCard): Promise<PlatformUser | undefined> {
    const { database } = this.#needs;
    const known = await database.read((tx) => findAddress(tx, employeeId));
    return (known as PlatformUser | undefined) ?? this.#lookUp(employeeId);
  }

  async #lookUp(employeeId: number): Promise<PlatformUser | undefined> {
    const { database, platforms, now } = this.#needs;
    const { email } = await database.read((tx) => getEmployee(tx, employeeId));
    if (!email) return undefined;
    for (const platform of platforms.values()) {
      const found = await platform.findByEmail(email);
      if (!found) continue;
      const identity: Identity = found;
      await database.transaction(async (tx) => insertIdentity(tx, identity, employeeId, now()));
      return found;
    }
    return undefined;
  }

  async #renew() {
    const ids = [...this.#lanes.keys()];
    if (ids.length === 0) return;
    const { database, owner } = this.#needs;
    await database
      .transaction(async (tx) => extendLeases(tx, owner, ids, LEASE_MS))
      .catch((error) => this.#complain(error));
  }
}

/** A view of any kind: the table in `cards/` picks its card. */
const draw = (view: View, reader: Reader): Card => drawCard(view, reader);
