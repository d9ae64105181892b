/** Cards as a platform's encoder gets them, and the worst of words for every place on them. */
import type { Action, Card, Element, Submit } from '../../cards/card.js';

export const cardOf = (
  body: readonly Element[],
  actions: readonly Action[] = [],
  lang: Card['body']['lang'] = 'zh',
): Card => ({
  text: 'D-7 钢材',
  body: {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    lang,
    body,
    actions,
  },
});

export const press = (title: string, input: object = { id: 7 }, name = 'deal.show'): Submit => ({
  type: 'Action.Submit',
  title,
  data: { do: name, input },
});

export const row = (title: string, detail: string): Element => ({
  type: 'Container',
  items: [
    { type: 'TextBlock', text: title },
    { type: 'TextBlock', text: detail, isSubtle: true, size: 'small' },
  ],
  selectAction: press(`打开 ${title}`),
});

export const paragraph = (words: string): Element => ({ type: 'TextBlock', text: words });

/** Wherever people's words can stand on a card. */
export const places: Readonly<Record<string, (words: string) => Element>> = {
  heading: (words) => ({ type: 'TextBlock', text: words, size: 'large', weight: 'bolder' }),
  paragraph,
  'bold line': (words) => ({ type: 'TextBlock', text: words, weight: 'bolder' }),
  'small print': (words) => ({ type: 'TextBlock', text: words, isSubtle: true, size: 'small' }),
  fact: (words) => ({ type: 'FactSet', facts: [{ title: '客户', value: words }] }),
  'title of a row': (words) => row(words, '¥20,000.00'),
  'detail of a row': (words) => row('D-7', words),
  'one of two columns': (words) => ({
    type: 'ColumnSet',
    columns: [
      { type: 'Column', items: [paragraph(words)] },
      { type: 'Column', items: [paragraph('¥1.00')] },
    ],
  }),
};

/** What people type into a view. */
const TYPED = new Set([
  'title',
  'name',
  'who',
  'comment',
  'position',
  'address',
  'closedReason',
  'phone',
  'value',
]);

/** The same view with these words wherever it holds people's own. */
export const withWords = <V>(words: string, view: V): V => {
  const inside = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(inside);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [
        key,
        typeof inner === 'string' && TYPED.has(key) ? words : inside(inner),
      ]),
    );
  };
  return inside(view) as V;
};

/** Long names, and all that means something to some platform. */
export const worst: readonly string[] = [
  '名'.repeat(200),
  '👨‍👩‍👧‍👦'.repeat(30),
  '[领取奖金](https://evil.example) ![x](https://evil.example/x.png)',
  '<a href="https://evil.example">x</a> <font color=red>y</font> **粗** # 标题 `代码`',
  '<![CDATA[ ]]> &lt;b&gt; <a href="https://evil.example">领取</a>',
  'شركة النجم الساطع للتجارة العامة '.repeat(6),
  '\u202Etxt.exe\u2066',
  '𝄞'.repeat(100),
];
