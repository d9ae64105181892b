/** What DingTalk takes, as far as we send it. */
const VALUE_BYTES = 1024;
const KEY_BYTES = 100;
const SUMMARY = 200;

/** The variables of our template, by how their values are read. */
const loops = /^(lines|buttons)[1-4]$/;
const objects = /^config$/;
const strings = /^(lastMessage|title|notice|noticeUrl|noticeButton)$/;

interface ShownLine {
  readonly head: string;
  readonly label: string;
  readonly text: string;
  readonly small: string;
}
export interface ShownButton {
  readonly text: string;
  readonly color: string;
  readonly action: {
    readonly type: 'sendCardRequest' | 'openLink';
    readonly params: {
      readonly url?: string;
      readonly actionId?: string;
      readonly params?: Readonly<Record<string, string>>;
    };
  };
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const isLine = (line: ShownLine): boolean =>
  ['head', 'label', 'text', 'small'].every((part) => typeof line[part as keyof ShownLine] === 'string');

const isButton = ({ text, color, action }: ShownButton): boolean => {
  if (!text || !['blue', 'gray', 'red'].includes(color)) return false;
  const { type, params } = action;
  if (type === 'openLink') return /^https?:\/\/\S+$/.test(params.url ?? '');
  return (
    type === 'sendCardRequest' &&
    Boolean(params.actionId) &&
    Object.values(params.params ?? {}).every((value) => typeof value === 'string')
  );
};

const loopProblems = (key: string, value: string): string[] => {
  const all = parsed(value);
  if (!Array.isArray(all)) return [`${key} is no array`];
  const isRight = key.startsWith('lines') ? all.every(isLine) : all.every(isButton);
  return isRight ? [] : [`${key} holds what the template cannot show`];
};

/** What is wrong with a card's data, none when DingTalk shows it. */
export const cardDataProblems = (data: unknown): string[] => {
  if (typeof data !== 'object' || data === null) return ['no cardParamMap'];
  return Object.entries(data).flatMap(([key, value]) => {
    if (typeof value !== 'string') return [`${key} is no string`];
    const size = Buffer.byteLength(value);
    if (Buffer.byteLength(key) > KEY_BYTES) return [`${key} is too long a name`];
    if (size > VALUE_BYTES) return [`${key} has ${size} bytes`];
    if (/\p{Cs}/u.test(value)) return [`${key} holds half a character`];
    if (loops.test(key)) return loopProblems(key, value);
    if (objects.test(key)) return parsed(value) ? [] : [`${key} is no object`];
    return strings.test(key) ? [] : [`the template has no variable ${key}`];
  });
};

export const summaryProblems = (text: unknown): string[] =>
  typeof text === 'string' && text.length > 0 && text.length <= SUMMARY ? [] : ['a bad summary'];

const message: Readonly<Record<string, readonly string[]>> = {
  sampleText: ['content'],
  sampleMarkdown: ['title', 'text'],
  sampleActionCard: ['title', 'text', 'singleTitle', 'singleURL'],
  ...Object.fromEntries(
    [2, 3, 4, 5].map((count) => [
      `sampleActionCard${count}`,
      [
        'title',
        'text',
        ...Array.from({ length: count }, (_, n) => [`actionTitle${n + 1}`, `actionURL${n + 1}`]).flat(),
      ],
    ]),
  ),
};

const MESSAGE_BYTES = 15_000;

export const robotMessageProblems = (msgKey: string, msgParam: unknown): string[] => {
  if (typeof msgParam !== 'string') return ['msgParam is no string'];
  if (Buffer.byteLength(msgParam) > MESSAGE_BYTES) return ['msgParam is too large'];
  const given = parsed(msgParam) as Record<string, unknown> | undefined;
  const wanted = message[msgKey];
  if (!wanted || !given) return [`no such message: ${msgKey}`];
  const missing = wanted.filter((name) => typeof given[name] !== 'string' || given[name] === '');
  const unknown = Object.keys(given).filter((name) => !wanted.includes(name));
  return [...missing.map((name) => `no ${name}`), ...unknown.map((name) => `unknown ${name}`)];
};

/** Everything that is read on a card, line by line. */
export const wordsOn = (data: Readonly<Record<string, string>>): string => {
  const lines = [1, 2, 3, 4].flatMap((n) => JSON.parse(data[`lines${n}`] ?? '[]') as ShownLine[]);
  return [
    data.title ?? '',
    ...lines.map(({ head, label, text, small }) =>
      [head, [label, text].filter(Boolean).join('\n'), small].filter(Boolean).join('\n'),
    ),
    data.notice ?? '',
  ]
    .filter(Boolean)
    .join('\n');
};

export const buttonsOn = (data: Readonly<Record<string, string>>): readonly ShownButton[] => [
  ...[1, 2, 3, 4].flatMap((n) => JSON.parse(data[`buttons${n}`] ?? '[]') as ShownButton[]),
  ...(data.noticeUrl
    ? [
        {
          text: data.noticeButton ?? '',
          color: 'blue',
          action: { type: 'openLink' as const, params: { url: data.noticeUrl } },
        },
      ]
    : []),
];
