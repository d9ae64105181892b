import { sha256 } from '../../handlers/hash.js';
import type { Sharing } from '../../models/database/together.js';
import type { Tx } from '../../models/database/tx.js';
import type { Database } from '../../models/database.js';
import { type Pace, takeTurn } from '../../models/wecom.js';
import {
  deleteWebhook,
  findWebhook,
  insertWay,
  listFollowingGroups,
  listWebhooks,
  reviveGroupCards,
  saveWebhook,
  takeWay,
} from '../../models/wecom-group.js';
import type { Stores } from '../platforms/wecom/index.js';
import { seal, unsealed } from '../seal.js';

const PURPOSE = 'wecom webhook';

interface Needs {
  readonly secret: string;
  readonly groupPace: Pace;
  readonly robotPace: Pace;
  readonly writes: Sharing;
  readonly reads: Sharing;
}

const keyIn = (secret: string, sealed: string): string | undefined => unsealed(secret, PURPOSE, sealed);

/** No person's turns are counted under such a name: there is a space in it. */
const turnsOf = (kind: 'webhook' | 'robot', key: string): string => `${kind} ${sha256(key).slice(0, 32)}`;

/** How WeCom's groups are reached, in our database; keys of webhooks sealed. */
export const wecomGroups = ({ secret, groupPace, robotPace, writes, reads }: Needs): Stores['groups'] => ({
  keepWay: (chatId, code, lifeMs) => writes(async (tx) => insertWay(tx, chatId, code, lifeMs)),
  takeWay: (chatId) => writes((tx) => takeWay(tx, chatId)),
  webhookOf: async (chatId) => {
    const sealed = await reads((tx) => findWebhook(tx, chatId));
    return sealed === undefined ? undefined : keyIn(secret, sealed);
  },
  takeTurn: (key) => writes((tx) => takeTurn(tx, turnsOf('webhook', key), groupPace)),
  takeRobotTurn: (chatId) => writes((tx) => takeTurn(tx, turnsOf('robot', chatId), robotPace)),
  webhooks: async () =>
    (await reads(listWebhooks)).map(({ chatId, sealed }) => ({ chatId, key: keyIn(secret, sealed) })),
  following: async () => (await reads(listFollowingGroups)).map(({ chatId }) => chatId),
});

/** Puts a group's webhook in place, and has the group shown what it could not be shown so far. */
export const putWebhook = (database: Database, secret: string, chatId: string, key: string): Promise<void> =>
  database.transaction(async (tx: Tx) => {
    await saveWebhook(tx, chatId, seal(secret, PURPOSE, key), new Date());
    reviveGroupCards(tx, chatId);
  });

/** @returns whether there was one */
export const removeWebhook = (database: Database, chatId: string): Promise<boolean> =>
  database.transaction((tx) => deleteWebhook(tx, chatId));
