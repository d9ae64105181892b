import { randomBytes } from 'node:crypto';
import { parseJson } from '../../models/database/json.js';
import { sharing } from '../../models/database/together.js';
import type { Database } from '../../models/database.js';
import { deleteIdentity, renameIdentity } from '../../models/identity.js';
import { findSetting, saveSetting } from '../../models/setting.js';
import {
  beginAnswer,
  blockMethod,
  delayTurn,
  findCardRef,
  forgetAnswer,
  insertCode,
  type Pace,
  readBlockedMs,
  type Steps,
  takeCode,
  takeTurn,
} from '../../models/wecom.js';
import type { Stores } from '../platforms/wecom/index.js';
import { tokenStore } from './app-tokens.js';
import { wecomGroups } from './wecom-groups.js';
import { wecomLine } from './wecom-line.js';

const PLATFORM = 'wecom';
const INSTALLATION = 'wecom-installation';

interface WecomStoreNeeds {
  readonly database: Database;
  readonly secret: string;
  readonly corpId: string;
  readonly agentId: number;
  /** How many messages a person may get. */
  readonly pace: Pace;
  /** How many messages a group's webhook may get. */
  readonly groupPace: Pace;
  /** How much the robot may say in a conversation. */
  readonly robotPace: Pace;
  /** Of the robot with a connection of its own. */
  readonly robotId: string;
  /** For how long a call is not made that WeCom had too many of. */
  readonly blocks: Steps;
  readonly now: () => Date;
}

const taskIdIn = (ref: unknown): string | undefined =>
  ref === undefined || ref === null ? undefined : parseJson<{ taskId?: string }>(ref).taskId;

/** What all instances share for WeCom, in our database. */
export const wecomStores = (needs: WecomStoreNeeds): Stores => {
  const { database, corpId, agentId, pace, blocks, now } = needs;
  const writes = sharing((work) => database.transaction(work));
  const reads = sharing((work) => database.read(work));
  const identity = (userId: string) => ({ platform: PLATFORM, workspaceId: corpId, userId });
  let installation: Promise<string> | undefined;

  const findOrMakeInstallation = (): Promise<string> =>
    database.exclusively('dealdesk-wecom-installation', () =>
      database.transaction(async (tx) => {
        const known = await findSetting<{ id: string }>(tx, INSTALLATION);
        if (known) return known.id;
        const id = `w${randomBytes(5).toString('hex')}`;
        await saveSetting(tx, INSTALLATION, { id });
        return id;
      }),
    );

  return {
    tokens: tokenStore(needs, PLATFORM, `${corpId}:${agentId}`),
    contactTokens: tokenStore(needs, PLATFORM, `${corpId}:contacts`),
    codes: {
      keep: (taskId, code, endsAt) => writes(async (tx) => insertCode(tx, taskId, code, endsAt.getTime())),
      take: (taskId) => writes((tx) => takeCode(tx, taskId, now().getTime())),
    },
    turns: {
      take: (userId) => writes((tx) => takeTurn(tx, userId, pace)),
      delay: (userId) => writes((tx) => delayTurn(tx, userId)),
      blockedMs: (method) => reads((tx) => readBlockedMs(tx, method)),
      block: (method) => database.transaction((tx) => blockMethod(tx, method, blocks)),
    },
    answers: {
      begin: (eventKey) => writes((tx) => beginAnswer(tx, eventKey)),
      forget: (eventKey) => writes(async (tx) => forgetAnswer(tx, eventKey)),
    },
    people: {
      renamed: (userId, to) => database.transaction((tx) => renameIdentity(tx, identity(userId), to)),
      left: (userId) => database.transaction(async (tx) => deleteIdentity(tx, identity(userId))),
    },
    groups: wecomGroups({ ...needs, writes, reads }),
    line: wecomLine({ ...needs, writes, reads }),
    newestTaskId: async (shownCardId) => taskIdIn(await reads((tx) => findCardRef(tx, shownCardId))),
    installationId: () => {
      installation ??= findOrMakeInstallation().catch((error) => {
        installation = undefined;
        throw error;
      });
      return installation;
    },
  };
};
