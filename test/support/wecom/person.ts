import { inText, watching } from '../until.js';
import type { FakeWecom } from './fake.js';
import { buttonsOn, optionsOn, pageBehind, type ShownButton, type ShownOption, wordsOn } from './rules.js';
import { type Callbacks, clickXml, eventXml, type Fields, textXml } from './wire.js';
import type { FakeMessage } from './world.js';

/** A message or a card, as it stands on somebody's screen. */
export interface OnScreen {
  readonly message: FakeMessage;
  readonly text: string;
  readonly buttons: readonly ShownButton[];
  readonly options: readonly ShownOption[];
  /** Where a tap on the card leads. */
  readonly page: string;
}

const onScreen = (message: FakeMessage): OnScreen => {
  const { card, text } = message;
  if (!card) return { message, text, buttons: [], options: [], page: '' };
  return {
    message,
    text: wordsOn(card),
    buttons: buttonsOn(card),
    options: optionsOn(card),
    page: pageBehind(card),
  };
};

/** A person knows a button by as much of its label as has room on it. */
const isCalled = (label: string) => {
  return ({ text }: { readonly text: string }): boolean =>
    text === label || (text.endsWith('…') && label.startsWith(text.slice(0, -1)));
};

/** Somebody in front of their WeCom. */
export const person = (fake: FakeWecom, wire: Callbacks, userId: string) => {
  /** The newest first. */
  const screen = (): readonly OnScreen[] =>
    fake.messages
      .filter(({ to }) => to === userId)
      .map(onScreen)
      .reverse();

  const find = watching(userId, () => inText(screen()));

  /** Each click brings a code with which that card can be changed once. */
  const click = ({ taskId }: FakeMessage, key: string, option?: string): string =>
    clickXml(fake, userId, { taskId, key, code: fake.newCode(taskId), option });

  const pressIn = ({ message, buttons, options }: OnScreen, label: string): string => {
    const button = buttons.find((each) => each.key !== undefined && isCalled(label)(each));
    if (button?.key) return click(message, button.key);
    const option = options.find(isCalled(label));
    const opener = buttons.find(({ key }) => key === 'pick');
    if (!option || !opener?.key) throw new Error(`There is no “${label}” to press.`);
    return click(message, opener.key, option.id);
  };

  const has =
    (label: string) =>
    ({ buttons, options }: OnScreen) =>
      buttons.some((each) => each.key !== undefined && isCalled(label)(each)) ||
      options.some(isCalled(label));

  return {
    screen,
    find,
    types: (text: string, more?: Fields): Promise<boolean> =>
      wire.send(userId, textXml(fake, userId, text, more)),
    /** A key of the app's menu. */
    chooses: (key: string): Promise<boolean> =>
      wire.send(userId, eventXml(fake, userId, 'click', { EventKey: key })),
    sees: (words: string): Promise<OnScreen> =>
      find(words, () => screen().find(({ text }) => text.includes(words))),
    /** The newest button of this label, or what can be chosen under it. */
    presses: async (label: string): Promise<boolean> => {
      const found = await find(label, () => screen().find(has(label)));
      return wire.send(userId, pressIn(found, label));
    },
    /** On this very card. */
    pressesOn: (card: OnScreen, label: string): Promise<boolean> => wire.send(userId, pressIn(card, label)),
    /** The callback of a press, to be sent by hand. */
    pressXml: pressIn,
    link: (label: string): Promise<string> =>
      find(
        label,
        () =>
          screen()
            .flatMap(({ buttons }) => buttons)
            .find((each) => each.url !== undefined && isCalled(label)(each))?.url,
      ),
  };
};

export type Person = ReturnType<typeof person>;
