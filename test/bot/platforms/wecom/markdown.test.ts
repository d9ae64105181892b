import fc from 'fast-check';
import { encodeGroupCard } from '../../../../bot/platforms/wecom/encode.js';
import { encodeMarkdown } from '../../../../bot/platforms/wecom/markdown.js';
import type { Card } from '../../../../cards/card.js';
import { drawCard } from '../../../../cards/index.js';
import { samples } from '../../../../cards/samples.js';
import { en, zh } from '../../../cards/reading.js';
import { robotCardIn } from '../../../support/wecom/groups.js';

const PUBLIC_URL = 'https://crm.example.com';
const LIMIT_BYTES = 4096;
const redraw = { do: 'deal.here', input: { id: 7 } };

const cardOf = (
  title: string,
  lines: readonly string[],
  facts: readonly (readonly [string, string])[],
): Card => ({
  text: title,
  page: '/app/deal/7',
  body: {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    lang: 'zh',
    body: [
      { type: 'TextBlock', text: title, size: 'large' },
      { type: 'FactSet', facts: facts.map(([name, value]) => ({ title: name, value })) },
      ...lines.map((text) => ({ type: 'TextBlock' as const, text })),
    ],
  },
});

const hostile = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc.constantFrom(
    '**bold**',
    '[click](https://evil.example)',
    '<@all>',
    '<font color="warning">x</font>',
    '# heading',
    '\n> quote\n## heading',
    '`code`',
    '𝄞'.repeat(100),
    '\u202eright to left',
    '名'.repeat(200),
  ),
);
const cards = fc
  .tuple(
    hostile,
    fc.array(hostile, { maxLength: 20 }),
    fc.array(fc.tuple(hostile, hostile), { maxLength: 10 }),
  )
  .map(([title, lines, facts]) => cardOf(title, lines, facts));

/** Without what we ourselves mark: the title, the quotes, the way to the page. */
const typedPart = (markdown: string): string =>
  markdown
    .replace(/\n\n\[[^\]]+\]\(https:\/\/crm\.example\.com\/app\/deal\/7\)$/, '')
    .replace(/^\*\*(.*)\*\*$/m, '$1')
    .replace(/^> /gm, '');

test('whatever people typed has room, marks nothing, calls nobody and leads nowhere', () => {
  fc.assert(
    fc.property(cards, (card) => {
      const markdown = encodeMarkdown(card, PUBLIC_URL);
      expect(Buffer.byteLength(markdown)).toBeLessThanOrEqual(LIMIT_BYTES);
      expect(markdown.endsWith('[查看全部](https://crm.example.com/app/deal/7)')).toBe(true);
      const typed = typedPart(markdown);
      expect(typed).not.toMatch(/\*\*|\]\(|<[a-z@/]|`/i);
      expect(typed).not.toMatch(/^\s*[#>]/m);
      expect(typed).not.toMatch(/\p{Cs}|\u202e/u);
    }),
  );
});

test('what has no room is cut with a mark, and the way to all of it stays', () => {
  const long = cardOf(
    'D-7',
    Array.from({ length: 100 }, (_, n) => `${n} ${'字'.repeat(40)}`),
    [],
  );
  expect(encodeMarkdown(long, PUBLIC_URL)).toMatch(/…\n\n\[查看全部\]/);
  expect(encodeMarkdown(cardOf('D-7', ['short'], []), PUBLIC_URL)).not.toContain('…');
});

test.each(samples.map(({ name, view }) => [name, view] as const))(
  '%s fits a group, as the robot’s card and as a message, in both languages',
  (_name, view) => {
    for (const reader of [zh, en]) {
      const card = drawCard(view, reader);
      const drawn = encodeGroupCard(card, PUBLIC_URL, redraw);
      expect(robotCardIn({ ...drawn, task_id: 'group-1' })).toMatchObject({ button_list: [{ style: 4 }] });
      expect(Buffer.byteLength(encodeMarkdown(card, PUBLIC_URL))).toBeLessThanOrEqual(LIMIT_BYTES);
    }
  },
);

test('names of 200 characters and right-to-left text fit the robot’s card', () => {
  fc.assert(
    fc.property(cards, (card) => {
      const drawn = encodeGroupCard(card, PUBLIC_URL, redraw);
      expect(() => robotCardIn({ ...drawn, task_id: 'group-1' })).not.toThrow();
    }),
  );
});
