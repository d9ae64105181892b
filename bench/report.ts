import { median, readable } from './numbers.js';

/** One figure, once for each round. */
export interface Line {
  readonly what: string;
  readonly unit: string;
  readonly values: readonly number[];
  /** What it should come to, for the median of the rounds. */
  readonly aim?: { readonly least: number } | { readonly most: number };
}

export const line = (what: string, unit: string, values: readonly number[], aim?: Line['aim']): Line => ({
  what,
  unit,
  values,
  ...(aim && { aim }),
});

/** What two sides came to in the same round, the one divided by the other. */
export const ratios = (ours: readonly number[], theirs: readonly number[]): number[] =>
  ours.map((value, round) => value / (theirs[round] ?? Number.NaN));

function isReached({ values, aim }: Line): boolean {
  if (!aim) return true;
  return 'least' in aim ? median(values) >= aim.least : median(values) <= aim.most;
}

const aimWords = ({ aim }: Line): string => {
  if (!aim) return '';
  return 'least' in aim ? `≥ ${readable(aim.least)}` : `≤ ${readable(aim.most)}`;
};

const verdict = (one: Line): string => {
  if (!one.aim) return '';
  return isReached(one) ? 'yes' : 'NO';
};

const cells = (one: Line): string[] => [
  one.what,
  `${readable(median(one.values))} ${one.unit}`.trim(),
  `${readable(Math.min(...one.values))} – ${readable(Math.max(...one.values))}`,
  aimWords(one),
  verdict(one),
];

const row = (texts: readonly string[]) => `| ${texts.join(' | ')} |`;

/** Markdown, so that it can be kept as it is. */
export const table = (title: string, lines: readonly Line[]): string =>
  [
    `### ${title}`,
    '',
    row(['', 'median', 'range', 'aim', 'reached']),
    row(['---', '---:', '---:', '---:', '---']),
    ...lines.map((one) => row(cells(one))),
    '',
  ].join('\n');
