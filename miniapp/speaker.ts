/** Who reads the page, for everything on it that speaks. */
import { createContext, useContext } from 'react';
import type { Place } from '../cards/format.js';
import type { Param, Saying, Text } from '../models/text.js';
import { say, show } from './say.js';

export interface Speaker {
  readonly reader: Place;
  /** A fixed sentence, with its gaps filled. */
  readonly tell: (text: Text, params?: Saying['params']) => string;
  readonly say: (saying: Saying) => string;
  readonly show: (param: Param) => string;
}

export const speaker = (reader: Place): Speaker => ({
  reader,
  tell: (text, params) => say(params ? { text, params } : { text }, reader),
  say: (saying) => say(saying, reader),
  show: (param) => show(param, reader),
});

/** Before it is known who reads, the browser says it. */
export const guessedReader = (): Place => ({
  locale: document.documentElement.lang === 'en' ? 'en' : 'zh-CN',
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
});

export const SpeakerContext = createContext<Speaker>(speaker({ locale: 'zh-CN', timeZone: 'UTC' }));
export const useSpeaker = (): Speaker => useContext(SpeakerContext);
