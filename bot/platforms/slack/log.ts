import type { Log } from '../log.js';

/**
 * Slack's packages log for themselves. What they call an info or a debug line holds whole bodies, so it goes nowhere;
 * their warnings become ours.
 */
export const packageLogger = (log: Log) => ({
  debug: () => {},
  info: () => {},
  warn: (...words: unknown[]) => log.warn({}, `slack package: ${words.map(String).join(' ')}`),
  error: (...words: unknown[]) => log.warn({}, `slack package: ${words.map(String).join(' ')}`),
  setLevel: () => {},
  setName: () => {},
  getLevel: () => 'error' as never,
});
