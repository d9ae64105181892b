import type { Logger } from 'pino';
import { type Draw, drawContracts } from '../../jobs/draw-contracts.js';
import type { Database } from '../../models/database.js';
import type { Part } from '../parts.js';

/** Draws what is undrawn, until nothing is; asked while it draws, it looks once more. */
export function contractDrawer(database: Database, draw: Draw, log: Logger): Part {
  const stopping = new AbortController();
  const { signal } = stopping;
  let running: Promise<void> | undefined;
  let again = false;
  const complain = (error: unknown) => {
    if (!signal.aborted) log.error({ err: error }, 'a contract could not be drawn');
  };
  const run = async () => {
    while (again && !signal.aborted) {
      again = false;
      const { drawn, trouble } = await drawContracts(database, draw, new Date(), signal);
      if (trouble) complain(trouble);
      again ||= drawn > 0;
    }
  };
  const wake = () => {
    again = true;
    running ??= run()
      .catch(complain)
      .finally(() => {
        running = undefined;
      });
  };
  return {
    start: () => {
      database.onNews((news) => news.has('contracts') && wake());
      wake();
    },
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}
