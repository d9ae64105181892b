import fc from 'fast-check';
import { actionCard, robotActionCard } from '../../../../bot/platforms/dingtalk/action-card.js';
import { encodeCard, encodeNotice } from '../../../../bot/platforms/dingtalk/encode.js';
import { markdown } from '../../../../bot/platforms/dingtalk/text.js';
import type { Card } from '../../../../cards/card.js';
import { drawCard } from '../../../../cards/index.js';
import { samples } from '../../../../cards/samples.js';
import { locales } from '../../../../models/text.js';
import { anyCard, nasty, text } from '../../../support/arbitrary.js';
import { cardOf, paragraph, places, press, row, withWords, worst } from '../../../support/cards.js';
import {
  buttonsOn,
  cardDataProblems,
  robotMessageProblems,
  summaryProblems,
  wordsOn,
} from '../../../support/dingtalk/rules.js';

const APP = 'https://crm.example.com';

/** What of a text can be seen. */
const seen = (words: string): string =>
  words
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]|[\p{Cs}\u202a-\u202e\u2066-\u2069]/gu, '')
    .trim();

const tight = (words: string): string => words.replace(/\s+/g, '');

const labelsOn = (data: Readonly<Record<string, string>>) => buttonsOn(data).map((button) => button.text);

const isFine = (one: Card): void => {
  const data = encodeCard(one, APP);
  expect(cardDataProblems(data)).toEqual([]);
  expect(summaryProblems(data.lastMessage)).toEqual([]);
  const { msgKey, msgParam } = robotActionCard(actionCard(one, APP));
  expect(robotMessageProblems(msgKey, msgParam)).toEqual([]);
};

test('any card at all is one that DingTalk takes, as a card and as a message with links', () => {
  fc.assert(fc.property(anyCard, isFine), { numRuns: 150 });
});

describe.each(locales)('in %s', (locale) => {
  const reader = { locale, timeZone: 'Asia/Shanghai', link: (path: string) => `${APP}${path}` };

  test.each(samples.map(({ name, view }) => [name, view] as const))(
    'the sample “%s” has room, with usual names and with the worst',
    (_name, view) => {
      isFine(drawCard(view, reader));
      for (const words of worst) isFine(drawCard(withWords(words, view), reader));
    },
  );

  test.each(
    samples.filter(({ view }) => view.kind !== 'form').map(({ name, view }) => [name, view] as const),
  )('the sample “%s” shows all of its buttons, or the way to the page that does', (_name, view) => {
    const drawn = drawCard(view, reader);
    const data = encodeCard(drawn, APP);
    const labels = labelsOn(data);
    const all = (drawn.body.actions ?? []).map(({ title }) => title);
    const showAll = locale === 'en' ? 'Show all' : '查看全部';
    if (!labels.includes(showAll)) expect(labels).toEqual(expect.arrayContaining(all));
  });
});

describe.each(Object.entries(places))('as a %s', (_name, place) => {
  test.each(nasty.filter((words) => seen(words)))('%j is shown as it was typed', (words) => {
    expect(tight(wordsOn(encodeCard(cardOf([place(words)]), APP)))).toContain(tight(seen(words)));
  });

  test('any words are shown whole, or a button leads to where they are', () => {
    fc.assert(
      fc.property(text, (words) => {
        const data = encodeCard(cardOf([place(words)]), APP);
        const isWhole = tight(wordsOn(data)).includes(tight(seen(words)));
        expect(isWhole || labelsOn(data).includes('查看全部')).toBe(true);
      }),
    );
  });
});

describe('in a message, where DingTalk reads Markdown', () => {
  const linkLike = /\]\s*\(|https?:\/\/|<[a-z/!]|(^|[^∗])\*|`|!\[/i;

  test.each([...worst, ...nasty])('%j formats nothing and links nowhere', (words) => {
    const shown = markdown(words);
    expect(shown).not.toMatch(linkLike);
    expect(shown).not.toMatch(/^\s*(#|>|[-+] |\d+[.)] |=)/m);
  });

  test('a customer cannot put a link of theirs on a card', () => {
    const { text: shown, links } = actionCard(cardOf([paragraph('[点这里领奖](https://evil.example)')]), APP);
    expect(shown).toContain('［点这里领奖］(https：//evil.example)');
    expect(links).toEqual([{ title: '打开并处理', url: `${APP}/app/` }]);
  });

  test('contracts and the like have their own buttons, after the one of the record', () => {
    const link = { type: 'Action.OpenUrl' as const, title: '合同', url: 'https://crm.example.com/c/1' };
    const { links } = actionCard(cardOf([], [press('推进', { id: 1005 }, 'deal.stageForm'), link]), APP);
    expect(links).toEqual([
      { title: '打开并处理', url: `${APP}/app/deal/1005` },
      { title: '合同', url: 'https://crm.example.com/c/1' },
    ]);
  });
});

test('what was typed on several lines stands on as many of the card’s, its label on the first', () => {
  const facts = [{ title: '事由', value: '一\n二' }];
  const data = encodeCard(cardOf([{ type: 'FactSet', facts }, paragraph('三\n四')]), APP);
  expect(
    JSON.parse(data.lines1 ?? '').map(({ label, text }: { label: string; text: string }) => label + text),
  ).toEqual(['事由一', '二', '三', '四']);
});

test('a card is its title, its lines and its buttons, the rows’ own after the card’s', () => {
  const data = encodeCard(
    cardOf(
      [
        { type: 'TextBlock', text: '商机 D-7', size: 'large', weight: 'bolder' },
        { type: 'FactSet', facts: [{ title: '金额', value: '¥20,000.00' }] },
        row('A-1 合同审批', '等 李娜'),
      ],
      [{ ...press('推进', { id: 7 }, 'deal.stageForm'), style: 'positive' }],
    ),
    APP,
  );
  expect(data).toMatchObject({
    title: '商机 D-7',
    lastMessage: 'D-7 钢材',
    lines2: '[]',
    buttons2: '[]',
    config: '{"autoLayout":true}',
  });
  expect(JSON.parse(data.lines1 ?? '')).toEqual([
    { head: '', label: '金额', text: '¥20,000.00', small: '' },
    { head: '', label: '', text: 'A-1 合同审批', small: '' },
    { head: '', label: '', text: '', small: '等 李娜' },
  ]);
  expect(JSON.parse(data.buttons1 ?? '')).toEqual([
    {
      text: '推进',
      color: 'blue',
      action: {
        type: 'sendCardRequest',
        params: { actionId: 'deal.stageForm', params: { input: '{"id":7}' } },
      },
    },
    expect.objectContaining({ text: '打开 A-1 合同审批', color: 'gray' }),
  ]);
});

test('a hundred rows: what has no room is counted, and a button leads to the record', () => {
  const rows = Array.from({ length: 100 }, (_, index) => row(`D-${index} 名字很长的一个商机`, '谈判'));
  const data = encodeCard(cardOf(rows, [press('同意', { id: 31 }, 'approval.approve')], 'en'), APP);
  expect(cardDataProblems(data)).toEqual([]);
  expect(wordsOn(data)).toMatch(/\d+ more not shown here$/);
  const buttons = buttonsOn(data);
  expect(buttons[0]?.text).toBe('同意');
  expect(buttons.at(-1)).toMatchObject({
    text: 'Show all',
    action: { type: 'openLink', params: { url: `${APP}/app/approval/31` } },
  });
});

test('a button that holds more than DingTalk carries is left out, and another leads to the page', () => {
  const labels = labelsOn(
    encodeCard(cardOf([], [press('太大', { text: 'x'.repeat(2000) }), press('好')]), APP),
  );
  expect(labels).toEqual(['好', '查看全部']);
});

test('a notice of any length has room', () => {
  fc.assert(
    fc.property(text, (words) => {
      const link = { title: words, url: `${APP}/app/forms/x` };
      expect(cardDataProblems(encodeNotice({ words, link }))).toEqual([]);
    }),
  );
});

test('links go out only to the web', () => {
  const link = (url: string) => ({ type: 'Action.OpenUrl' as const, title: '合同', url });
  const json = JSON.stringify(
    encodeCard(cardOf([], [link('https://a.example/c'), link('javascript:alert(1)')]), APP),
  );
  expect(json).toContain('https://a.example/c');
  expect(json).not.toContain('javascript');
});
