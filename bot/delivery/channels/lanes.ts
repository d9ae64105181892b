import { setMaxListeners } from 'node:events';
import type { Logger } from 'pino';
import {
  type Channel,
  type ChannelCard,
  findChannelCardBehind,
  listChannelsBehind,
} from '../../../models/channel.js';
import { type Sharing, sharing } from '../../../models/database/together.js';
import type { Database } from '../../../models/database.js';
import type { Platform } from '../../platforms/platform.js';
import { sleepUntil } from '../rest.js';
import { MAX_PLATFORM_TRIES } from '../verdict.js';

/** Chats of one platform whose cards are drawn, sent or kept at its pace. */
const MOST_LANES = 1_000;
const MOST_LOOKED_AT = 2_000;
/** So much before its turn the next card is read and drawn. */
const HEAD_START_MS = 300;

interface LanesNeeds {
  readonly database: Database;
  readonly platforms: ReadonlyMap<string, Platform>;
  readonly log: Pick<Logger, 'warn'>;
}

/** @returns when the chat may be shown the next one */
type Bring = (card: ChannelCard, turnAt: number) => Promise<number>;

const keyOf = ({ platform, workspaceId, channelId }: Channel): string =>
  JSON.stringify([platform, workspaceId, channelId]);

/** Group chats side by side, each in a lane of its own: one that hangs, or a platform that does, holds up nobody else. */
export class Lanes {
  readonly #needs: LanesNeeds;
  readonly #bring: Bring;
  readonly #stopping: AbortSignal;
  readonly #reads: Sharing;
  /** By platform, then by chat. */
  readonly #open = new Map<string, Map<string, Promise<void>>>();

  constructor(needs: LanesNeeds, bring: Bring, stopping: AbortSignal) {
    this.#needs = needs;
    this.#bring = bring;
    this.#stopping = stopping;
    this.#reads = sharing((work) => needs.database.read(work));
    // Each lane that keeps its pace listens.
    setMaxListeners(0, stopping);
  }

  /** Opens one for each chat with a card that is behind. @returns how many such chats there are */
  async open(): Promise<number> {
    const full = [...this.#needs.platforms.keys()].filter((platform) => this.#isFull(platform));
    const behind = await this.#needs.database.read((tx) =>
      listChannelsBehind(tx, MAX_PLATFORM_TRIES, full, MOST_LOOKED_AT),
    );
    for (const chat of behind) this.#openOne(chat);
    return behind.length;
  }

  async ended(): Promise<void> {
    await Promise.all([...this.#open.values()].flatMap((lanes) => [...lanes.values()]));
  }

  /** Or it is another instance's turn to show cards there. */
  #isFull(platform: string): boolean {
    const isElsewhere = this.#needs.platforms.get(platform)?.channels?.isHere?.() === false;
    return isElsewhere || this.#lanesOn(platform).size >= MOST_LANES;
  }

  #lanesOn(platform: string): Map<string, Promise<void>> {
    const there = this.#open.get(platform) ?? new Map<string, Promise<void>>();
    this.#open.set(platform, there);
    return there;
  }

  #openOne(chat: Channel) {
    const key = keyOf(chat);
    const lanes = this.#lanesOn(chat.platform);
    if (lanes.has(key) || this.#isFull(chat.platform) || this.#stopping.aborted) return;
    const lane = this.#drain(chat)
      .catch((error) => this.#needs.log.warn({ err: error }, 'could not show a group chat its cards'))
      .finally(() => lanes.delete(key));
    lanes.set(key, lane);
  }

  /** A chat's cards, one after the other at the platform's pace, until none is due. */
  async #drain(chat: Channel): Promise<void> {
    let turnAt = 0;
    while (!this.#stopping.aborted) {
      await sleepUntil(turnAt - HEAD_START_MS, this.#stopping);
      const card = await this.#reads((tx) => findChannelCardBehind(tx, chat, MAX_PLATFORM_TRIES));
      // What comes meanwhile waits for its turn as well.
      if (!card) return sleepUntil(turnAt, this.#stopping);
      turnAt = await this.#bring(card, turnAt);
    }
  }
}
