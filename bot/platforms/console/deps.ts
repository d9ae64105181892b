import type { Logger } from 'pino';
import type { Drawing } from './answers.js';
import type { Encoders, Sample } from './gallery.js';
import type { CommandHint, ConsolePerson } from './protocol.js';
import type { ConsoleStore } from './store.js';

/** What the console is given. */
export interface ConsoleDeps extends Drawing {
  readonly people: () => Promise<readonly ConsolePerson[]>;
  readonly store: ConsoleStore;
  readonly commands: () => readonly CommandHint[];
  readonly samples: () => readonly Sample[];
  readonly encoders: Encoders;
  readonly log: Pick<Logger, 'warn'>;
}
