/**
 * A person in front of the fake Slack: types, presses what they see, fills in what is open, and reads what there is.
 * What they do goes to the app as Slack would send it, signed.
 */

import { watching } from '../until.js';
import { type AppAnswer, type Delivery, deliver, deliverEvent } from './delivery.js';
import { buttonIn, buttonsCalled, inputsIn, stateOf } from './elements.js';
import type { FakeMessage, FakeSlack, FakeView } from './fake.js';
import {
  commandBody,
  eventBody,
  globalShortcutPayload,
  messageShortcutPayload,
  type PressedElement,
  payloadBody,
  pressPayload,
  type Sender,
  submissionPayload,
} from './requests.js';
import { shownIn } from './rules.js';

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

  /** @returns the status of each delivery */
  const happens = (event: object, delaysMs?: readonly number[]): Promise<number[]> =>
    deliverEvent(fake, appUrl, eventBody(event, fake.teamId), delaysMs);

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
  const messageWith = (label: string): FakeMessage => {
    const found = messages()
      .reverse()
      .find(({ blocks }) => buttonsCalled(blocks, label).length > 0);
    if (!found) throw new Error(`${userId} sees no button "${label}".\n${screen()}`);
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

    /** In the conversation with the app. */
    says: (text: string, delaysMs?: readonly number[], more: object = {}): Promise<number[]> =>
      happens(
        {
          type: 'message',
          channel_type: 'im',
          channel: dm,
          user: userId,
          text,
          ts: '1720000000.000100',
          ...more,
        },
        delaysMs,
      ),

    mentions: (text: string, channel = 'C1', delaysMs?: readonly number[]): Promise<number[]> =>
      happens(
        { type: 'app_mention', channel, user: userId, text: `<@UBOT> ${text}`, ts: '1720000000.000100' },
        delaysMs,
      ),

    opensHome: (tab = 'home'): Promise<number[]> =>
      happens({ type: 'app_home_opened', user: userId, channel: dm, tab }, []),

    /** @param nth  which one, if several have this label */
    presses: (label: string, nth = 0): Promise<AppAnswer> => {
      const message = messageWith(label);
      return press(buttonIn(message.blocks, label, nth), inMessage(message));
    },

    pressesIn: (message: FakeMessage, label: string, nth = 0): Promise<AppAnswer> =>
      press(buttonIn(message.blocks, label, nth), inMessage(message)),

    /** @param typed  what stands in its fields by then, by label */
    pressesInModal: (
      label: string,
      nth = 0,
      typed: Readonly<Record<string, string>> = {},
    ): Promise<AppAnswer> => {
      const where = inView(openModal());
      const view = { ...where.view, state: typedIn(openModal(), typed) };
      return press(buttonIn(openModal().view.blocks, label, nth), { ...where, view });
    },

    pressesOnHome: (label: string, nth = 0): Promise<AppAnswer> => {
      const home = fake.homes.get(userId) as FakeView;
      return press(buttonIn(home.view.blocks, label, nth), inView(home));
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
