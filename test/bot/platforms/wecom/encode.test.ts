import fc from 'fast-check';
import {
  type Encoded,
  encodeCard,
  encodeForm,
  encodeNotice,
  encodeWords,
} from '../../../../bot/platforms/wecom/encode.js';
import { inert } from '../../../../bot/platforms/wecom/text.js';
import type { Card, Submit } from '../../../../cards/card.js';
import { drawCard } from '../../../../cards/index.js';
import { samples } from '../../../../cards/samples.js';
import { locales } from '../../../../models/text.js';
import type { View } from '../../../../models/views.js';
import { actionsOf, elementsOf, viewOf } from '../../../cards/reading.js';
import { anyCard, nasty, text } from '../../../support/arbitrary.js';
import { cardOf, withWords, worst } from '../../../support/cards.js';
import { buttonsOn, cardProblems, optionsOn, pageBehind, wordsOn } from '../../../support/wecom/rules.js';
import type { Json } from '../../../support/wecom/world.js';

const APP = 'https://crm.example.com';
const asJson = ({ card }: Encoded): Json => card as unknown as Json;

const tight = (words: string): string => words.replace(/\s+/g, '');

/** All that one reads on the card, without what only looks like a separator. */
const readOn = (encoded: Encoded): string =>
  tight(
    [
      wordsOn(asJson(encoded)),
      ...buttonsOn(asJson(encoded)).map((button) => button.text),
      ...optionsOn(asJson(encoded)).map((option) => option.text),
    ].join('\n'),
  );

const isPage = (url: string | undefined): boolean => url?.startsWith(`${APP}/app/`) === true;

/** Within every limit; and what is cut can be read in messages beside it, or on the page to which a button leads. */
const isFine = (card: Card, encoded: Encoded): void => {
  expect(cardProblems({ ...encoded.card, task_id: 'w1-1-1-0' })).toEqual([]);
  expect(encoded.texts().filter((words) => words === '' || Buffer.byteLength(words) > 2048)).toEqual([]);
  const isForm = pageBehind(asJson(encoded)).includes('/app/forms/');
  expect(encoded.isComplete).toBe(encoded.isWhole || card.page !== undefined || isForm);
  if (encoded.isWhole || card.page === undefined) return;
  expect(buttonsOn(asJson(encoded)).some(({ url }) => url === `${APP}${card.page}`)).toBe(true);
  expect(pageBehind(asJson(encoded))).toBe(`${APP}${card.page}`);
};

const isFineEverywhere = (card: Card): void => {
  isFine(card, encodeCard(card, APP));
  const record = { ...card, page: '/app/deal/7' };
  isFine(record, encodeCard(record, APP));
  const { page: _none, ...form } = card;
  isFine(form, encodeForm(form, `${APP}/app/forms/x`));
};

test('any card at all is one that WeCom takes, or that leads to the rest', () => {
  fc.assert(fc.property(anyCard, isFineEverywhere), { numRuns: 30 });
});

test('any words are messages that WeCom shows whole, with nothing left out', () => {
  fc.assert(
    fc.property(text, (words) => {
      const all = encodeWords(words);
      expect(all.filter((each) => Buffer.byteLength(each) > 2048)).toEqual([]);
      expect(tight(all.join(''))).toBe(tight(inert(words).trim() || '…'));
    }),
  );
});

test('any notice in the place of an old card is one that WeCom takes', () => {
  fc.assert(
    fc.property(text, text, (title, words) => {
      expect(cardProblems(encodeNotice(title || 'x', words, `${APP}/app/`))).toEqual([]);
    }),
  );
});

describe.each(locales)('in %s', (locale) => {
  const reader = { locale, timeZone: 'Asia/Shanghai', link: (path: string) => `${APP}${path}` };
  const draw = (view: View): Card => drawCard(view, reader);

  test.each(samples.map(({ name, view }) => [name, view] as const))(
    'the sample “%s” has room or leads to the rest, with usual names and with the worst',
    (_name, view) => {
      isFineEverywhere(draw(view));
      for (const words of worst) isFineEverywhere(draw(withWords(words, view)));
    },
  );

  test.each(
    samples
      .filter(({ view }) => ['deal', 'approval', 'customer', 'todo'].includes(view.kind))
      .map(({ name, view }) => [name, view] as const),
  )('the sample “%s”, being a record, leads to its page', (_name, view) => {
    const encoded = encodeCard(draw(view), APP);
    expect(
      buttonsOn(asJson(encoded)).some(
        ({ text: label, url }) => isPage(url) && /查看全部|Show all/.test(label),
      ),
    ).toBe(true);
    expect(isPage(pageBehind(asJson(encoded)))).toBe(true);
  });

  test.each(
    samples.filter(({ view }) => view.kind !== 'form').map(({ name, view }) => [name, view] as const),
  )('everything on the sample “%s” can be pressed, or is on its page', (_name, view) => {
    const card = draw(view);
    const encoded = encodeCard(card, APP);
    const keys = new Set([
      ...buttonsOn(asJson(encoded)).map(({ key }) => key),
      ...optionsOn(asJson(encoded)).map(({ id }) => id),
    ]);
    const presses = actionsOf(card).filter((action): action is Submit => action.type === 'Action.Submit');
    const missing = presses.filter(({ data }) => !keys.has(JSON.stringify(data)));
    if (missing.length > 0) expect(buttonsOn(asJson(encoded)).some(({ url }) => isPage(url))).toBe(true);
  });

  test.each(
    samples.filter(({ view }) => view.kind !== 'form').map(({ name, view }) => [name, view] as const),
  )('where the sample “%s” is said to be whole, every word of it is on the card', (_name, view) => {
    const card = draw(view);
    const encoded = encodeCard(card, APP);
    if (!encoded.isWhole) return;
    const seen = readOn(encoded);
    const blocks = elementsOf(card).filter((element) => element.type === 'TextBlock');
    for (const block of blocks) expect(seen).toContain(tight(block.text));
    for (const { title } of actionsOf(card).slice(0, card.body.actions?.length ?? 0))
      expect(seen).toContain(tight(title));
  });
});

test('a deal keeps the buttons that are wanted daily: what has no room beside them is on its page', () => {
  const reader = {
    locale: 'zh-CN',
    timeZone: 'Asia/Shanghai',
    link: (path: string) => `${APP}${path}`,
  } as const;
  const deal = encodeCard(drawCard(viewOf('deal', 'Deal, new'), reader), APP);
  const labels = buttonsOn(asJson(deal)).map(({ text: label }) => label);
  expect(labels).toEqual(['推进阶段', '编辑', '写跟进', '赢单', '输单', '查看全部']);
  expect(optionsOn(asJson(deal))).toEqual([]);
});

test('what people typed cannot turn the reading direction, and no half character is sent', () => {
  for (const words of nasty) {
    const card = { ...cardOf([{ type: 'TextBlock', text: words, size: 'large' }]), text: words || 'x' };
    expect(JSON.stringify(encodeCard(card, APP))).not.toMatch(/[\u202a-\u202e\u2066-\u2069]|\\ud[89ab]/i);
  }
});

test('what was typed on several lines takes one on the little that a card holds', () => {
  const card = { ...cardOf([{ type: 'TextBlock', text: '备注：一\n二' }]), page: '/app/deal/7' };
  expect(wordsOn(asJson(encodeCard(card, APP)))).toContain('备注：一 二');
  expect(encodeCard(card, APP).texts().join('\n')).toContain('备注：一\n二');
});
