import type Router from '@koa/router';
import type { Logger } from 'pino';
import type { Database } from '../../models/database.js';
import type { Handle, Platform } from '../platforms/platform.js';
import { apiRoutes } from './api.js';
import { attemptsOf } from './attempts.js';
import { secured } from './guard.js';
import { type Logins, loginRoutes } from './login.js';
import { onceIn } from './once.js';
import { pageRoutes } from './pages.js';
import { refusalsOf } from './refusals.js';
import { sessionsOf } from './sessions.js';

interface MiniappNeeds {
  readonly handle: Handle;
  readonly platforms: ReadonlyMap<string, Platform>;
  readonly database: Database;
  readonly publicUrl: string;
  readonly secret: string;
  readonly log: Logger;
  readonly now: () => Date;
}

/** The pages at `/app`, who somebody is there, and `/api/v1` behind them. */
export const miniappRoutes = (outer: Router, needs: MiniappNeeds): void => {
  const { handle, database, publicUrl, secret, log, now } = needs;
  const isSecure = publicUrl.startsWith('https:');
  const once = onceIn(database, now);
  const sessions = sessionsOf({ secret, isSecure, once, now });
  const attempts = attemptsOf({ secret, isSecure, once, now });
  const logins: Logins = new Map(
    [...needs.platforms.values()].flatMap(({ name, login }) => (login ? [[name, login] as const] : [])),
  );
  const platforms = [...logins.keys()];
  const guard = secured(isSecure);

  outer.use(['/app', '/api/v1'], guard);
  loginRoutes(outer, { logins, attempts, refusals: refusalsOf(), sessions, publicUrl, log });
  pageRoutes(outer, { sessions, platforms });
  outer.use(apiRoutes({ handle, database, sessions, platforms, publicUrl, secret }).routes());
};
