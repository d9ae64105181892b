import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { Ask } from '../../bot/platforms/platform.js';
import { atRoot } from '../../bot/root.js';
import type { Database } from '../../models/database.js';
import { bundle } from './bundle.js';
import type { Handed, Said } from './desk-process.js';
import { type Seen, seenAnswer } from './seen.js';

/** A process of its own that answers people, on a database that others share. */
export interface Desk {
  /** @returns what the person reads, or nothing when the process died over it */
  ask(
    person: string,
    ask: Ask,
    how?: { readonly key?: string; readonly diesAtWrite?: number },
  ): Promise<(Seen & { readonly writes: number }) | undefined>;
  close(): Promise<void>;
}

/** Apart from what others build at the same time. */
const folder = `dist/desk/${process.env.JEST_WORKER_ID ?? 'alone'}`;

export const buildDesk = () => bundle('test/support/desk-process.ts', folder);

const desks = new Set<ChildProcess>();
process.on('exit', () => {
  for (const desk of desks) desk.kill('SIGKILL');
});

/** Where another process finds a test's database. */
export const addressOf = (database: Database): Promise<string> =>
  database.read(async (tx) => {
    if (tx.dialect === 'sqlite') {
      const main = await tx.row<{ file: string }>('PRAGMA database_list');
      return `sqlite:${main?.file}`;
    }
    const here = await tx.row<{ name: string }>('SELECT DATABASE() AS name');
    return new URL(`/${here?.name}`, process.env.TEST_MYSQL_URL).href;
  });

/** @param url of a database that is migrated @param from what its clock shows now; without it, the time */
export const openDesk = async (url: string, from?: Date): Promise<Desk> => {
  const desk = fork(atRoot(folder, 'desk-process.js'), [url, from?.toISOString() ?? ''], {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  desks.add(desk);
  const waiting = new Map<string, (said?: Said) => void>();
  const isThere = once(desk, 'message');
  const exited = once(desk, 'exit').then(() => {
    desks.delete(desk);
    for (const tell of waiting.values()) tell();
  });
  await Promise.race([isThere, exited.then(() => Promise.reject(new Error('The desk did not open.')))]);
  desk.on('message', (said: Said) => waiting.get(said.id)?.(said));

  return {
    ask: async (person, ask, { key = randomUUID(), diesAtWrite } = {}) => {
      const id = randomUUID();
      const answered = new Promise<Said | undefined>((resolve) => waiting.set(id, resolve));
      const who = { platform: 'console', workspaceId: '', userId: person } as const;
      const handed: Handed = {
        id,
        incoming: { who, key: `${person}:${key}`, repeat: false, ask },
        ...(diesAtWrite !== undefined && { diesAtWrite }),
      };
      desk.send(handed);
      const said = await answered;
      waiting.delete(id);
      return said && { ...seenAnswer(said.answer, { ...said, link: (path) => path }), writes: said.writes };
    },
    close: async () => {
      desk.kill('SIGKILL');
      await exited;
    },
  };
};
