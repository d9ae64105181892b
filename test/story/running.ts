import { pino } from 'pino';
import { type App, startApp } from '../../bot/app.js';
import { readSettings } from '../../bot/settings.js';
import { drawFrom } from '../../handlers/contract/draw-from.js';
import { freePort } from '../support/free-port.js';

export interface Running {
  readonly app: App;
  readonly url: string;
  /** What was logged as an error. */
  readonly bugs: readonly object[];
}

/** Settings, or what they are once it is known where the service listens. */
export type Settings = NodeJS.ProcessEnv | ((url: string) => NodeJS.ProcessEnv);

/** The whole service, as `npm start` runs it with these settings. */
export const start = async (settings: Settings): Promise<Running> => {
  const bugs: object[] = [];
  const log = pino({ level: 'error' }, { write: (line: string) => void bugs.push(JSON.parse(line)) });
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const env = typeof settings === 'function' ? settings(url) : settings;
  const read = readSettings({ PORT: String(port), ...env });
  const app = await startApp(read, log, drawFrom(read.templatesDir));
  return { app, bugs, url };
};
