/** Words live side by side in both languages, so that one cannot be forgotten. */
export interface Text {
  readonly zh: string;
  readonly en: string;
}

export const locales = ['zh-CN', 'en'] as const;
export type Locale = (typeof locales)[number];

/** Integer minor units (fen, cents) and an ISO 4217 code. Never a float. */
export interface Money {
  readonly cents: number;
  readonly currency: string;
}

/**
 * What may stand in a `{gap}` of a Text. `day` is `YYYY-MM-DD`; `at` is an ISO 8601 instant, shown in the
 * reader's zone. Everything is plain JSON, as the inbox keeps answers.
 */
export type Param =
  | string
  | number
  | Text
  | Money
  | { readonly day: string }
  | { readonly at: string }
  | Saying;

/** A sentence that is not said yet: it is said in the language and zone of whoever reads it. */
export interface Saying {
  readonly text: Text;
  readonly params?: Readonly<Record<string, Param>>;
}

export const saying = (text: Text, params?: Saying['params']): Saying =>
  params ? { text, params } : { text };

/** Who reads: the language, the IANA time zone, and how a path of ours becomes a link in this person's name. */
export interface Reader {
  readonly locale: Locale;
  readonly timeZone: string;
  /** Our own words with the commands in them as they can be typed where this is read, if not all are as they stand. */
  readonly typable?: (words: string) => string;
  readonly link: (path: string) => string;
}
