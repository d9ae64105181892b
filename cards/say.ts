import type { Reader, Saying, Text } from '../models/text.js';
import { clip, line, lines } from './clean.js';
import { speech } from './speech.js';

export { inWords } from './speech.js';

const MAX_PARAM_LENGTH = 300;

const said = (text: string): string => clip(text, MAX_PARAM_LENGTH);

/** On a card everything is one line, safe to show, of bounded length. */
export const { show, say } = speech({ typed: (text) => line(text, MAX_PARAM_LENGTH), said });

/** But for what people write over several lines, where it stands by itself. */
export const { show: showInLines, say: sayInLines } = speech({
  typed: (text) => lines(text, MAX_PARAM_LENGTH),
  said,
});

/** The same with the parts apart, as cards need it on every line. */
export const tell = (reader: Reader, text: Text, params?: Saying['params']): string =>
  say(params ? { text, params } : { text }, reader);

export const tellInLines = (reader: Reader, text: Text, params: Saying['params']): string =>
  sayInLines({ text, params }, reader);
