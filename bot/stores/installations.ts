import type { Database } from '../../models/database.js';
import {
  deleteInstallation,
  findInstallation,
  listInstallations,
  saveInstallation,
} from '../../models/installation.js';
import type { SlackInstallation, SlackInstallations } from '../platforms/slack/index.js';
import { seal, unsealed } from '../seal.js';

const PLATFORM = 'slack';
const PURPOSE = 'installation';

/** Slack's installations in our database, sealed. */
export const slackInstallations = (
  database: Database,
  secret: string,
  now: () => Date,
): SlackInstallations => ({
  save: (workspaceId, installation) =>
    database.transaction((tx) =>
      saveInstallation(tx, PLATFORM, workspaceId, seal(secret, PURPOSE, JSON.stringify(installation)), now()),
    ),

  // What was sealed under a secret of before is as good as none: it is to be installed again.
  find: async (workspaceId) => {
    const sealed = await database.read((tx) => findInstallation(tx, PLATFORM, workspaceId));
    const text = sealed && unsealed(secret, PURPOSE, sealed);
    return text ? (JSON.parse(text) as SlackInstallation) : undefined;
  },

  remove: (workspaceId) => database.transaction(async (tx) => deleteInstallation(tx, PLATFORM, workspaceId)),

  list: () => database.read((tx) => listInstallations(tx, PLATFORM)),

  withLock: (workspaceId, run) => database.exclusively(`dealdesk-slack-${workspaceId}`, run),
});
