/**
 * What a template card shows, in UTF-16 units where it is text: of app messages, group messages and robots always the
 * strictest, so that a card fits everywhere.
 * @see https://developer.work.weixin.qq.com/document/path/90236
 */
export const limits = {
  title: 26,
  desc: 30,
  subTitle: 112,
  rows: 6,
  rowName: 5,
  rowValue: 26,
  buttons: 6,
  buttonLabel: 10,
  keyBytes: 1024,
  selectionTitle: 13,
  options: 10,
  optionLabel: 10,
  optionIdBytes: 128,
  urlBytes: 2048,
  /** Of a text message, also of one that is the answer to a callback. WeCom cuts what is longer. */
  textBytes: 2048,
} as const;

const MINUTE_MS = 60_000;

/** A `response_code` changes its card once, within 72 hours. An hour is left for clocks and ways. */
export const CODE_LIFE_MS = 71 * 60 * MINUTE_MS;

/** The longest that WeCom recognises a message that is sent again. */
export const DUPLICATE_CHECK_S = 14_400;

/**
 * A limit that was exceeded blocks for as long as its window: a minute, an hour, the rest of the day; WeCom does not
 * say which. So it is asked again after a minute, two, four, and every hour in the end.
 * @see https://developer.work.weixin.qq.com/document/path/90312
 */
export const blocks = { firstMs: MINUTE_MS, longestMs: 60 * MINUTE_MS } as const;

/**
 * WeCom drops silently what exceeds 30 messages a minute or 1,000 an hour to one person. A part of a second is for
 * the way, which may be longer for one message than for the next. What goes out at once and then every 7.2 seconds is in
 * no hour more than 980.
 * @see https://developer.work.weixin.qq.com/document/path/90312
 */
export const perPerson = { most: 30, windowMs: 60_300, burst: 480, everyMs: 7_200 } as const;

/** The same holds for all that a robot says in one conversation, answers included. */
export const perConversation = perPerson;

/** A message that was longer on its way counts from its end. */
export const LONG_WAY_MS = 250;

/**
 * A webhook takes 20 messages a minute, from whoever has its key.
 * @see https://developer.work.weixin.qq.com/document/path/99110
 */
export const perWebhook = { most: 18, windowMs: 60_500, burst: 18, everyMs: 3_400 } as const;

/** Of a message to a group's webhook. */
export const MARKDOWN_BYTES = 4096;

/** A deal that changes again and again is news to its group no more than once in so long. */
export const NEWS_EVERY_MS = 60_000;

/** What was said to a robot can be answered in its chat once, within an hour. A minute is left for clocks and ways. */
export const WAY_LIFE_MS = 59 * MINUTE_MS;
