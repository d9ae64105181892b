import { inWords } from '../../../../cards/say.js';
import { formIn } from '../../outcome.js';
import type { Outcome } from '../../platform.js';
import { asAnswer, encodeWords, type Message } from '../encode.js';
import { draw, formButton, texts } from './drawing.js';
import { nothing, ok, type SurfaceAt, tryAgain } from './surface.js';

/** An event that comes too late is delivered again, and its answer then comes out of the inbox. */
export const inConversation: SurfaceAt<'conversation'> = (place, { who }, tools) => {
  const { message } = draw(tools);
  const spoken = (outcome: Outcome): Message =>
    formIn(outcome.answer)
      ? encodeWords(inWords(texts.needsForm, outcome.reader), ...formButton(place.line, outcome.reader))
      : message(outcome);
  const to = {
    channel: place.channel,
    threadTs: place.threadTs,
    onlyFor: place.isShared ? who.userId : undefined,
  };
  return {
    answer: (outcome) => ok('', () => tools.api.reply(who.workspaceId, to, asAnswer(spoken(outcome)))),
    waiting: () => tryAgain,
    late: nothing,
  };
};
