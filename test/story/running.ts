import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { pino } from 'pino';
import { type App, startApp } from '../../bot/app.js';
import { readSettings } from '../../bot/settings.js';
import { drawFrom } from '../../handlers/contract/draw-from.js';

const freePort = async () => {
  const listener = createServer().listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const { port } = listener.address() as AddressInfo;
  listener.close();
  await once(listener, 'close');
  return port;
};

export interface Running {
  readonly app: App;
  readonly url: string;
  /** What was logged as an error. */
  readonly bugs: readonly object[];
}

/** The whole service, as `npm start` runs it with these settings. */
export const start = async (env: NodeJS.ProcessEnv): Promise<Running> => {
  const bugs: object[] = [];
  const log = pino({ level: 'error' }, { write: (line: string) => void bugs.push(JSON.parse(line)) });
  const port = await freePort();
  const settings = readSettings({ PORT: String(port), ...env });
  const app = await startApp(settings, log, drawFrom(settings.templatesDir));
  return { app, bugs, url: `http://127.0.0.1:${port}` };
};
