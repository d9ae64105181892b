import type { Param, Reader, Text } from '../models/text.js';
import type { DigestNumber, DigestView } from '../models/views.js';
import type { Card, Container } from './card.js';
import { percent, sums } from './format.js';
import { card, heading, names, paragraph, row, section, stageName } from './parts.js';
import { inWords, tell } from './say.js';
import { common, digest as words } from './words.js';

interface Figure {
  readonly of: 'toDecide' | 'slipping' | 'stuck' | 'won' | 'lost';
  readonly full: Text;
  /** In the line of the notification. */
  readonly short: Text;
}

/** What needs doing first, then what happened. */
const figures: readonly Figure[] = [
  { of: 'toDecide', full: words.toDecide, short: words.shortToDecide },
  { of: 'slipping', full: words.slipping, short: words.shortSlipping },
  { of: 'stuck', full: words.stuck, short: words.shortStuck },
  { of: 'won', full: words.won, short: words.shortWon },
  { of: 'lost', full: words.lost, short: words.shortLost },
];

const dayOnly = /^\d{4}-\d{2}-\d{2}$/;
const when = (value: string): Param => (dayOnly.test(value) ? { day: value } : { at: value });

/** A number with its words; pressing it opens the list behind it. */
const numberRow = (
  reader: Reader,
  title: string,
  { totals, press }: DigestNumber,
  more: string | null = null,
): Container =>
  row(reader, { title, details: [sums(totals, reader), more], press, opens: inWords(words.list, reader) });

const forOthers = ({ forOthers: others }: DigestView, reader: Reader): string | null =>
  others ? tell(reader, words.forOthers, { count: others.count, names: names(reader, others.names) }) : null;

const stageRow = (each: DigestView['stages'][number], reader: Reader): Container => {
  const title = tell(reader, words.stage, { stage: stageName(each.stage, reader), count: each.count });
  const amount = sums(each.weighted, reader);
  const weighted =
    amount && tell(reader, words.weighted, { percent: percent(each.probabilityBp, reader), amount });
  return numberRow(reader, title, each, weighted);
};

/** What a manager should know in the morning. What is zero is left out. */
export const digestCard = (view: DigestView, reader: Reader): Card => {
  const known = figures.filter(({ of }) => view[of].count > 0);
  const params = (of: Figure['of']) => ({
    count: view[of].count,
    days: view.stuckDays,
    since: when(view.since),
  });
  const parts = known.map(({ of, short }) => tell(reader, short, params(of)));
  const forecast = sums(view.forecast, reader);
  return card(
    reader,
    tell(reader, words.text, {
      day: { day: view.day },
      parts: parts.join(inWords(common.comma, reader)) || words.nothing,
    }),
    [
      heading(tell(reader, words.title, { day: { day: view.day } })),
      ...(known.length === 0 ? [paragraph(inWords(words.quiet, reader))] : []),
      ...known.map(({ of, full }) =>
        numberRow(
          reader,
          tell(reader, full, params(of)),
          view[of],
          of === 'toDecide' ? forOthers(view, reader) : null,
        ),
      ),
      ...section(inWords(words.pipeline, reader), [
        ...view.stages.filter(({ count }) => count > 0).map((each) => stageRow(each, reader)),
        ...(forecast
          ? [paragraph(tell(reader, words.forecast, { amount: forecast }), { weight: 'bolder' })]
          : []),
      ]),
    ],
  );
};
