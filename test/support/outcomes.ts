/** What tests of platforms have people answered with, how it is drawn, and a log that they can read. */
import type { Outcome } from '../../bot/platforms/platform.js';
import type { Card } from '../../cards/card.js';
import type { Answer } from '../../models/answer.js';
import { type Reader, type Saying, saying } from '../../models/text.js';
import type { Press } from '../../models/view-parts.js';
import type { NoticeView, View } from '../../models/views.js';

export const reader: Reader = {
  locale: 'en',
  timeZone: 'Asia/Shanghai',
  link: (path) => `https://dealdesk.example.com${path}`,
};

const isSaying = (value: unknown): value is Saying =>
  typeof value === 'object' && value !== null && 'text' in value;

export const say = ({ text, params = {} }: Saying, { locale }: Reader): string =>
  (locale === 'en' ? text.en : text.zh).replace(/\{(\w+)\}/g, (_gap, name: string) => {
    const value = params[name];
    return isSaying(value) ? say(value, reader) : String(value);
  });

/** As plain a card as can be: the words of a notice and its buttons. */
export const render = (view: View, who: Reader): Card => {
  const notice = view as NoticeView;
  const title = say(notice.title, who);
  return {
    text: title,
    body: {
      type: 'AdaptiveCard',
      $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
      version: '1.5',
      lang: who.locale === 'en' ? 'en' : 'zh',
      body: [
        { type: 'TextBlock', text: title, size: 'large', weight: 'bolder' },
        ...notice.body.map((each) => ({ type: 'TextBlock' as const, text: say(each, who) })),
      ],
      actions: notice.buttons.map(({ label, press }) => ({
        type: 'Action.Submit' as const,
        title: say(label, who),
        data: { do: press.do, input: press.input ?? {} },
      })),
    },
  };
};

export const both = (words: string): Saying => saying({ zh: words, en: words });

/** @param buttons  by label, what pressing does */
export const notice = (title: string, buttons: Readonly<Record<string, string>> = {}): NoticeView => ({
  kind: 'notice',
  title: both(title),
  body: [],
  buttons: Object.entries(buttons).map(([label, press]) => ({
    label: both(label),
    press: { do: press, input: { id: 7 } },
  })),
});

export const answered = (answer: Answer): Outcome => ({ answer, reader });
export const words = (text: string): Outcome => answered({ type: 'words', words: both(text) });
export const shows = (...args: Parameters<typeof notice>): Outcome =>
  answered({ type: 'view', view: notice(...args) });

/** The same, opened from what leads to others as well. */
export const opens = (...args: Parameters<typeof notice>): Outcome =>
  answered({ type: 'view', view: notice(...args), beside: true });

/** What was done to something, and what can be done next. */
export const leadsOn = (redraw: Press, ...args: Parameters<typeof notice>): Outcome =>
  answered({ type: 'view', view: notice(...args), beside: true, redraw });

/** The same for everybody in a group to see. */
export const showsAll = (...args: Parameters<typeof notice>): Outcome =>
  answered({ type: 'view', view: notice(...args), as: { locale: 'en', timeZone: 'UTC' } });

interface Line {
  readonly level: 'info' | 'warn' | 'error';
  readonly fields: object;
  readonly sentence: string;
}

/** A log that the test can read. */
export const notebook = () => {
  const lines: Line[] = [];
  const write = (level: Line['level']) => (fields: object, sentence: string) =>
    void lines.push({ level, fields, sentence });
  return { lines, info: write('info'), warn: write('warn'), error: write('error') };
};
