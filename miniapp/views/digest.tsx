import { percent, sums } from '../../cards/format.js';
import type { Text } from '../../models/text.js';
import type { DigestNumber, DigestView } from '../../models/views.js';
import { Heading, Row, Rows, Section } from '../parts.js';
import { useSpeaker } from '../speaker.js';
import { common, digest as words } from '../words.js';

/** What needs doing first, then what happened. */
const figures = ['toDecide', 'slipping', 'stuck', 'won', 'lost'] as const;

const Figure = ({
  title,
  figure: { totals, press },
  more,
}: {
  readonly title: string;
  readonly figure: DigestNumber;
  readonly more?: string | null | false | undefined;
}) => {
  const { reader } = useSpeaker();
  return <Row title={title} details={[sums(totals, reader), more]} press={press} />;
};

const Stage = ({ figure }: { readonly figure: DigestView['stages'][number] }) => {
  const { tell, reader } = useSpeaker();
  const { stage, count, probabilityBp, weighted } = figure;
  const amount = sums(weighted, reader);
  return (
    <Figure
      title={tell(words.stage, { stage: stage.name, count })}
      figure={figure}
      more={amount && tell(words.weighted, { percent: percent(probabilityBp, reader), amount })}
    />
  );
};

/** What to know today. Each number leads to the list behind it; what is zero is left out. */
export const Digest = ({ view }: { readonly view: DigestView }) => {
  const { tell, reader } = useSpeaker();
  const { day, stuckDays: days, since, forOthers, forecast } = view;
  const wordsOf: Readonly<Record<(typeof figures)[number], Text>> = words;
  const known = figures.filter((of) => view[of].count > 0);
  const stages = view.stages.filter(({ count }) => count > 0);
  const forecastSum = sums(forecast, reader);
  return (
    <>
      <Heading>{tell(words.title, { day: { day } })}</Heading>
      <div className="card">
        {known.length === 0 && <p>{tell(words.quiet)}</p>}
        <Rows>
          {known.map((of) => (
            <Figure
              key={of}
              title={tell(wordsOf[of], { count: view[of].count, days, since: { day: since } })}
              figure={view[of]}
              more={
                of === 'toDecide' &&
                forOthers &&
                tell(words.forOthers, {
                  count: forOthers.count,
                  names: forOthers.names.join(tell(common.comma)),
                })
              }
            />
          ))}
        </Rows>
      </div>
      {stages.length > 0 && (
        <Section title={tell(words.pipeline)}>
          <Rows>
            {stages.map((figure) => (
              <Stage key={figure.stage.key} figure={figure} />
            ))}
          </Rows>
          {forecastSum && <p className="forecast">{tell(words.forecast, { amount: forecastSum })}</p>}
        </Section>
      )}
    </>
  );
};
