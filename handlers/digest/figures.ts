import type { DigestRow } from '../../models/digest.js';
import type { Press } from '../../models/view-parts.js';
import type { DigestNumber, DigestView } from '../../models/views.js';
import { openStages, type Pipeline, type Stage, stageView } from '../deal/pipeline.js';
import { totalsOf } from '../sums.js';

type StageFigure = DigestView['stages'][number];

interface Figure {
  readonly count: number;
  readonly cents: number;
}

/** Which deals of a row are meant. */
type Part = (row: DigestRow) => Figure;

const whole: Part = ({ count, cents }) => ({ count, cents });
const stuckPart: Part = ({ stuckCount, stuckCents }) => ({ count: stuckCount, cents: stuckCents });
const slippingPart: Part = ({ slippingCount, slippingCents }) => ({
  count: slippingCount,
  cents: slippingCents,
});

/** Rounds half up; a billion times ten thousand is past what a number holds exactly. */
export const weightedCents = (cents: number, probabilityBp: number): number =>
  Number((2n * BigInt(cents) * BigInt(probabilityBp) + 10_000n) / 20_000n);

const numberOf = (rows: readonly DigestRow[], part: Part, press: Press): DigestNumber => ({
  count: rows.reduce((sum, row) => sum + part(row).count, 0),
  totals: totalsOf(rows.map((row) => ({ cents: part(row).cents, currency: row.currency }))),
  press,
});

const stageFigure = (rows: readonly DigestRow[], stage: Stage, press: Press): StageFigure => ({
  ...numberOf(rows, whole, press),
  stage: stageView(stage),
  probabilityBp: stage.probabilityBp,
  weighted: totalsOf(
    rows.map(({ cents, currency }) => ({ cents: weightedCents(cents, stage.probabilityBp), currency })),
  ),
});

/** What each number opens. */
export interface Presses {
  readonly stuck: Press;
  readonly slipping: Press;
  readonly won: Press;
  readonly lost: Press;
  readonly stage: (key: string) => Press;
}

type Figures = Pick<DigestView, 'stuck' | 'slipping' | 'won' | 'lost' | 'stages' | 'forecast'>;

/** The forecast adds up the rounded figures of the stages, so that a reader with a pencil gets the same. */
export function figuresOf(rows: readonly DigestRow[], pipeline: Pipeline, presses: Presses): Figures {
  const open = openStages(pipeline);
  const inStages = (stages: readonly Stage[], isClosed: boolean) =>
    rows.filter((row) => Boolean(row.isClosed) === isClosed && stages.some(({ key }) => key === row.stage));
  const ended = (outcome: 'won' | 'lost') =>
    inStages(
      pipeline.stages.filter((stage) => stage.outcome === outcome),
      true,
    );
  const openRows = inStages(open, false);
  const stages = open.map((stage) => stageFigure(inStages([stage], false), stage, presses.stage(stage.key)));
  return {
    stuck: numberOf(openRows, stuckPart, presses.stuck),
    slipping: numberOf(openRows, slippingPart, presses.slipping),
    won: numberOf(ended('won'), whole, presses.won),
    lost: numberOf(ended('lost'), whole, presses.lost),
    stages,
    forecast: totalsOf(stages.flatMap(({ weighted }) => weighted)),
  };
}
