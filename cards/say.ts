import type { Reader, Saying, Text } from '../models/text.js';
import { clip, line } from './clean.js';
import { speech } from './speech.js';

export { inWords } from './speech.js';

const MAX_PARAM_LENGTH = 300;

/** On a card everything is one line, safe to show, of bounded length. */
export const { show, say } = speech({
  typed: (text) => line(text, MAX_PARAM_LENGTH),
  said: (text) => clip(text, MAX_PARAM_LENGTH),
});

/** The same with the parts apart, as cards need it on every line. */
export const tell = (reader: Reader, text: Text, params?: Saying['params']): string =>
  say(params ? { text, params } : { text }, reader);
