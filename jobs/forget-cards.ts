import { DAY_MS } from '../handlers/duration.js';
import {
  deleteOldCards,
  deleteOldChannelCard,
  listOldCards,
  listOldChannelCards,
  listPeopleAfter,
  type OldChannelCard,
} from '../models/old-card.js';
import type { Shift } from './job.js';
import { walk } from './walk.js';

const BATCH = 500;
/** Should it come to life again after so long, it comes as a new message; what is pressed on the old one is answered as ever. */
const KEPT_MS = 365 * DAY_MS;

async function forgetThoseOf({ database, step }: Shift, employeeId: number, before: Date): Promise<number> {
  for (let count = 0; ; ) {
    const ids = await database.read((tx) => listOldCards(tx, employeeId, before, BATCH));
    if (ids.length === 0) return count;
    await step(employeeId - 1, (tx) => deleteOldCards(tx, ids, before));
    count += ids.length;
  }
}

/** Forgets where cards are about which nothing has been told for a year, as what they are about was over by then. */
export async function forgetCards(shift: Shift): Promise<string> {
  const { database, progress, now, signal } = shift;
  const before = new Date(now.getTime() - KEPT_MS);
  let count = 0;
  for (const employeeId of await database.read((tx) => listPeopleAfter(tx, progress))) {
    signal.throwIfAborted();
    count += await forgetThoseOf(shift, employeeId, before);
  }
  return `cards: ${count}`;
}

/** The same for cards in group chats. */
export async function forgetChannelCards(shift: Shift): Promise<string> {
  const before = new Date(shift.now.getTime() - KEPT_MS);
  const count = await walk<OldChannelCard>(shift, {
    next: (tx, doneId, last) => listOldChannelCards(tx, before, last?.dealId ?? doneId + 1, BATCH),
    doneIdAfter: ({ dealId }) => dealId - 1,
    pick: async (cards) => cards,
    write: (tx, card) => deleteOldChannelCard(tx, card, before),
  });
  return `cards: ${count}`;
}
