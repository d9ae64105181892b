/** Below which amount somebody stands in. */
import { readMoney } from '../input/amount.js';

/** An amount may be written with spaces: `USD 20 000`. */
const MOST_WORDS = 4;
/** Behind the English words comes a space or the amount itself: Underwood is a name. */
const BELOW =
  /(?:^|\s)(?:(?:below|under|less than)(?:[\s:：]+|(?=[\d¥￥$€£]))|(?:低于|小于|不到)[\s:：]*)(?<behind>\S.*)$/i;
const OR_LESS = /^(?<before>.*\S)\s*以[下内](?=\s|$)/;

const lengths = (tokens: readonly string[]): readonly number[] =>
  [...tokens.keys()]
    .map((index) => index + 1)
    .slice(0, MOST_WORDS)
    .reverse();

interface Limited {
  readonly below: string;
  readonly rest: string;
}

/** `below 5万 flow contract`: what cannot be read is given back as it is, to be asked about. */
const limitBehind = (text: string): Limited | undefined => {
  const found = BELOW.exec(text);
  const tokens = found?.groups?.behind?.split(/\s+/);
  if (!found || !tokens) return undefined;
  const length = lengths(tokens).find((count) => readMoney(tokens.slice(0, count).join(' '))) ?? 1;
  return {
    below: tokens.slice(0, length).join(' '),
    rest: `${text.slice(0, found.index)} ${tokens.slice(length).join(' ')}`,
  };
};

/** `李四 5万以下` */
const limitBefore = (text: string): Limited | undefined => {
  const found = OR_LESS.exec(text);
  const tokens = found?.groups?.before?.split(/\s+/);
  if (!found || !tokens) return undefined;
  const length = lengths(tokens).find((count) => readMoney(tokens.slice(-count).join(' '))) ?? 1;
  return {
    below: tokens.slice(-length).join(' '),
    rest: `${tokens.slice(0, -length).join(' ')} ${text.slice(found[0].length)}`,
  };
};

export const readLimit = (text: string): Limited =>
  limitBehind(text) ?? limitBefore(text) ?? { below: '', rest: text };
