import type { Logger } from 'pino';
import { drawCard } from '../../cards/index.js';
import { dealInChannel, isShownThere, overView } from '../../handlers/deal/in-channel.js';
import {
  type ChangedDeal,
  type Channel,
  type ChannelCard,
  deleteChannelCard,
  extendChannelLease,
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
} from '../../models/channel.js';
import { sharing } from '../../models/database/together.js';
import type { Tx } from '../../models/database/tx.js';
import type { Database } from '../../models/database.js';
import type { Employee } from '../../models/employee.js';
import { type CardRef, type Platform, PlatformError, type PlatformName } from '../platforms/platform.js';
import type { ReaderFor } from '../readers.js';
import { notNow } from './deliver.js';
import { Gate } from './gate.js';
import { Rest, sleepUntil } from './rest.js';
import { MAX_PLATFORM_TRIES, verdictOn } from './verdict.js';

/** While something is followed. */
const POLL_MS = 1_000;
/** While nothing is: somebody may have had it followed on another instance. */
const IDLE_MS = 15_000;
const LEASE_MS = 30_000;
/** So many times within a lease, what takes longer is kept. */
const RENEWALS = 3;
/** Cards on their way to one platform. */
const AT_ONCE = 64;
/** Chats of one platform whose cards are drawn, sent or kept at its pace. */
const MOST_LANES = 1_000;
const MOST_LOOKED_AT = 2_000;
/** So much before its turn the next card is read and drawn. */
const HEAD_START_MS = 300;
/** Transactions that got an earlier number in the history may commit so much later. */
const OVERLAP = 500;
/** So much of the history is put down in one go: what people do waits for that. */
const MOST_ENTRIES = 200;

export interface ChannelNeeds {
  readonly database: Database;
  readonly platforms: ReadonlyMap<string, Platform>;
  readonly readerFor: ReaderFor;
  readonly log: Pick<Logger, 'warn' | 'error'>;
  readonly now: () => Date;
  /** Less in tests. */
  readonly leaseMs?: number;
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
export function channelFeed(needs: ChannelNeeds): Channels {
  const { database, platforms, readerFor, log, now, leaseMs = LEASE_MS } = needs;
  const stopping = new AbortController();
  const { signal } = stopping;
  let running: Promise<void> = Promise.resolve();
  const rest = new Rest();
  let readTo: number | undefined;
  let putDown: ReadonlyMap<number, number> = new Map();
  /** Chats of which the platform takes nothing more for now. */
  const restUntil = new Map<string, number>();
  /** Cards that are ours now: they may wait for others of their platform. */
  const held = new Set<ChannelCard>();
  let renewal: NodeJS.Timeout | undefined;
  /** By platform, then by chat. */
  const lanes = new Map<string, Map<string, Promise<void>>>();
  const gates = new Map([...platforms.keys()].map((name) => [name, new Gate(AT_ONCE)]));
  const reads = sharing((work) => database.read(work));
  const writes = sharing((work) => database.transaction(work));

  /**
   * Puts down what changed and is followed. What was put down before is known by how much had happened then.
   * @returns whether there is more to look at
   */
  const lookAt = async (follows: readonly Follow[]): Promise<boolean> => {
    const last = await database.read(findLastHistoryId);
    const begin = readTo ?? last;
    const end = Math.min(last, begin + MOST_ENTRIES);
    const changed = await database.read((tx) => listChangedDeals(tx, Math.max(0, begin - OVERLAP), end));
    const fresh = changed.filter(({ dealId, changes }) => putDown.get(dealId) !== changes);
    if (fresh.length > 0) await database.transaction((tx) => putAllDown(tx, follows, fresh));
    putDown = new Map(changed.map(({ dealId, changes }) => [dealId, changes]));
    readTo = end;
    return end < last;
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
    const gate = gates.get(platform);
    if (channels && gate) return { channels, gate, paceMs };
    throw new PlatformError(`${platform} shows no cards in group chats.`, { retryable: false });
  };

  /** Draws the card as of now. @returns what brings it to the chat and tells where it is; nowhere when it is over */
  const prepare = async (card: ChannelCard): Promise<() => Promise<CardRef | undefined>> => {
    const { channels } = channelsOf(card);
    const { workspaceId, channelId, dealId, ref } = card;
    const as = (who: Employee | undefined) => readerFor(who, platforms.get(card.platform));
    const seen = await reads(async (tx) => dealInChannel(tx, await listFollowsOf(tx, card), dealId, now()));
    if (!seen) {
      return async () => {
        if (ref) await channels.update(ref, drawCard(overView(dealId), as(undefined)));
        return undefined;
      };
    }
    const drawn = drawCard(seen.view, as(seen.reader));
    if (ref) return () => channels.update(ref, drawn);
    const platform = card.platform as PlatformName;
    const redraw = { do: 'deal.here', input: { id: dealId } };
    return () =>
      channels.post({ platform, workspaceId, channelId }, drawn, `channel ${channelId}:${dealId}`, redraw);
  };

  const failed = async (card: ChannelCard, error: unknown): Promise<void> => {
    const reason = error instanceof Error ? error.message : String(error);
    const known = error instanceof PlatformError ? error : undefined;
    if (known?.isFull) restUntil.set(keyOf(card), Date.now() + (known.retryAfterMs ?? POLL_MS));
    const { state, retryMs } = verdictOn(error, card.attempts + 1, Math.random());
    if (known?.untried) return writes(async (tx) => saveChannelCardNotTried(tx, card, retryMs));
    log[state === 'dead' ? 'error' : 'warn'](
      { channel: card.channelId, deal: card.dealId, reason },
      'a group chat was not shown a card',
    );
    await writes(async (tx) => {
      if (state === 'dead') giveUpChannelCard(tx, card, reason, MAX_PLATFORM_TRIES);
      else saveChannelCardNotShown(tx, card, reason, { retryMs, isGone: known?.gone ?? false });
    });
  };

  /** @returns when the chat may be shown the next one */
  const bring = async (card: ChannelCard, turnAt: number): Promise<number> => {
    if (!(await writes((tx) => leaseChannelCard(tx, card, leaseMs)))) return turnAt;
    held.add(card);
    try {
      const send = await prepare(card);
      await sleepUntil(turnAt, signal);
      if (signal.aborted) throw notNow();
      const { gate, paceMs } = channelsOf(card);
      const ref = await gate.pass(send);
      const nextAt = Date.now() + paceMs;
      await writes(async (tx) => {
        if (ref) saveChannelCardShown(tx, card, ref);
        else deleteChannelCard(tx, card);
      });
      return nextAt;
    } catch (error) {
      await failed(card, error);
      return 0;
    } finally {
      held.delete(card);
    }
  };

  const renew = async (): Promise<void> => {
    if (held.size > 0)
      await database.transaction(async (tx) => {
        for (const card of held) extendChannelLease(tx, card, leaseMs);
      });
  };

  const rests = (chat: Channel): boolean => {
    const isOver = (restUntil.get(keyOf(chat)) ?? 0) <= Date.now();
    if (isOver) restUntil.delete(keyOf(chat));
    return !isOver;
  };

  /** A chat's cards, one after the other at the platform's pace, until none is due. */
  const drain = async (chat: Channel): Promise<void> => {
    let turnAt = 0;
    while (!signal.aborted && !rests(chat)) {
      await sleepUntil(turnAt - HEAD_START_MS, signal);
      const card = await reads((tx) => findChannelCardBehind(tx, chat, MAX_PLATFORM_TRIES));
      // What comes meanwhile waits for its turn as well.
      if (!card) return sleepUntil(turnAt, signal);
      turnAt = await bring(card, turnAt);
    }
  };

  const lanesOn = (platform: string): Map<string, Promise<void>> => {
    const there = lanes.get(platform) ?? new Map<string, Promise<void>>();
    lanes.set(platform, there);
    return there;
  };

  const open = (chat: Channel): void => {
    const key = keyOf(chat);
    const lane = drain(chat)
      .catch((error) => log.warn({ err: error }, 'could not show a group chat its cards'))
      .finally(() => lanesOn(chat.platform).delete(key));
    lanesOn(chat.platform).set(key, lane);
  };

  /** Or it is another instance's turn to show cards there. */
  const isFull = (platform: string): boolean =>
    lanesOn(platform).size >= MOST_LANES || platforms.get(platform)?.channels?.isHere?.() === false;

  const mayOpen = (chat: Channel): boolean =>
    !lanesOn(chat.platform).has(keyOf(chat)) && !rests(chat) && !isFull(chat.platform) && !signal.aborted;

  /** Chats that wait, side by side: a platform that hangs holds up nobody but itself. @returns how many wait */
  const openLanes = async (): Promise<number> => {
    const full = [...platforms.keys()].filter(isFull);
    const behind = await database.read((tx) =>
      listChannelsBehind(tx, MAX_PLATFORM_TRIES, full, MOST_LOOKED_AT),
    );
    for (const chat of behind) if (mayOpen(chat)) open(chat);
    return behind.length;
  };

  /** @returns how long to rest */
  const turn = async (): Promise<number> => {
    const follows = await database.read(listFollows);
    const isMore = follows.length > 0 && (await lookAt(follows));
    const waiting = await openLanes();
    if (isMore) return 0;
    return follows.length > 0 || waiting > 0 ? POLL_MS : IDLE_MS;
  };

  const run = async (): Promise<void> => {
    while (!signal.aborted) {
      const ms = await turn().catch((error) => {
        log.warn({ err: error }, 'could not look for what group chats follow');
        return POLL_MS;
      });
      await rest.upTo(ms);
    }
  };

  return {
    start: () => {
      database.onNews((news) => news.has('channels') && rest.wake());
      running = run();
      const complain = (error: unknown) => log.warn({ err: error }, 'cards of group chats were not kept');
      renewal = setInterval(() => void renew().catch(complain), leaseMs / RENEWALS);
    },
    stop: async () => {
      stopping.abort();
      rest.wake();
      await running;
      await Promise.all([...lanes.values()].flatMap((chats) => [...chats.values()]));
      clearInterval(renewal);
    },
  };
}
