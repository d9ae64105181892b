/** What is said and drawn at more than one place. */
import type { ModalView } from '@slack/types';
import type { Submit } from '../../../../cards/card.js';
import { inWords, say } from '../../../../cards/say.js';
import { type Answer, isBeside } from '../../../../models/answer.js';
import type { Reader, Text } from '../../../../models/text.js';
import { inBoth, viewIn } from '../../outcome.js';
import type { Incoming, Outcome } from '../../platform.js';
import type { Origin } from '../decoded.js';
import { asAnswer, encodeCard, encodeWords, type Message } from '../encode.js';
import { RUN_COMMAND } from '../interactions.js';
import { cardModal, formModal, wordsModal } from '../view.js';
import type { Tools } from './surface.js';

export const texts = {
  working: {
    zh: '还在处理中，结果会显示在这里。若一分钟内没有出现，请用“/todo”查看或重试。',
    en: 'Still working on it. The answer will appear here; if it does not within a minute, check "/todo" or try again.',
  },
  again: { zh: '表单没能及时打开，请再点一次。', en: 'The form did not open in time. Please click again.' },
  needsForm: { zh: '请在表单中补充其余内容。', en: 'The rest is best filled in on a form.' },
  openForm: { zh: '打开表单', en: 'Open the form' },
} satisfies Record<string, Text>;

export const working = (): Message => encodeWords(inBoth(texts.working));

export const ephemeral = (message: Message): object => ({ response_type: 'ephemeral', ...message });
export const beside = (message: Message): object => ({ ...ephemeral(message), replace_original: false });
/** Whoever sees it sees it still, be it one person or everybody in the conversation. */
export const instead = (message: Message): object => ({ ...asAnswer(message), replace_original: true });

/** Where the card can be replaced on which it was pressed. */
export const takesItsPlace = (answer: Answer): boolean => answer.type === 'view' && !isBeside(answer);

const MAX_LINE = 1500;

/** A button that runs the line again: by then Slack gives a fresh trigger to open the form with. */
export const formButton = (line: string, reader: Reader): readonly Submit[] =>
  line.length > MAX_LINE
    ? []
    : [
        {
          type: 'Action.Submit',
          title: inWords(texts.openForm, reader),
          style: 'positive',
          data: { do: RUN_COMMAND, input: { line } },
        },
      ];

export const draw = (tools: Tools, origin: Origin = {}) => {
  const { render } = tools;

  const message = ({ answer, reader }: Outcome): Message => {
    if (answer.type === 'words') return encodeWords(say(answer.words, reader));
    return encodeCard(render(viewIn(answer), reader));
  };

  const modal = ({ answer, reader }: Outcome): ModalView => {
    if (answer.type === 'words') return wordsModal(say(answer.words, reader), reader, origin);
    const view = viewIn(answer);
    return view.kind === 'form'
      ? formModal(view, reader, origin)
      : cardModal(render(view, reader), reader, origin);
  };

  return { message, modal };
};

/** @returns whether it opened: a trigger is good for three seconds */
export const opens = async (
  { api, log }: Tools,
  { who }: Incoming,
  { triggerId }: { readonly triggerId: string },
  modal: () => ModalView,
  limitMs?: number,
): Promise<boolean> => {
  try {
    await api.openView(who.workspaceId, triggerId, modal(), limitMs);
    return true;
  } catch (error) {
    log.warn({ err: error }, 'slack: a modal did not open');
    return false;
  }
};
