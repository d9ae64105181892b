import { inWords, tell } from '../../../cards/say.js';
import type { HandedOver } from '../../../handlers/directory/hand-over.js';
import { importers } from '../../../handlers/import/importers.js';
import { type Decision, type Field, type Kind, kinds } from '../../../handlers/import/row.js';
import type { Survey } from '../../../handlers/import/survey.js';
import type { Counted, Tally } from '../../../handlers/import/tally.js';
import type { Param, Reader, Text } from '../../../models/text.js';
import { words as ofDirectory } from '../directory/words.js';
import { dateNames, delimiterNames, kindNames, outcomeNames, usage, words } from './words.js';

const MOST_KINDS = 20;

const spaced = (text: Text): Text => ({ zh: `，${text.zh}`, en: `, ${text.en}` });
const nothing: Text = { zh: '', en: '' };

/** Of the encodings we find out by ourselves, as office software calls them. */
const encodingNames: Readonly<Record<string, string>> = {
  'utf-8': 'UTF-8',
  gb18030: 'GB18030 (GBK)',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16',
};

const fieldLine = (name: string, { label, required }: Field, reader: Reader): string =>
  tell(reader, required ? words.requiredField : words.field, { name, label });

const printFields = (kind: Kind, reader: Reader): string[] => [
  tell(reader, words.fields, { kind: kindNames[kind] }),
  ...Object.entries<Field>(importers[kind].fields).flatMap(([name, field]) => [
    fieldLine(name, field, reader),
    `      ${field.headings.join(', ')}`,
  ]),
];

/** How to call it; behind `people` alone what a file of people may have. */
export const printUsage = (argv: readonly string[], reader: Reader): string[] => [
  ...usage.map((line) => inWords(line, reader)),
  ...kinds.filter((kind) => kind === argv[0]).flatMap((kind) => printFields(kind, reader)),
];

/** The file and what its columns mean. */
export function printSurvey(survey: Survey, reader: Reader): string[] {
  const { kind, source, encoding, delimiter, dates, layout, headingLine, rowCount } = survey;
  const { fields } = importers[kind];
  const label = (field: string): Text => fields[field]?.label ?? { zh: field, en: field };
  const hasDays = layout.columns.some(({ field }) => fields[field]?.type === 'day');
  const constants = Object.entries(layout.constants);
  return [
    tell(reader, words.file, {
      file: source.name,
      count: rowCount,
      kind: kindNames[kind],
      encoding: encodingNames[encoding] ?? encoding,
      delimiter: delimiterNames[delimiter],
      dates: hasDays ? spaced(dateNames[dates]) : nothing,
    }),
    ...(headingLine > 1 ? [tell(reader, words.headings, { line: headingLine })] : []),
    inWords(words.columns, reader),
    ...layout.columns.map(({ header, field }) => tell(reader, words.column, { header, label: label(field) })),
    ...constants.map(([field, value]) => tell(reader, words.constant, { label: label(field), value })),
    ...(layout.unused.length > 0 ? [tell(reader, words.unused, { columns: layout.unused.join(', ') })] : []),
  ];
}

/** Before it is too late for another database: what is imported cannot be told from the trial's any more. */
export const printDemo = (names: readonly string[], reader: Reader): string[] =>
  names.length > 0 ? [tell(reader, words.demo, { names: names.join(', ') })] : [];

const printRow = ({ row, outcome, facts }: Decision, reader: Reader): string =>
  tell(reader, words.row, {
    line: String(row.line),
    outcome: outcomeNames[outcome],
    facts: facts()
      .map(({ label, value }) => tell(reader, words.fact, { label, value }))
      .join(' · '),
  });

const printCounted = ({ saying, count, lines }: Counted, text: Text, reader: Reader): string =>
  tell(reader, text, {
    count,
    text: saying,
    lines: `${lines.join(', ')}${count > lines.length ? ' …' : ''}`,
  });

function printSentences(title: Text, each: Text, sentences: Tally['notes'], reader: Reader): string[] {
  const { shown, others } = sentences.most(MOST_KINDS);
  if (shown.length === 0) return [];
  return [
    inWords(title, reader),
    ...shown.map((one) => printCounted(one, each, reader)),
    ...(others > 0 ? [tell(reader, words.more, { count: others })] : []),
  ];
}

const printExtra = (text: Text, names: readonly string[], reader: Reader): string[] =>
  names.length > 0 ? [tell(reader, text, { count: names.length, names: names.join(', ') })] : [];

const sums = ({ counts, total }: Tally): Record<string, Param> => ({ ...counts, total });

/** What an import will do, before it does it. */
export const printPreview = (tally: Tally, reader: Reader): string[] => [
  ...(tally.first.length > 0 ? [inWords(words.first, reader)] : []),
  ...tally.first.map((decision) => printRow(decision, reader)),
  ...printExtra(words.departments, tally.extras.department, reader),
  ...printExtra(words.managers, tally.extras.manager, reader),
  ...printSentences(words.notes, words.note, tally.notes, reader),
  ...printSentences(words.problems, words.problem, tally.problems, reader),
  tell(reader, words.planned, sums(tally)),
];

export function printDone(tally: Tally, tookMs: number, reader: Reader): string {
  const seconds = Math.max(tookMs, 1) / 1_000;
  return tell(reader, words.done, {
    ...sums(tally),
    seconds: Number(seconds.toFixed(1)),
    rate: Math.round(tally.total / seconds),
  });
}

/** What somebody held who has left, and to whom nothing could go. */
export const printHanded = ({ people, stuck, ...counts }: HandedOver, reader: Reader): string[] =>
  people === 0
    ? []
    : [
        tell(reader, ofDirectory.handed, counts),
        ...stuck.map(({ person, number }) =>
          tell(reader, number ? ofDirectory.stuckOne : ofDirectory.stuckAll, {
            person,
            number: number ?? '',
          }),
        ),
      ];

export const printUnheld = (roles: readonly string[], reader: Reader): string[] =>
  roles.length > 0 ? [tell(reader, words.unheld, { roles: roles.join(', ') })] : [];
