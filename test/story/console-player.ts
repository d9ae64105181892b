import { randomUUID } from 'node:crypto';
import type { Message } from '../../bot/platforms/console/index.js';
import { linkOn, pressOn, type Seen, seenCard } from '../support/seen.js';
import { watching } from '../support/until.js';
import type { Firm, Player } from './player.js';

interface Screen {
  readonly message: Message;
  readonly seen: Seen;
}

const seenMessage = ({ text, body }: Message): Seen =>
  body
    ? seenCard({ text, body })
    : { kind: 'words', text, line: text, buttons: [], fields: {}, errors: {}, card: undefined };

/** The chat page without its page: what the stream of events tells is on the screens. */
export const openConsole = async (url: string): Promise<{ firm: Firm; close: () => void }> => {
  const messages = new Map<number, Message>();
  const leaving = new AbortController();
  const stream = await fetch(`${url}/chat/events`, { signal: leaving.signal });
  const hear = async () => {
    let text = '';
    for await (const chunk of stream.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      const frames = `${text}${chunk}`.split('\n\n');
      text = frames.pop() ?? '';
      for (const frame of frames) {
        const data = /^event: message\ndata: (.*)$/m.exec(frame)?.[1];
        const message = data && (JSON.parse(data) as Message);
        if (message) messages.set(message.id, message);
      }
    }
  };
  const heard = hear().catch(() => undefined);

  const post = async (path: string, body: object) => {
    const answer = await fetch(`${url}/chat/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-dealdesk-console': '1' },
      body: JSON.stringify({ key: randomUUID(), ...body }),
    });
    if (answer.status !== 204) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  };

  const firm: Firm = (person): Player => {
    const screen = (): Screen[] =>
      [...messages.values()]
        .filter(({ userId }) => userId === person)
        .sort((a, b) => a.id - b.id)
        .map((message) => ({ message, seen: seenMessage(message) }));

    const look = watching(person, () =>
      screen()
        .map(({ seen }) => seen.text)
        .join('\n---\n'),
    );
    const find = (what: string, fits: (seen: Seen, message: Message) => boolean): Promise<Screen> =>
      look(what, () => screen().findLast(({ seen, message }) => fits(seen, message)));

    return {
      types: (line) => post('send', { person, text: line }),
      presses: async (label) => {
        const { message, seen } = await find(label, ({ buttons }) => buttons.includes(label));
        const ask = pressOn(seen, label);
        if (ask.kind !== 'press') throw new Error(`${label} is no button.`);
        await post('press', { person, messageId: message.id, do: ask.do, input: ask.input });
      },
      sees: async (words) =>
        (await find(words, ({ text }, { from }) => from === 'bot' && text.includes(words))).seen.text,
      offers: (label) => screen().filter(({ seen }) => seen.buttons.includes(label)).length,
      link: async (label) => {
        const { seen } = await find(label, ({ buttons }) => buttons.includes(label));
        return linkOn(seen, label);
      },
    };
  };

  return {
    firm,
    close: () => {
      leaving.abort();
      void heard;
    },
  };
};
