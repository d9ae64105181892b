import { randomUUID } from 'node:crypto';
import type { Sharing } from '../../models/database/together.js';
import { endLease, findLease, holdLease, saveLeaseWord } from '../../models/lease.js';
import { own } from '../own.js';
import type { LineState, Stores } from '../platforms/wecom/index.js';

interface Needs {
  readonly robotId: string;
  readonly writes: Sharing;
  readonly reads: Sharing;
}

const states: Readonly<Record<LineState, LineState>> = {
  ready: 'ready',
  away: 'away',
  kicked: 'kicked',
};

/** An owner that has said nothing yet is about to connect. */
const stateIn = (says: string): LineState => own(states, says) ?? 'away';

/** Which instance has the robot's connection, by a lease in our database. */
export const wecomLine = ({ robotId, writes, reads }: Needs): Stores['line'] => {
  const name = `wecom-robot:${robotId}`;
  const owner = randomUUID();
  const find = () => reads((tx) => findLease(tx, name));
  return {
    /** Whoever waits for it only reads. */
    hold: async (lifeMs) => {
      const lease = await find();
      if (lease && lease.owner !== owner) return false;
      return writes((tx) => holdLease(tx, name, owner, lifeMs));
    },
    release: () => writes(async (tx) => endLease(tx, name, owner)),
    tell: (state) => writes(async (tx) => saveLeaseWord(tx, name, owner, state)),
    state: async () => {
      const lease = await find();
      return lease && stateIn(lease.says);
    },
  };
};
