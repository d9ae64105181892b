import type { ModalView } from '@slack/types';
import type { Submit } from '../../../cards/card.js';
import { inWords, say } from '../../../cards/say.js';
import { type Answer, isBeside } from '../../../models/answer.js';
import type { Reader, Text } from '../../../models/text.js';
import type { Log } from '../log.js';
import { brokenOutcome, formIn, inBoth, type Redrawn, viewIn } from '../outcome.js';
import type { Incoming, Outcome, Render } from '../platform.js';
import type { SlackApi } from './api.js';
import type { Origin, Place } from './decoded.js';
import { asAnswer, encodeCard, encodeWords, type Message } from './encode.js';
import { RUN_COMMAND } from './interactions.js';
import type { Sealed } from './sealed.js';
import { cardHome, cardModal, formErrors, formModal, wordsHome, wordsModal } from './view.js';

/** What Slack gets back for its request, and what is done once it has it. */
export interface Ack {
  /** 503 makes Slack deliver an event again. */
  readonly status: 200 | 503;
  /** `''` and not nothing: Koa makes a 204 of nothing, and Slack wants a 200. */
  readonly body: object | '';
  readonly after?: () => Promise<void>;
}

/** How things are answered at one place. */
export interface Surface {
  /** @param limitMs  how long Slack still waits */
  answer(outcome: Outcome, limitMs: number): Ack | Promise<Ack>;
  /** Slack waits three seconds. This is what it hears when there is no outcome yet. */
  waiting(): Ack;
  /** The outcome came after that. */
  late(outcome: Outcome): Promise<void>;
}

export interface Tools {
  readonly api: SlackApi;
  readonly render: Render;
  readonly log: Log;
  readonly sealed: Sealed;
  readonly redrawn: Redrawn;
  /** Draws the person's Home tab again, after what came in has changed something. */
  readonly refreshHome: (incoming: Incoming) => Promise<void>;
}

const texts = {
  working: {
    zh: '还在处理中，结果会显示在这里。若一分钟内没有出现，请用“/todo”查看或重试。',
    en: 'Still working on it. The answer will appear here; if it does not within a minute, check "/todo" or try again.',
  },
  again: { zh: '表单没能及时打开，请再点一次。', en: 'The form did not open in time. Please click again.' },
  needsForm: { zh: '请在表单中补充其余内容。', en: 'The rest is best filled in on a form.' },
  openForm: { zh: '打开表单', en: 'Open the form' },
} satisfies Record<string, Text>;

const working = (): Message => encodeWords(inBoth(texts.working));

const ok = (body: object | '' = '', after?: Ack['after']): Ack => ({
  status: 200,
  body,
  ...(after && { after }),
});
const tryAgain: Ack = { status: 503, body: '' };
const nothing = async (): Promise<void> => {};

const ephemeral = (message: Message): object => ({ response_type: 'ephemeral', ...message });
const beside = (message: Message): object => ({ ...ephemeral(message), replace_original: false });
/** Whoever sees it sees it still, be it one person or everybody in the conversation. */
const instead = (message: Message): object => ({ ...asAnswer(message), replace_original: true });

/** Where the card can be replaced on which it was pressed. */
const takesItsPlace = (answer: Answer): boolean => answer.type === 'view' && !isBeside(answer);

const MAX_LINE = 1500;

/** A button that runs the line again: by then Slack gives a fresh trigger to open the form with. */
const formButton = (line: string, reader: Reader): readonly Submit[] =>
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

const draw = (tools: Tools, origin: Origin = {}) => {
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
const opens = async (
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

type SurfaceOf<P extends Place> = (place: P, incoming: Incoming, tools: Tools) => Surface;

const command: SurfaceOf<Extract<Place, { type: 'command' }>> = (place, incoming, tools) => {
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

const onMessage: SurfaceOf<Extract<Place, { type: 'message' }>> = (place, incoming, tools) => {
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

const inModal: SurfaceOf<Extract<Place, { type: 'modal' }>> = (place, incoming, tools) => {
  const { modal } = draw(tools, place.origin);
  const { api } = tools;
  const { workspaceId } = incoming.who;
  /** A form that was sent by another button than its own. */
  const isSpent = incoming.ask.kind === 'submit';
  const replace = (outcome: Outcome): Promise<void> =>
    api.updateView(workspaceId, place.viewId, modal(outcome));
  const redraw = async (outcome: Outcome): Promise<void> => {
    const now = await tools.redrawn(incoming, outcome);
    if (now) await replace(now);
  };
  /** At most three modals lie on top of each other. */
  const stack = (outcome: Outcome): Promise<void> =>
    api.pushView(workspaceId, place.triggerId, modal(outcome)).then(
      () => redraw(outcome),
      () => replace(outcome),
    );
  const refresh = (): Promise<void> => (place.origin.home ? tools.refreshHome(incoming) : nothing());

  return {
    answer: (outcome) =>
      ok('', async () => {
        await (isSpent || takesItsPlace(outcome.answer) ? replace : stack)(outcome);
        await refresh();
      }),
    waiting: () => ok(),
    late: async (outcome) => {
      await replace(outcome);
      await refresh();
    },
  };
};

const onHome: SurfaceOf<Extract<Place, { type: 'home' }>> = (place, incoming, tools) => {
  const { modal } = draw(tools, { home: true });
  const refresh = () => tools.refreshHome(incoming);
  return {
    answer: (outcome) => ok('', () => opens(tools, incoming, place, () => modal(outcome)).then(refresh)),
    waiting: () => ok(),
    late: refresh,
  };
};

const submitted: SurfaceOf<Extract<Place, { type: 'form' }>> = (place, incoming, tools) => {
  const { message, modal } = draw(tools, place.origin);
  const { api, sealed, redrawn, refreshHome } = tools;
  const { workspaceId } = incoming.who;

  /** Slack puts errors under the fields that it shows; a form that has others now is drawn anew. */
  const answered = (outcome: Outcome): object => {
    const { answer, reader } = outcome;
    if (answer.type === 'errors') {
      const errors = formErrors(answer.form, reader);
      const fields = Object.keys(errors);
      if (fields.length > 0 && fields.every((field) => place.fields.includes(field)))
        return { response_action: 'errors', errors };
    }
    return { response_action: 'update', view: modal(outcome) };
  };

  /** What was there before the form, and shows how it was. */
  const redraw = async (outcome: Outcome): Promise<void> => {
    if (place.origin.home && !formIn(outcome.answer)) await refreshHome(incoming);
    const now = await redrawn(incoming, outcome);
    if (!now) return;
    const url = sealed.open(place.origin.message ?? '');
    if (url) await api.respond(url, instead(message(now)));
    if (place.beneath) await api.updateView(workspaceId, place.beneath, modal(now));
  };

  return {
    answer: (outcome) => ok(answered(outcome), () => redraw(outcome)),
    waiting: () =>
      ok({
        response_action: 'update',
        view: wordsModal(inBoth(texts.working), brokenOutcome.reader, place.origin),
      }),
    late: async (outcome) => {
      await api.updateView(workspaceId, place.viewId, modal(outcome));
      await redraw(outcome);
    },
  };
};

const shortcut: SurfaceOf<Extract<Place, { type: 'shortcut' }>> = (place, incoming, tools) => {
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

/** An event that comes too late is delivered again, and its answer then comes out of the inbox. */
const inConversation: SurfaceOf<Extract<Place, { type: 'conversation' }>> = (place, { who }, tools) => {
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

const homeTab: SurfaceOf<Extract<Place, { type: 'homeOpened' }>> = (_place, { who }, tools) => ({
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

const surfaces: { readonly [Type in Place['type']]: SurfaceOf<Extract<Place, { type: Type }>> } = {
  command,
  message: onMessage,
  modal: inModal,
  home: onHome,
  form: submitted,
  shortcut,
  conversation: inConversation,
  homeOpened: homeTab,
};

export const surfaceOf = (place: Place, incoming: Incoming, tools: Tools): Surface =>
  (surfaces[place.type] as SurfaceOf<Place>)(place, incoming, tools);
