import type * as Renderer from 'adaptivecards';
import { hostConfig } from '../../cards/host-config.js';
import { samples } from '../../cards/samples.js';
import type { Reader } from '../../models/text.js';
import { actionsOf, allWords, draw, elementsOf, en, zh } from './reading.js';

// The package's own entry is ES modules without file endings, which Node cannot load; its bundle needs no DOM to parse.
const { AdaptiveCard, HostConfig, SerializationContext, Versions } = jest.requireActual<typeof Renderer>(
  'adaptivecards/dist/adaptivecards.js',
);

const MAX_PAYLOAD_BYTES = 28 * 1024;
/** What WeCom takes, and the chat page shows; where a way to the page takes one, the last is left to the page. */
const MAX_BUTTONS = 6;

const cases = samples.flatMap(({ name, view }) =>
  [zh, en].map((reader) => ({ name: `${name} (${reader.locale})`, view, reader })),
);

/** The renderer checks `lang` by a global expression, which remembers its last match and so refuses every second card. */
const langPattern = AdaptiveCard.langProperty.regEx;

const complaints = (body: unknown): readonly string[] => {
  const context = new SerializationContext(Versions.v1_5);
  const card = new AdaptiveCard();
  card.hostConfig = new HostConfig(hostConfig);
  if (langPattern) langPattern.lastIndex = 0;
  card.parse(body, context);
  const parsing = Array.from({ length: context.eventCount }, (_, at) => context.getEventAt(at).message);
  return [...parsing, ...card.validateProperties().validationEvents.map(({ message }) => message)];
};

test('the parser does complain about what is no card', () => {
  expect(complaints({ type: 'AdaptiveCard', version: '1.5', body: [{ type: 'Nonsense' }] })).toHaveLength(1);
});

const isText = (value: object): value is { zh: string; en: string } =>
  Object.keys(value).toSorted().join() === 'en,zh';

/** All strings of a view that this reader may see: what people typed, and of a Text one language. */
const stringsOf = (value: unknown, reader: Reader): readonly string[] => {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  if (isText(value)) return [reader.locale === 'en' ? value.en : value.zh];
  return Object.values(value).flatMap((each) => stringsOf(each, reader));
};

/** English words and Chinese characters in turn; the names of currencies and months come with their formats. */
const foreign: Record<Reader['locale'], RegExp> = { 'zh-CN': /[a-z]{2,}/gi, en: /\p{Script=Han}+/gu };
const formatted = /^(US|CNY|USD|KWD|JP)$/;

const strangers = (seen: string, own: string, { locale }: Reader): readonly string[] =>
  (seen.match(foreign[locale]) ?? []).filter((word) => !own.includes(word) && !formatted.test(word));

describe.each(cases)('$name', ({ view, reader }) => {
  const card = draw(view, reader);

  test('is a valid Adaptive Card', () => {
    expect(complaints(card.body)).toEqual([]);
  });

  test('speaks one language, except in what people typed', () => {
    const own = stringsOf(view, reader).join('\n');
    expect(strangers(allWords(card), own, reader)).toEqual([]);
  });

  test('fills every gap', () => {
    const typed = stringsOf(view, reader).join('\n');
    const gaps = allWords(card).match(/\{\w+\}/g) ?? [];
    expect(gaps.filter((gap) => !typed.includes(gap))).toEqual([]);
    expect(allWords(card)).not.toMatch(/undefined|NaN|Invalid|\[object|null/);
  });

  test('says its meaning in one line', () => {
    expect(card.text).toMatch(/^\S.{3,499}$/u);
  });

  test('has no empty text and no text without end', () => {
    for (const element of elementsOf(card))
      if (element.type === 'TextBlock') expect(element.text).toMatch(/^[\s\S]{1,700}$/);
  });

  test('shows nothing that turns the direction of text or hides', () => {
    expect(allWords(card).replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]/u);
  });

  test('is small enough for every platform', () => {
    expect(Buffer.byteLength(JSON.stringify(card.body))).toBeLessThan(MAX_PAYLOAD_BYTES);
    expect(card.body.actions?.length ?? 0).toBeLessThanOrEqual(MAX_BUTTONS);
    for (const { title } of actionsOf(card)) expect(title).toMatch(/^.{1,75}$/u);
  });

  test('is plain JSON, and the same when drawn again', () => {
    expect(JSON.parse(JSON.stringify(card))).toEqual(draw(view, reader));
  });
});
