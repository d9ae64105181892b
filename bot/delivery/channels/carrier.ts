import type { Logger } from 'pino';
import {
  type ChannelCard,
  deleteChannelCard,
  extendChannelLease,
  giveUpChannelCard,
  leaseChannelCard,
  saveChannelCardNotShown,
  saveChannelCardNotTried,
  saveChannelCardShown,
} from '../../../models/channel.js';
import { type Sharing, sharing } from '../../../models/database/together.js';
import { PlatformError } from '../../platforms/platform.js';
import { Gate } from '../gate.js';
import { nowMs, sleepUntil } from '../rest.js';
import { MAX_PLATFORM_TRIES, notNow, verdictOn } from '../verdict.js';
import { channelDrawer, type DrawingNeeds } from './drawing.js';

const LEASE_MS = 30_000;
/** So many times within a lease, what takes longer is kept. */
const RENEWALS = 3;
/** Cards on their way to one platform. */
const AT_ONCE = 64;

export interface CarrierNeeds extends DrawingNeeds {
  readonly log: Pick<Logger, 'warn' | 'error'>;
  /** Less in tests. */
  readonly leaseMs?: number;
}

/** Brings cards to group chats, each while it is ours, and writes down what became of it. */
export class Carrier {
  readonly #needs: CarrierNeeds;
  readonly #leaseMs: number;
  readonly #stopping: AbortSignal;
  readonly #draw: ReturnType<typeof channelDrawer>;
  readonly #writes: Sharing;
  readonly #gates: ReadonlyMap<string, Gate>;
  /** Cards that are ours now: they may wait for others of their platform. */
  readonly #held = new Set<ChannelCard>();
  #renewal: NodeJS.Timeout | undefined;

  constructor(needs: CarrierNeeds, stopping: AbortSignal) {
    this.#needs = needs;
    this.#leaseMs = needs.leaseMs ?? LEASE_MS;
    this.#stopping = stopping;
    this.#draw = channelDrawer(needs);
    this.#writes = sharing((work) => needs.database.transaction(work));
    this.#gates = new Map([...needs.platforms.keys()].map((name) => [name, new Gate(AT_ONCE)]));
  }

  start() {
    const complain = (error: unknown) =>
      this.#needs.log.warn({ err: error }, 'cards of group chats were not kept');
    this.#renewal = setInterval(() => void this.#renew().catch(complain), this.#leaseMs / RENEWALS);
  }

  stop() {
    clearInterval(this.#renewal);
  }

  /** @returns when the chat may be shown the next one, as `nowMs` counts */
  async bring(card: ChannelCard, turnAt: number): Promise<number> {
    if (!(await this.#writes((tx) => leaseChannelCard(tx, card, this.#leaseMs)))) return turnAt;
    this.#held.add(card);
    try {
      return await this.#show(card, turnAt);
    } catch (error) {
      await this.#failed(card, error);
      return error instanceof PlatformError && error.isFull ? nowMs() + (error.retryAfterMs ?? 0) : 0;
    } finally {
      this.#held.delete(card);
    }
  }

  async #show(card: ChannelCard, turnAt: number): Promise<number> {
    const { channels, gate, paceMs } = this.#wayTo(card);
    const send = await this.#draw(card);
    await sleepUntil(turnAt, this.#stopping);
    if (this.#stopping.aborted) throw notNow();
    const ref = await gate.pass(() => send(channels));
    const nextAt = nowMs() + paceMs;
    await this.#writes(async (tx) => {
      if (ref) saveChannelCardShown(tx, card, ref);
      else deleteChannelCard(tx, card);
    });
    return nextAt;
  }

  #wayTo({ platform }: ChannelCard) {
    const { channels, paceMs = 0 } = this.#needs.platforms.get(platform) ?? {};
    const gate = this.#gates.get(platform);
    if (channels && gate) return { channels, gate, paceMs };
    throw new PlatformError(`${platform} shows no cards in group chats.`, { retryable: false });
  }

  async #failed(card: ChannelCard, error: unknown): Promise<void> {
    const { state, retryMs } = verdictOn(error, card.attempts + 1, Math.random());
    const known = error instanceof PlatformError ? error : undefined;
    if (known?.untried) return this.#writes(async (tx) => saveChannelCardNotTried(tx, card, retryMs));
    const reason = error instanceof Error ? error.message : String(error);
    this.#needs.log[state === 'dead' ? 'error' : 'warn'](
      { channel: card.channelId, deal: card.dealId, reason },
      'a group chat was not shown a card',
    );
    await this.#writes(async (tx) => {
      if (state === 'dead') giveUpChannelCard(tx, card, reason, MAX_PLATFORM_TRIES);
      else saveChannelCardNotShown(tx, card, reason, { retryMs, isGone: known?.gone ?? false });
    });
  }

  async #renew(): Promise<void> {
    if (this.#held.size > 0)
      await this.#needs.database.transaction(async (tx) => {
        for (const card of this.#held) extendChannelLease(tx, card, this.#leaseMs);
      });
  }
}
