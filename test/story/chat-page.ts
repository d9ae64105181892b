import { execFileSync } from 'node:child_process';
import type { Page } from 'playwright-core';
import { atRoot } from '../../bot/root.js';
import { readySqlite } from '../support/databases.js';
import { type Running, start } from './running.js';

/** As long as a whole story may take that is clicked through. */
export const PATIENCE_MS = 60_000;

export interface ChatPage {
  readonly running: Running;
  readonly databaseUrl: string;
  /** Also sees that nothing was logged as a bug. */
  stop(): Promise<void>;
}

/** The demo firm with its chat page, built as it is now, on a database of its own. */
export async function startChatPage(): Promise<ChatPage> {
  const page = atRoot('bot/platforms/console/page');
  execFileSync(process.execPath, [atRoot('node_modules/typescript/bin/tsc'), '-p', page]);
  const { url: databaseUrl, remove } = await readySqlite();
  const running = await start({ DATABASE_URL: databaseUrl });
  return {
    running,
    databaseUrl,
    stop: async () => {
      await running.app.stop();
      await remove();
      expect(running.bugs).toEqual([]);
    },
  };
}

/** The newest with this text. */
export const message = (page: Page, text: string) =>
  page.getByRole('article').filter({ hasText: text }).last();

export const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).last();
