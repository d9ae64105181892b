import { inText, watching } from '../until.js';
import type { FakeDingTalk } from './fake.js';
import { buttonsOn, type ShownButton, wordsOn } from './rules.js';
import { pressBody, type RobotOptions, robotBody, type Wire } from './wire.js';

/** A message or a card, as it stands on somebody's screen. */
export interface OnScreen {
  readonly id: string;
  readonly text: string;
  readonly buttons: readonly ShownButton[];
}

const linkButton = ({ title, url }: { readonly title: string; readonly url: string }): ShownButton => ({
  text: title,
  color: 'blue',
  action: { type: 'openLink', params: { url } },
});

/** Somebody in front of their DingTalk. */
export const person = (fake: FakeDingTalk, wire: Wire, userId: string) => {
  /** What a reply to a press shows only here, where it was pressed. */
  const local = new Map<string, Record<string, string>>();

  const onScreen = (id: string): OnScreen | undefined => {
    const card = fake.cards.get(id);
    if (card) {
      const data = { ...card.data, ...card.private.get(userId), ...local.get(id) };
      return { id, text: wordsOn(data), buttons: buttonsOn(data) };
    }
    const message = fake.messages.find((each) => each.id === id && !each.recalled);
    return message && { id, text: message.text, buttons: message.links.map(linkButton) };
  };

  /** Of this conversation, the newest first. */
  const screen = (conversation = userId): readonly OnScreen[] =>
    fake.timeline
      .filter(({ to }) => to === conversation)
      .map(({ id }) => onScreen(id))
      .filter((each) => each !== undefined)
      .reverse();

  const find = watching(userId, () => inText(screen()));

  const isPress = ({ action }: ShownButton) => action.type === 'sendCardRequest';
  const labelled = (label: string) => (button: ShownButton) => button.text === label;

  return {
    screen,

    types: (text: string, options?: RobotOptions): Promise<boolean> =>
      wire.robot(robotBody(fake, userId, text, options)),

    sees: async (
      words: string,
      { conversation = userId }: { conversation?: string } = {},
    ): Promise<OnScreen> => find(words, () => screen(conversation).find(({ text }) => text.includes(words))),

    /** The newest button of this label. @returns whether DingTalk had an answer within two seconds */
    presses: async (label: string): Promise<boolean> => {
      const found = await find(label, () =>
        screen().find(({ buttons }) => buttons.some((one) => isPress(one) && labelled(label)(one))),
      );
      const { actionId = '', params = {} } = found.buttons.find(labelled(label))?.action.params ?? {};
      const reply = await wire.press(pressBody(fake, userId, found.id, actionId, params));
      // What a reply changes, it changes by key, for the one who pressed.
      local.set(found.id, {
        ...reply?.cardData?.cardParamMap,
        ...reply?.userPrivateData?.cardParamMap,
      });
      return reply !== undefined;
    },

    link: (label: string): Promise<string> =>
      find(
        label,
        () =>
          screen()
            .flatMap(({ buttons }) => buttons)
            .find((one) => !isPress(one) && labelled(label)(one))?.action.params.url,
      ),
  };
};

export type Person = ReturnType<typeof person>;
