import { inWords } from '../../../../cards/say.js';
import { formIn } from '../../outcome.js';
import type { Outcome } from '../../platform.js';
import { encodeWords, type Message } from '../encode.js';
import { beside, draw, opens, texts, working } from './drawing.js';
import { ok, type SurfaceAt } from './surface.js';

export const shortcut: SurfaceAt<'shortcut'> = (place, incoming, tools) => {
  const { message, modal } = draw(tools);
  const respond = async (body: Message): Promise<void> => {
    if (place.responseUrl) await tools.api.respond(place.responseUrl, beside(body));
  };
  const instead = (outcome: Outcome): Promise<void> =>
    respond(formIn(outcome.answer) ? encodeWords(inWords(texts.again, outcome.reader)) : message(outcome));

  return {
    answer: (outcome) =>
      ok('', async () => {
        if (!(await opens(tools, incoming, place, () => modal(outcome)))) await instead(outcome);
      }),
    waiting: () => ok('', () => respond(working())),
    late: instead,
  };
};
