import { setTimeout as sleep } from 'node:timers/promises';
import { type Sharing, sharing } from '../../models/database/together.js';
import type { Tx } from '../../models/database/tx.js';
import type { Database } from '../../models/database.js';
import {
  extendLeases,
  forgetRef,
  type Lease,
  leaseLanes,
  releaseLane,
  type ShownCard,
  saveNotShown,
  saveShown,
  saveWaiting,
  takeBackAttempt,
  takeNextCard,
} from '../../models/shown-card.js';
import { type CardRef, PlatformError } from '../platforms/platform.js';
import { msUntil, nowMs } from './rest.js';
import { isAway, type Verdict } from './verdict.js';

const LEASE_MS = 15_000;
const SAVE_AGAIN_MS = 200;

interface RecordsNeeds {
  readonly database: Database;
  readonly now: () => Date;
  /** Names this instance. */
  readonly owner: string;
  /** Then nothing is tried again: the leases run out. */
  readonly stopping: AbortSignal;
}

/** A lane that is ours now, with its first card. */
export interface Taken {
  readonly lease: Lease;
  readonly card: ShownCard;
}

/** @param nextAt when the platform takes another card for this person */
async function takeOrRelease(tx: Tx, lease: Lease, nextAt: number): Promise<ShownCard | undefined> {
  const card = await takeNextCard(tx, lease);
  if (!card) releaseLane(tx, lease, msUntil(nextAt));
  return card;
}

/**
 * What is written about lanes and their cards, again and again while the database is away: the lease fences each of these
 * writes, so twice is as good as once, and what a platform has shown is not forgotten.
 */
export class Records {
  readonly #needs: RecordsNeeds;
  readonly #writes: Sharing;
  /** Apart from what only writes, so that what these read and write can go with what others do. */
  readonly #takes: Sharing;

  constructor(needs: RecordsNeeds) {
    this.#needs = needs;
    const shared = () => sharing((work) => needs.database.transaction(work), { isHopeless: isAway });
    this.#writes = shared();
    this.#takes = shared();
  }

  /** Takes those of the lanes that are free, and of each the first card, all in one transaction. */
  async claim(ids: readonly number[]): Promise<Taken[]> {
    const taken = await this.#save(async (tx) => {
      const leases = await leaseLanes(tx, ids, this.#needs.owner, LEASE_MS);
      return Promise.all(leases.map(async (lease) => ({ lease, card: await takeOrRelease(tx, lease, 0) })));
    });
    return taken.flatMap(({ lease, card }) => (card ? [{ lease, card }] : []));
  }

  /** The lane's next card; when there is none, the lane is given back. */
  next(lease: Lease, nextAt: number): Promise<ShownCard | undefined> {
    return this.#save((tx) => takeOrRelease(tx, lease, nextAt), this.#takes);
  }

  /** To whoever comes after the platform's pause. */
  release(lease: Lease, { nextAt, pauseMs }: { readonly nextAt: number; readonly pauseMs: number }) {
    return this.#save(async (tx) => releaseLane(tx, lease, Math.max(pauseMs, msUntil(nextAt))));
  }

  /** @param comesAt when it comes as a new message, too */
  shown(lease: Lease, card: ShownCard, platform: string, ref: CardRef, comesAt?: Date): Promise<void> {
    const { now } = this.#needs;
    return this.#save(async (tx) => {
      saveShown(tx, lease, card, { platform, ref, at: now() });
      if (comesAt) saveWaiting(tx, lease, card, comesAt);
    });
  }

  waits(lease: Lease, card: ShownCard, comesAt: Date): Promise<void> {
    return this.#save(async (tx) => saveWaiting(tx, lease, card, comesAt));
  }

  unreachable(lease: Lease, card: ShownCard): Promise<void> {
    const reason = 'no chat account is linked';
    return this.#save(async (tx) => saveNotShown(tx, lease, card, { state: 'unreachable', reason }));
  }

  failed(lease: Lease, card: ShownCard, error: unknown, { state, retryMs }: Verdict): Promise<void> {
    const reason = error instanceof Error ? error.message : String(error);
    return this.#save(async (tx) => {
      if (error instanceof PlatformError && error.gone) forgetRef(tx, lease, card);
      saveNotShown(tx, lease, card, { state, reason, retryMs });
      if (error instanceof PlatformError && error.untried) takeBackAttempt(tx, lease, card);
    });
  }

  extend(ids: readonly number[]): Promise<void> {
    const { database, owner } = this.#needs;
    return database.transaction(async (tx) => extendLeases(tx, owner, ids, LEASE_MS));
  }

  async #save<T>(work: (tx: Tx) => Promise<T>, share = this.#writes, until = nowMs() + LEASE_MS): Promise<T> {
    try {
      return await share(work);
    } catch (error) {
      if (!isAway(error) || this.#needs.stopping.aborted || nowMs() > until) throw error;
      await sleep(SAVE_AGAIN_MS);
      return this.#save(work, share, until);
    }
  }
}
