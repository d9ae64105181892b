/**
 * A person in front of the fake Slack: types, presses what they see, fills in what is open, and reads what there is.
 * What they do goes to the app as Slack would send it, signed.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { FakeMessage, FakeSlack, FakeView } from '../fake-slack.js';
import { ownTime } from '../own-time.js';
import { watching } from '../until.js';
import {
  commandBody,
  eventBody,
  FORM,
  globalShortcutPayload,
  JSON_TYPE,
  messageShortcutPayload,
  type PressedElement,
  payloadBody,
  pressPayload,
  type Sender,
  signedHeaders,
  submissionPayload,
} from './requests.js';
import { shownIn } from './rules.js';

export interface AppAnswer {
  readonly status: number;
  readonly body: string;
  readonly headers: Headers;
  readonly ms: number;
}

export interface Delivery {
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** When Slack gives up. */
  readonly limitMs?: number;
}

const SLACK_WAITS_MS = 3000;

/** Signs a body now and sends it. */
export const deliver = async (
  { signingSecret, now }: FakeSlack,
  appUrl: string,
  body: string,
  { contentType = FORM, headers = {}, limitMs = SLACK_WAITS_MS }: Delivery = {},
): Promise<AppAnswer> => {
  const began = performance.now();
  const limit = ownTime(limitMs);
  try {
    const answer = await fetch(`${appUrl}/slack/events`, {
      method: 'POST',
      headers: { ...signedHeaders(signingSecret, body, { contentType, nowMs: now() }), ...headers },
      body,
      signal: limit.signal,
    });
    return {
      status: answer.status,
      body: await answer.text(),
      headers: answer.headers,
      ms: performance.now() - began,
    };
  } finally {
    limit.stop();
  }
};

/** At once, after a minute, after five minutes. */
const RETRY_DELAYS_MS: readonly number[] = [0, 60_000, 300_000];

/**
 * An event, as Slack delivers it: again when the answer is no 2xx or takes too long, unless told not to.
 * @returns the status of each delivery, 0 for none
 * @see https://docs.slack.dev/apis/events-api#retries
 */
const deliverEvent = async (
  fake: FakeSlack,
  appUrl: string,
  body: string,
  delaysMs: readonly number[] = RETRY_DELAYS_MS,
): Promise<number[]> => {
  const statuses: number[] = [];
  for (const [retry, delayMs] of [0, ...delaysMs].entries()) {
    await sleep(delayMs);
    const headers = retry > 0 ? retryHeaders(retry, statuses.at(-1)) : {};
    const answer = await deliver(fake, appUrl, body, { contentType: JSON_TYPE, headers }).catch(
      () => undefined,
    );
    statuses.push(answer?.status ?? 0);
    const isDone = answer && answer.status >= 200 && answer.status < 300;
    if (isDone || answer?.headers.get('x-slack-no-retry') === '1') break;
  }
  return statuses;
};

const retryHeaders = (retry: number, status = 0): Record<string, string> => ({
  'x-slack-retry-num': String(retry),
  'x-slack-retry-reason': status === 0 ? 'http_timeout' : 'http_error',
});

interface Labelled extends PressedElement {
  readonly text: { readonly text: string };
  readonly accessibility_label?: string;
}

/** All that can be pressed in some blocks, in their order. */
const buttonsIn = (value: unknown, blockId?: string): Labelled[] => {
  if (Array.isArray(value)) return value.flatMap((each) => buttonsIn(each, blockId));
  if (typeof value !== 'object' || value === null) return [];
  const element = value as Labelled;
  const { block_id = blockId } = element;
  if (element.type === 'button') return [{ ...element, block_id }];
  return Object.values(value).flatMap((each) => buttonsIn(each, block_id));
};

interface InputBlock {
  readonly type: string;
  readonly block_id: string;
  readonly label: { readonly text: string };
  readonly optional?: boolean;
  readonly element: {
    readonly type: string;
    readonly action_id: string;
    readonly initial_value?: string;
    readonly initial_date?: string;
    readonly initial_option?: Option;
    readonly options?: readonly Option[];
    readonly max_length?: number;
  };
}

interface Option {
  readonly text: { readonly text: string };
  readonly value: string;
}

const inputsIn = (blocks: readonly unknown[]): InputBlock[] =>
  (blocks as InputBlock[]).filter(({ type }) => type === 'input');

/** What Slack's client sends for an input; a choice is named by its words or its value. */
const stateOf = ({ element }: InputBlock, given: string | undefined): object => {
  const { type, initial_value, initial_date, initial_option, options = [] } = element;
  if (type === 'datepicker') return { type, selected_date: given ?? initial_date ?? null };
  if (type !== 'static_select') return { type, value: given ?? initial_value ?? null };
  const chosen = options.find(({ text, value }) => text.text === given || value === given);
  if (given !== undefined && !chosen) throw new Error(`There is no choice "${given}".`);
  return { type, selected_option: chosen ?? initial_option ?? null };
};

export type Person = ReturnType<typeof person>;

export const person = (fake: FakeSlack, appUrl: string, userId: string) => {
  const dm = fake.dm(userId);
  const sender = (responseUrl = ''): Sender => ({
    teamId: fake.teamId,
    userId,
    triggerId: fake.trigger(userId),
    responseUrl,
  });
  const send = (body: string, delivery?: Delivery): Promise<AppAnswer> =>
    deliver(fake, appUrl, body, delivery);

  /** What is on the screen in the conversation with the app and for nobody else, the newest last. */
  const messages = (): FakeMessage[] =>
    [...fake.messages.values(), ...fake.ephemerals]
      .filter(({ channel, onlyFor }) => onlyFor === userId || (!onlyFor && channel === dm))
      .sort((a, b) => (a.ts < b.ts ? -1 : 1));

  const modal = (): FakeView | undefined => fake.views.get(fake.modals.get(userId)?.at(-1) ?? '');
  const openModal = (): FakeView => {
    const open = modal();
    if (!open) throw new Error(`Nothing is open in front of ${userId}.`);
    return open;
  };

  /** A command's answer, if it says something, stands in the conversation for this person alone. */
  const type = async (line: string, channel = dm): Promise<AppAnswer> => {
    const answer = await send(commandBody(line, sender(fake.responseUrl(channel, userId)), channel));
    if (answer.status === 200 && answer.body) fake.showTo(userId, channel, JSON.parse(answer.body));
    return answer;
  };

  const find = (blocks: readonly unknown[], label: string, nth: number): Labelled => {
    const found = buttonsIn(blocks).filter(
      (each) => each.text.text === label || each.accessibility_label === label,
    )[nth];
    if (found) return found;
    const labels = buttonsIn(blocks).map(({ text }) => text.text);
    throw new Error(`There is no button "${label}" among: ${labels.join(', ') || 'none'}.`);
  };

  /** The modal that this one lies on. */
  const beneath = ({ id }: FakeView): string | null => {
    const stack = fake.modals.get(userId) ?? [];
    return stack[stack.indexOf(id) - 1] ?? null;
  };

  const inView = (view: FakeView) => ({
    container: { type: 'view', view_id: view.id },
    view: { id: view.id, hash: view.hash, previous_view_id: beneath(view), ...view.view },
  });

  /** What a modal reports of its fields. */
  const typedIn = ({ view }: FakeView, values: Readonly<Record<string, string>>) => {
    const inputs = inputsIn(view.blocks);
    for (const label of Object.keys(values))
      if (!inputs.some((input) => input.label.text === label))
        throw new Error(`There is no field "${label}".`);
    return {
      values: Object.fromEntries(
        inputs.map((input) => [
          input.block_id,
          { [input.element.action_id]: stateOf(input, values[input.label.text]) },
        ]),
      ),
    };
  };

  const inMessage = ({ ts, channel, onlyFor, text, blocks, metadata }: FakeMessage) => ({
    container: { type: 'message', message_ts: ts, channel_id: channel, is_ephemeral: onlyFor !== undefined },
    channel: { id: channel, name: 'directmessage' },
    response_url: fake.responseUrl(channel, userId, ts),
    ...(onlyFor ? {} : { message: { type: 'message', ts, text, blocks, metadata, bot_id: 'B1' } }),
  });

  const press = (element: PressedElement, where: object): Promise<AppAnswer> =>
    send(payloadBody(pressPayload(element, sender(), where)));

  /** The newest message with this button. */
  const messageWith = (label: string, nth: number): FakeMessage => {
    const found = messages()
      .reverse()
      .find(({ blocks }) =>
        buttonsIn(blocks).some((each) => each.text.text === label || each.accessibility_label === label),
      );
    if (!found) throw new Error(`${userId} sees no button "${label}".\n${screen()}`);
    find(found.blocks, label, nth);
    return found;
  };

  const screen = (): string =>
    [
      ...messages().map(({ blocks, text }) => (blocks.length > 0 ? shownIn(blocks) : text)),
      ...(modal() ? [shownIn(modal()?.view.blocks)] : []),
      ...(fake.homes.has(userId) ? [shownIn(fake.homes.get(userId)?.view.blocks)] : []),
    ].join('\n---\n');

  const look = watching(userId, screen);

  /** What the app's answer does to the form that was sent. */
  const reactions: Readonly<Record<string, (ack: Record<string, unknown>, view: FakeView) => void>> = {
    errors: () => {},
    update: (ack, view) => void fake.replaceView(view.id, ack.view),
    clear: () => void fake.modals.delete(userId),
    close: () => void fake.modals.set(userId, (fake.modals.get(userId) ?? []).slice(0, -1)),
  };

  return {
    userId,
    messages,
    modal,
    screen,
    home: (): FakeView | undefined => fake.homes.get(userId),

    types: type,

    /** In the conversation with the app. @returns the status of each delivery */
    says: (text: string, delaysMs?: readonly number[], more: object = {}): Promise<number[]> =>
      deliverEvent(
        fake,
        appUrl,
        eventBody(
          {
            type: 'message',
            channel_type: 'im',
            channel: dm,
            user: userId,
            text,
            ts: '1720000000.000100',
            ...more,
          },
          fake.teamId,
        ),
        delaysMs,
      ),

    mentions: (text: string, channel = 'C1', delaysMs?: readonly number[]): Promise<number[]> =>
      deliverEvent(
        fake,
        appUrl,
        eventBody(
          { type: 'app_mention', channel, user: userId, text: `<@UBOT> ${text}`, ts: '1720000000.000100' },
          fake.teamId,
        ),
        delaysMs,
      ),

    opensHome: (tab = 'home'): Promise<number[]> =>
      deliverEvent(
        fake,
        appUrl,
        eventBody({ type: 'app_home_opened', user: userId, channel: dm, tab }, fake.teamId),
        [],
      ),

    /** @param nth  which one, if several have this label */
    presses: (label: string, nth = 0): Promise<AppAnswer> => {
      const message = messageWith(label, nth);
      return press(find(message.blocks, label, nth), inMessage(message));
    },

    pressesIn: (message: FakeMessage, label: string, nth = 0): Promise<AppAnswer> =>
      press(find(message.blocks, label, nth), inMessage(message)),

    /** @param typed  what stands in its fields by then, by label */
    pressesInModal: (
      label: string,
      nth = 0,
      typed: Readonly<Record<string, string>> = {},
    ): Promise<AppAnswer> => {
      const where = inView(openModal());
      const view = { ...where.view, state: typedIn(openModal(), typed) };
      return press(find(openModal().view.blocks, label, nth), { ...where, view });
    },

    pressesOnHome: (label: string, nth = 0): Promise<AppAnswer> => {
      const home = fake.homes.get(userId) as FakeView;
      return press(find(home.view.blocks, label, nth), inView(home));
    },

    /** Fields are named by their labels. @returns the errors that Slack shows under fields, by label */
    submits: async (
      values: Readonly<Record<string, string>> = {},
    ): Promise<AppAnswer & { errors: object }> => {
      const view = openModal();
      const inputs = inputsIn(view.view.blocks);
      const state = typedIn(view, values);
      const answer = await send(payloadBody(submissionPayload(sender(), { ...inView(view).view, state })));
      const ack = JSON.parse(answer.body || '{}') as Record<string, unknown>;
      reactions[String(ack.response_action ?? 'close')]?.(ack, view);
      const labelOf = (id: string) =>
        inputs.find(({ block_id }) => block_id === id)?.label.text ?? `no field ${id}`;
      const errors = Object.fromEntries(
        Object.entries(ack.errors ?? {}).map(([id, words]) => [labelOf(id), words]),
      );
      return { ...answer, errors };
    },

    choosesShortcut: (callbackId: string): Promise<AppAnswer> =>
      send(payloadBody(globalShortcutPayload(callbackId, sender()))),

    choosesMessageShortcut: (callbackId: string, message: object): Promise<AppAnswer> =>
      send(payloadBody(messageShortcutPayload(callbackId, sender(fake.responseUrl('C1', userId)), message))),

    /** Waits until this is on the screen. */
    sees: (words: string): Promise<string> =>
      look(words, () => (screen().includes(words) ? screen() : undefined)),
  };
};
