import type { Database } from '../../models/database.js';
import { findInstallation, saveInstallation } from '../../models/installation.js';
import type { AppToken, TokenStore } from '../platforms/app-tokens.js';
import { seal, unsealed } from '../seal.js';

const PURPOSE = 'app token';

interface Needs {
  readonly database: Database;
  readonly secret: string;
  readonly now: () => Date;
}

/** An app's token in our database, sealed. @param app names on its platform whose token it is */
export const tokenStore = ({ database, secret, now }: Needs, platform: string, app: string): TokenStore => ({
  find: async () => {
    const sealed = await database.read((tx) => findInstallation(tx, platform, app));
    const token = sealed === undefined ? undefined : unsealed(secret, PURPOSE, sealed);
    return token === undefined ? undefined : (JSON.parse(token) as AppToken);
  },
  save: (token) =>
    database.transaction((tx) =>
      saveInstallation(tx, platform, app, seal(secret, PURPOSE, JSON.stringify(token)), now()),
    ),
  withLock: (run) => database.exclusively(`dealdesk-${platform}-${app}`, run),
});
