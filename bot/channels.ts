import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { drawCard } from '../cards/index.js';
import { dealInChannel, isShownThere, overView } from '../handlers/deal/in-channel.js';
import {
  type ChangedDeal,
  type Channel,
  type ChannelCard,
  deleteChannelCard,
  type Follow,
  findChannelCardBehind,
  findLastHistoryId,
  giveUpChannelCard,
  leaseChannelCard,
  listChangedDeals,
  listChannelsBehind,
  listFollows,
  listFollowsOf,
  raiseChannelCards,
  saveChannelCardNotShown,
  saveChannelCardNotTried,
  saveChannelCardShown,
  showInChannel,
} from '../models/channel.js';
import type { Database } from '../models/database.js';
import type { Employee } from '../models/employee.js';
import type { Reader } from '../models/text.js';
import type { Tx } from '../models/tx.js';
import { backoffMs } from './deliver.js';
import { type CardRef, type Platform, PlatformError, type PlatformName } from './platforms/platform.js';

/** While something is followed. */
const POLL_MS = 1_000;
/** While nothing is: somebody may have had it followed on another instance. */
const IDLE_MS = 15_000;
const LEASE_MS = 30_000;
const MOST_TRIES = 12;
/** Chats of one platform that are shown something at the same time. */
const AT_ONCE = 8;
const MOST_LOOKED_AT = 500;
/** Transactions that got an earlier number in the history may commit so much later. */
const OVERLAP = 500;

export interface ChannelNeeds {
  readonly database: Database;
  readonly platforms: ReadonlyMap<string, Platform>;
  readonly readerFor: (employee?: Employee) => Reader;
  readonly log: Pick<Logger, 'warn' | 'error'>;
  readonly now: () => Date;
}

export interface Channels {
  start(): void;
  /** Finishes the cards that are on their way. */
  stop(): Promise<void>;
}

const keyOf = ({ platform, workspaceId, channelId }: Channel): string =>
  JSON.stringify([platform, workspaceId, channelId]);

/**
 * Makes group chats show the deals that they follow. What happened to a deal is read from its history, behind those who
 * work: where nothing is followed, nothing is read and nobody's request does anything for it.
 */
export function channelFeed({ database, platforms, readerFor, log, now }: ChannelNeeds): Channels {
  const stopping = new AbortController();
  const { signal } = stopping;
  let running: Promise<void> = Promise.resolve();
  let wake = () => {};
  let readTo: number | undefined;
  let putDown: ReadonlyMap<number, number> = new Map();
  /** Chats of which the platform takes nothing more for now. */
  const restUntil = new Map<string, number>();
  const lanes = new Map<string, { readonly platform: string; readonly lane: Promise<void> }>();

  /** Puts down what changed and is followed. What was put down before is known by how much had happened then. */
  const lookAt = async (follows: readonly Follow[]): Promise<void> => {
    const last = await database.read(findLastHistoryId);
    const from = Math.max(0, (readTo ?? last) - OVERLAP);
    const changed = await database.read((tx) => listChangedDeals(tx, from));
    const fresh = changed.filter(({ dealId, changes }) => putDown.get(dealId) !== changes);
    if (fresh.length > 0) await database.transaction((tx) => putAllDown(tx, follows, fresh));
    putDown = new Map(changed.map(({ dealId, changes }) => [dealId, changes]));
    readTo = last;
  };

  const putAllDown = async (
    tx: Tx,
    follows: readonly Follow[],
    deals: readonly ChangedDeal[],
  ): Promise<void> => {
    for (const deal of deals) {
      raiseChannelCards(tx, deal.dealId, deal.changes);
      for (const follow of follows)
        if (await isShownThere(tx, follow, deal, now())) showInChannel(tx, follow, deal.dealId, deal.changes);
    }
  };

  const channelsOf = ({ platform }: ChannelCard) => {
    const { channels, paceMs = 0 } = platforms.get(platform) ?? {};
    if (channels) return { channels, paceMs };
    throw new PlatformError(`${platform} shows no cards in group chats.`, { retryable: false });
  };

  const place = async (card: ChannelCard): Promise<CardRef | undefined> => {
    const { channels } = channelsOf(card);
    const seen = await database.read(async (tx) =>
      dealInChannel(tx, await listFollowsOf(tx, card), card.dealId, now()),
    );
    if (!seen) {
      if (card.ref) await channels.update(card.ref, drawCard(overView(card.dealId), readerFor()));
      return undefined;
    }
    const drawn = drawCard(seen.view, readerFor(seen.reader));
    if (card.ref) return channels.update(card.ref, drawn);
    const { workspaceId, channelId, dealId } = card;
    const platform = card.platform as PlatformName;
    const redraw = { do: 'deal.here', input: { id: dealId } };
    return channels.post(
      { platform, workspaceId, channelId },
      drawn,
      `channel ${channelId}:${dealId}`,
      redraw,
    );
  };

  const failed = async (card: ChannelCard, error: unknown): Promise<void> => {
    const reason = error instanceof Error ? error.message : String(error);
    const known = error instanceof PlatformError ? error : undefined;
    if (known?.isFull) restUntil.set(keyOf(card), Date.now() + (known.retryAfterMs ?? POLL_MS));
    const retryMs = known?.gone ? 0 : (known?.retryAfterMs ?? backoffMs(card.attempts + 1, Math.random()));
    if (known?.untried) {
      await database.transaction(async (tx) => saveChannelCardNotTried(tx, card, retryMs));
      return;
    }
    const isHopeless = known !== undefined && !known.retryable && !known.gone;
    log[isHopeless ? 'error' : 'warn'](
      { channel: card.channelId, deal: card.dealId, reason },
      'a group chat was not shown a card',
    );
    await database.transaction(async (tx) => {
      if (isHopeless) giveUpChannelCard(tx, card, reason, MOST_TRIES);
      else saveChannelCardNotShown(tx, card, reason, { retryMs, isGone: known?.gone ?? false });
    });
  };

  const bring = async (card: ChannelCard): Promise<void> => {
    if (!(await database.transaction((tx) => leaseChannelCard(tx, card, LEASE_MS)))) return;
    try {
      const ref = await place(card);
      await database.transaction(async (tx) => {
        if (ref) saveChannelCardShown(tx, card, ref);
        else deleteChannelCard(tx, card);
      });
      await sleep(channelsOf(card).paceMs, undefined, { signal }).catch(() => undefined);
    } catch (error) {
      await failed(card, error);
    }
  };

  const rests = (chat: Channel): boolean => {
    const isOver = (restUntil.get(keyOf(chat)) ?? 0) <= Date.now();
    if (isOver) restUntil.delete(keyOf(chat));
    return !isOver;
  };

  /** A chat's cards, one after the other, until none is due. */
  const drain = async (chat: Channel): Promise<void> => {
    while (!signal.aborted && !rests(chat)) {
      const card = await database.read((tx) => findChannelCardBehind(tx, chat, MOST_TRIES));
      if (!card) return;
      await bring(card);
    }
  };

  const open = (chat: Channel): void => {
    const key = keyOf(chat);
    const lane = drain(chat)
      .catch((error) => log.warn({ err: error }, 'could not show a group chat its cards'))
      .finally(() => {
        const wasFull = runningOn(chat.platform) >= AT_ONCE;
        lanes.delete(key);
        if (wasFull) wake();
      });
    lanes.set(key, { platform: chat.platform, lane });
  };

  const runningOn = (platform: string): number =>
    [...lanes.values()].filter((each) => each.platform === platform).length;

  /** Chats that wait, side by side: a platform that hangs holds up nobody but itself. @returns how many wait */
  const openLanes = async (): Promise<number> => {
    const full = [...platforms.keys()].filter((platform) => runningOn(platform) >= AT_ONCE);
    const behind = await database.read((tx) => listChannelsBehind(tx, MOST_TRIES, full, MOST_LOOKED_AT));
    for (const chat of behind)
      if (!lanes.has(keyOf(chat)) && !rests(chat) && runningOn(chat.platform) < AT_ONCE && !signal.aborted)
        open(chat);
    return behind.length;
  };

  /** @returns how long to rest */
  const turn = async (): Promise<number> => {
    const follows = await database.read(listFollows);
    if (follows.length > 0) await lookAt(follows);
    const waiting = await openLanes();
    return follows.length > 0 || waiting > 0 ? POLL_MS : IDLE_MS;
  };

  const rest = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const run = async (): Promise<void> => {
    while (!signal.aborted) {
      const ms = await turn().catch((error) => {
        log.warn({ err: error }, 'could not look for what group chats follow');
        return POLL_MS;
      });
      if (!signal.aborted) await rest(ms);
    }
  };

  return {
    start: () => {
      database.onNews((news) => news.has('channels') && wake());
      running = run();
    },
    stop: async () => {
      stopping.abort();
      wake();
      await running;
      await Promise.all([...lanes.values()].map(({ lane }) => lane));
    },
  };
}
