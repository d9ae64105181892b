import { inWords } from '../../../../cards/say.js';
import { formIn } from '../../outcome.js';
import type { Outcome } from '../../platform.js';
import { encodeWords } from '../encode.js';
import { beside, draw, instead, opens, takesItsPlace, texts, working } from './drawing.js';
import { ok, type SurfaceAt } from './surface.js';

export const onMessage: SurfaceAt<'message'> = (place, incoming, tools) => {
  const { api, sealed, redrawn } = tools;
  const { message } = draw(tools);
  const respond = (body: object): Promise<void> => api.respond(place.responseUrl, body);
  const again = ({ reader }: Outcome): Promise<void> =>
    respond(beside(encodeWords(inWords(texts.again, reader))));

  const open = async (outcome: Outcome): Promise<void> => {
    const { modal } = draw(tools, place.isAnswer ? { message: sealed.seal(place.responseUrl) } : {});
    if (!(await opens(tools, incoming, place, () => modal(outcome)))) await again(outcome);
  };
  /** An answer is changed by nothing but the answer to a press on it. */
  const tell = async (outcome: Outcome): Promise<void> => {
    const takesPlace = place.isAnswer && takesItsPlace(outcome.answer);
    const now = place.isAnswer && (await redrawn(incoming, outcome));
    if (now) await respond(instead(message(now)));
    await respond((takesPlace ? instead : beside)(message(outcome)));
  };

  return {
    answer: (outcome) => ok('', () => (formIn(outcome.answer) ? open : tell)(outcome)),
    waiting: () => ok('', () => respond(beside(working()))),
    late: (outcome) => (formIn(outcome.answer) ? again : tell)(outcome),
  };
};
