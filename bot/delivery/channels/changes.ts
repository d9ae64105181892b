import { isShownThere } from '../../../handlers/deal/in-channel.js';
import {
  type ChangedDeal,
  type Follow,
  findLastHistoryId,
  listChangedDeals,
  raiseChannelCards,
  saveReadTo,
  showInChannel,
} from '../../../models/channel.js';
import type { Tx } from '../../../models/database/tx.js';
import type { Database } from '../../../models/database.js';

/** Transactions that got an earlier number in the history may commit so much later. */
const OVERLAP = 500;
/** So much of the history is put down in one go: what people do waits for that. */
const MOST_ENTRIES = 200;

interface ChangesNeeds {
  readonly database: Database;
  readonly now: () => Date;
}

/** Which entries of the history are looked at next: those after the one, up to the other. */
function nextEntries(follows: readonly Follow[], lastId: number) {
  const readTo = Math.min(...follows.map((follow) => follow.readTo ?? lastId));
  return { afterId: Math.max(0, readTo - OVERLAP), untilId: Math.min(lastId, readTo + MOST_ENTRIES) };
}

/**
 * Puts down which cards of group chats are behind. What happened to a deal is read from its history, behind those who work,
 * and up to where is written with what follows from it: whoever is started next goes on from there.
 */
export class Changes {
  readonly #needs: ChangesNeeds;
  /** By deal, how much had happened to it when it was put down. */
  #putDown: ReadonlyMap<number, number> = new Map();

  constructor(needs: ChangesNeeds) {
    this.#needs = needs;
  }

  /** @returns whether there is more to look at */
  async putDown(follows: readonly Follow[]): Promise<boolean> {
    const { database } = this.#needs;
    const lastId = await database.read(findLastHistoryId);
    const { afterId, untilId } = nextEntries(follows, lastId);
    const changed = await database.read((tx) => listChangedDeals(tx, afterId, untilId));
    const fresh = changed.filter(({ dealId, changes }) => this.#putDown.get(dealId) !== changes);
    const hasMoved = follows.some(({ readTo }) => readTo === null || readTo < untilId);
    if (hasMoved || fresh.length > 0)
      await database.transaction(async (tx) => {
        for (const deal of fresh) await this.#putDownOne(tx, follows, deal);
        saveReadTo(tx, untilId);
      });
    this.#putDown = new Map(changed.map(({ dealId, changes }) => [dealId, changes]));
    return untilId < lastId;
  }

  async #putDownOne(tx: Tx, follows: readonly Follow[], deal: ChangedDeal) {
    raiseChannelCards(tx, deal.dealId, deal.changes);
    for (const follow of follows)
      if (await isShownThere(tx, follow, deal, this.#needs.now()))
        showInChannel(tx, follow, deal.dealId, deal.changes);
  }
}
