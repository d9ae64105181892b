import { listFollows } from '../../models/channel.js';
import { Carrier, type CarrierNeeds } from './channels/carrier.js';
import { Changes } from './channels/changes.js';
import { Lanes } from './channels/lanes.js';
import { Rest } from './rest.js';

/** While something is followed. */
const POLL_MS = 1_000;
/** While nothing is: somebody may have had it followed on another instance. */
const IDLE_MS = 15_000;

export interface Channels {
  start(): void;
  /** Finishes the cards that are on their way. */
  stop(): Promise<void>;
}

/** Makes group chats show the deals that they follow. Where nothing is followed, nothing is read. */
export function channelFeed(needs: CarrierNeeds): Channels {
  const { database, log } = needs;
  const stopping = new AbortController();
  const { signal } = stopping;
  const rest = new Rest();
  const changes = new Changes(needs);
  const carrier = new Carrier(needs, signal);
  const lanes = new Lanes(needs, (card, turnAt) => carrier.bring(card, turnAt), signal);
  let running: Promise<void> = Promise.resolve();

  /** @returns how long to rest */
  const turn = async (): Promise<number> => {
    const follows = await database.read(listFollows);
    const isMore = follows.length > 0 && (await changes.putDown(follows));
    const waiting = await lanes.open();
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
      carrier.start();
    },
    stop: async () => {
      stopping.abort();
      rest.wake();
      await running;
      await lanes.ended();
      carrier.stop();
    },
  };
}
