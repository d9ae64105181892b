/** As pino writes: fields first, then the sentence. */
type Write = (fields: object, sentence: string) => void;

export interface Log {
  readonly info: Write;
  readonly warn: Write;
  readonly error: Write;
}

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
