/** As pino writes: fields first, then the sentence. */
type Write = (fields: object, sentence: string) => void;

/** As much of a logger as a platform needs. */
export interface Log {
  readonly info: Write;
  readonly warn: Write;
  readonly error: Write;
}
