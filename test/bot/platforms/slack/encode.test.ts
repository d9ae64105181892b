import fc from 'fast-check';
import { encodeCard, encodeWords } from '../../../../bot/platforms/slack/encode.js';
import { cardHome, cardModal } from '../../../../bot/platforms/slack/view.js';
import { anyCard, nasty, text } from '../../../support/arbitrary.js';
import { cardOf, places, press, row } from '../../../support/cards.js';
import { reader } from '../../../support/outcomes.js';
import { callsIn, messageProblems, mrkdwnIn, shownIn, viewProblems } from '../../../support/slack/rules.js';

/** What of a text can be seen. */
const seen = (words: string): string =>
  words
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]|[\p{Cs}\u202a-\u202e\u2066-\u2069\u200b]/gu, '')
    .trim();
const onScreen = (blocks: unknown): string => shownIn(blocks).replaceAll('\u200b', '');

/** All that Slack would format in a mrkdwn text, apart from our own bold lines. */
const formatting = (mrkdwn: string): string[] =>
  mrkdwn.replace(/^\*([^*\n]*)\*$/gm, '$1').match(/[*_~`]|:[^\s:]+:|^\s*&gt;|[<>]/gm) ?? [];

test('any card at all is a message that Slack takes, that calls nobody, and formats nothing that was typed', () => {
  fc.assert(
    fc.property(anyCard, (any) => {
      const message = encodeCard(any);
      expect(messageProblems(message.blocks)).toEqual([]);
      expect(message.blocks.length).toBeGreaterThan(0);
      expect(message.text.length).toBeGreaterThan(0);
      expect(message.text.length).toBeLessThanOrEqual(4000);
      expect(callsIn(message.text)).toEqual([]);
      expect(mrkdwnIn(message.blocks).flatMap(formatting)).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

test('any card at all is a modal and a Home tab that Slack takes', () => {
  fc.assert(
    fc.property(anyCard, (any) => {
      expect(viewProblems(cardModal(any, reader, { home: true }))).toEqual([]);
      expect(viewProblems(cardHome(any))).toEqual([]);
    }),
    { numRuns: 75 },
  );
});

describe.each(Object.entries(places))('as a %s', (_name, place) => {
  test.each(nasty.filter((words) => seen(words)))('%j is shown literally', (words) => {
    const { blocks } = encodeCard(cardOf([place(words)]));
    expect(onScreen(blocks).replace(/\s+/g, ' ')).toContain(seen(words).replace(/\s+/g, ' '));
    expect(mrkdwnIn(blocks).flatMap(callsIn)).toEqual([]);
    expect(mrkdwnIn(blocks).flatMap(formatting)).toEqual([]);
  });

  test('any words are shown as typed, or cut with an ellipsis', () => {
    fc.assert(
      fc.property(text, (words) => {
        const shown = onScreen(encodeCard(cardOf([place(words)])).blocks).replace(/\s+/g, ' ');
        const whole = seen(words).replace(/\s+/g, ' ');
        if (shown.includes(whole)) return;
        const kept = shown.slice(0, shown.indexOf('…')).split(/[\n ]/).at(-1) ?? '';
        expect(shown).toContain('…');
        expect(whole).toContain(kept);
      }),
    );
  });
});

test('a text is never cut inside an entity or a character', () => {
  for (let length = 3980; length <= 4010; length += 1) {
    const ampersands = encodeWords(`${'x'.repeat(length)}&&&&`).text;
    expect(ampersands.length).toBeLessThanOrEqual(4000);
    expect(ampersands.replaceAll('&amp;', '')).not.toContain('&');
    const clefs = encodeWords(`${'x'.repeat(length)}𝄞𝄞𝄞𝄞`).text;
    expect(clefs).not.toMatch(/\p{Cs}/u);
  }
});

test('a list is rows with a button beside each', () => {
  const { blocks } = encodeCard(
    cardOf([row('D-7 钢材', '谈判 · ¥20,000.00'), row('D-8 电缆', '方案 · ¥500.00')]),
  );
  expect(blocks).toEqual([
    {
      type: 'section',
      text: { type: 'mrkdwn', text: '*D-7 钢材*\n谈判 · ¥20,000.00', verbatim: true },
      accessory: {
        type: 'button',
        text: { type: 'plain_text', text: '打开', emoji: false },
        accessibility_label: '打开 D-7 钢材',
        action_id: 'deal.show',
        value: '{"do":"deal.show","input":{"id":7}}',
      },
    },
    expect.objectContaining({ accessory: expect.objectContaining({ action_id: 'deal.show#2' }) }),
  ]);
});

test('facts stand in two columns, ten to a section', () => {
  const many = Array.from({ length: 12 }, (_, index) => ({ title: `事项${index}`, value: `值${index}` }));
  const { blocks } = encodeCard(cardOf([{ type: 'FactSet', facts: many }]));
  expect(blocks.map((block) => (block as { fields: unknown[] }).fields.length)).toEqual([10, 2]);
  expect(blocks[0]).toMatchObject({
    fields: [{ type: 'mrkdwn', text: '*事项0*\n值0' }, {}, {}, {}, {}, {}, {}, {}, {}, {}],
  });
});

test('a hundred rows: what has no room is counted, and the buttons stay', () => {
  const rows = Array.from({ length: 100 }, (_, index) => row(`D-${index}`, '谈判'));
  const { blocks } = encodeCard(cardOf(rows, [press('同意')], 'en'));
  expect(blocks).toHaveLength(50);
  expect(shownIn(blocks.at(-2))).toBe('52 more not shown here');
  expect(shownIn(blocks.at(-1))).toBe('同意');
});

test('a button that holds more than Slack carries is left out, and that is said', () => {
  const { blocks } = encodeCard(cardOf([], [press('太大', { text: 'x'.repeat(2000) }), press('好')]));
  expect(shownIn(blocks)).toBe('好\n还有 1 项未显示');
});

test('links go out only to the web', () => {
  const link = (url: string) => ({ type: 'Action.OpenUrl' as const, title: '合同', url });
  const { blocks } = encodeCard(
    cardOf([
      { type: 'ActionSet', actions: [link('https://dealdesk.example.com/c/1'), link('javascript:alert(1)')] },
    ]),
  );
  expect(JSON.stringify(blocks)).toContain('https://dealdesk.example.com/c/1');
  expect(JSON.stringify(blocks)).not.toContain('javascript');
});

test('a card without anything on it shows its meaning', () => {
  expect(shownIn(encodeCard(cardOf([])).blocks)).toBe('D-7 钢材');
});

test('lines in a row share a block; a title, a rule and small print stand for themselves', () => {
  const { blocks } = encodeCard(
    cardOf([
      { type: 'TextBlock', text: '商机 D-7', size: 'large', weight: 'bolder' },
      { type: 'TextBlock', text: '一' },
      { type: 'TextBlock', text: '二', weight: 'bolder' },
      { type: 'TextBlock', text: '三', separator: true },
      { type: 'TextBlock', text: '昨天', isSubtle: true },
      { type: 'TextBlock', text: '今天', isSubtle: true },
    ]),
  );
  expect(blocks.map(({ type }) => type)).toEqual(['header', 'rich_text', 'divider', 'rich_text', 'context']);
  expect(shownIn(blocks)).toBe('商机 D-7\n一\n二\n三\n昨天\n今天');
});
