import { inWords } from '../../../../cards/say.js';
import { formIn } from '../../outcome.js';
import type { Outcome } from '../../platform.js';
import { encodeWords, type Message } from '../encode.js';
import { beside, draw, ephemeral, formButton, opens, texts, working } from './drawing.js';
import { type Ack, ok, type SurfaceAt } from './surface.js';

export const command: SurfaceAt<'command'> = (place, incoming, tools) => {
  const { message, modal } = draw(tools);
  const again = ({ reader }: Outcome): Message =>
    encodeWords(inWords(texts.again, reader), ...formButton(place.line, reader));
  const open = async (outcome: Outcome, limitMs: number): Promise<Ack> =>
    ok((await opens(tools, incoming, place, () => modal(outcome), limitMs)) ? '' : ephemeral(again(outcome)));

  return {
    answer: (outcome, limitMs) =>
      formIn(outcome.answer) ? open(outcome, limitMs) : ok(ephemeral(message(outcome))),
    waiting: () => ok(ephemeral(working())),
    late: (outcome) =>
      tools.api.respond(
        place.responseUrl,
        beside(formIn(outcome.answer) ? again(outcome) : message(outcome)),
      ),
  };
};
