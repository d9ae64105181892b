import { inWords, say } from '../../../../cards/say.js';
import type { Answer } from '../../../../models/answer.js';
import type { Reader } from '../../../../models/text.js';
import type { Incoming, Outcome } from '../../platform.js';
import { cardHome, wordsHome } from '../view.js';
import { draw, opens, texts } from './drawing.js';
import { nothing, ok, type SurfaceAt, type Tools, tryAgain } from './surface.js';

export const onHome: SurfaceAt<'home'> = (place, incoming, tools) => {
  const { modal } = draw(tools, { home: true });
  const refresh = () => tools.refreshHome(incoming);
  return {
    answer: (outcome) => ok('', () => opens(tools, incoming, place, () => modal(outcome)).then(refresh)),
    waiting: () => ok(),
    late: refresh,
  };
};

export const homeTab: SurfaceAt<'homeOpened'> = (_place, { who }, tools) => ({
  answer: (outcome) => ok('', () => publish(outcome, who, tools)),
  waiting: () => tryAgain,
  late: nothing,
});

/** Draws somebody's Home tab. */
export const publish = (
  { answer, reader }: Outcome,
  who: Incoming['who'],
  { api, render }: Pick<Tools, 'api' | 'render'>,
): Promise<void> =>
  api.publishHome(
    who,
    answer.type === 'view' ? cardHome(render(answer.view, reader)) : wordsHome(homeWords(answer, reader)),
  );

const homeWords = (answer: Answer, reader: Reader): string =>
  answer.type === 'words' ? say(answer.words, reader) : inWords(texts.needsForm, reader);
