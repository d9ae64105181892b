/**
 * What people type is shown as they typed it. The rule of all cards: **text in a card is plain text, never Markdown**,
 * so nothing is escaped here. The `adaptivecards` renderer keeps to it as long as its page has no Markdown processor,
 * neither in `AdaptiveCard.onProcessMarkdown` nor a global `markdownit`: it then writes `innerText`
 * (`TextBlock.internalRender` and `AdaptiveCard.applyMarkdown` in its `card-elements.ts`). Each encoder escapes for its
 * own platform. What is done here: hidden characters go, and lengths have an end.
 */

/** Nearly all text has none of this and needs no cleaning; to find that out costs a tenth of cleaning it. */
const UNUSUAL = /[^ -z|-~\u00A1-\u167F\u2010-\u2027\u3001-\uD7FF\uFF00-\uFFEF]| {2}|^ | $/;

/** Control characters, halves of surrogate pairs, and marks that turn the direction of the text after them. */
const HIDDEN = /[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]/gu;

/** The renderer replaces `{{DATE(…)}}` and `{{TIME(…)}}` even in plain text; a word joiner in between stops it. */
const DATE_FUNCTION = /\{\{(?=DATE\(|TIME\()/g;

/** Stands for text of hidden characters alone, as platforms refuse empty text. */
const NOTHING = '—';

const HALF_AT_END = /(?:[\uD800-\uDBFF]|\u200D|\s)+$/;

/** At most `max` UTF-16 units, as platforms count them, ending in `…` if cut; never half a character. */
export const clip = (text: string, max: number): string =>
  text.length <= max ? text : `${text.slice(0, max - 1).replace(HALF_AT_END, '')}…`;

/** User text on one line. Empty only if it was. */
export const line = (text: string, max: number): string => {
  const start = text.slice(0, max * 4);
  if (!UNUSUAL.test(start)) return clip(start, max);
  const visible = start.replace(/\s+/g, ' ').replace(HIDDEN, '').replace(DATE_FUNCTION, '{\u2060{').trim();
  return clip(visible, max) || (text && NOTHING);
};

/** A note of two hundred lines is no card. */
const MOST_LINES = 6;

/** User text on as many lines as it was typed on, as far as a card has room for them. Empty only if it was. */
export const lines = (text: string, max: number): string => {
  const all = text
    .slice(0, max * 4)
    .split('\n')
    .filter((each) => each.trim());
  if (all.length < 2) return line(text, max);
  const shown = all.slice(0, MOST_LINES).map((each) => line(each, max));
  return clip([...shown, ...(all.length > MOST_LINES ? ['…'] : [])].join('\n'), max);
};
