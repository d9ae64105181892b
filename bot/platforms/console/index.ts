import type { Handle, Platform } from '../platform.js';
import { PlatformError } from '../platform.js';
import { sharedCard } from './answers.js';
import { tellingStore } from './conversation.js';
import type { ConsoleDeps } from './deps.js';
import { consoleLogin } from './login.js';
import type { ConsolePerson } from './protocol.js';
import { consoleRoutes } from './routes.js';
import { openStream } from './stream.js';

export type { CommandHint, ConsolePerson, Message } from './protocol.js';
export type { ConsoleStore } from './store.js';
export { mayServeConsole } from './verify.js';

/**
 * The chat page of the demo firm. Anybody who reaches it can be anybody, so it is served only where
 * `mayServeConsole` says so.
 */
export const consolePlatform = (deps: ConsoleDeps): Platform => {
  const { people, store } = deps;
  const stream = openStream(store);
  const keep = tellingStore({ store, stream });
  const login = consoleLogin();

  const get = async (userId: string): Promise<ConsolePerson> => {
    const person = (await people()).find((candidate) => candidate.userId === userId);
    if (!person) throw new PlatformError(`Nobody on the console is ${userId}.`, { retryable: false });
    return person;
  };

  return {
    name: 'console',
    paceMs: 0,
    login,

    listen(handle: Handle) {
      const { router, settled } = consoleRoutes({ ...deps, login }, stream, handle);
      return {
        routes: (outer) => void outer.use(router.routes()),
        start: async () => {},
        async stop() {
          stream.close();
          await settled();
        },
      };
    },

    async post(to, card, key) {
      const { userId } = await get(to.userId);
      const message = await keep.append({ ...sharedCard(card), userId, from: 'bot', key });
      return { messageId: message.id };
    },

    async update(ref, card) {
      const message = await keep.replace(Number(ref.messageId), sharedCard(card));
      if (!message) throw new PlatformError('This message is gone.', { retryable: false, gone: true });
      return ref;
    },

    async profile({ userId }) {
      const { name, locale, timeZone } = await get(userId);
      return { email: null, staffNumber: userId, name, locale, timeZone };
    },

    findByEmail: async () => undefined,
  };
};
