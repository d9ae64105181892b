/** As pino writes: fields first, then the sentence. */
type Write = (fields: object, sentence: string) => void;

export interface Log {
  readonly info: Write;
  readonly warn: Write;
  readonly error: Write;
}
