import { useEffect, useMemo, useState } from 'react';
import type { Saying } from '../../models/text.js';
import type { Press } from '../../models/view-parts.js';
import type { ListRow } from '../../models/views.js';
import { Button } from '../button.js';
import { useDeeds } from '../deeds.js';
import { Flash, Problem, Row, Rows, Section, ShowAll } from '../parts.js';
import { useSpeaker } from '../speaker.js';
import { Sure, takeFocus, useAsked } from '../sure.js';
import { todo, draft as words } from '../words.js';

/** @param again  looks what there is now: one fewer, or one that was gone already */
export const useDiscarding = (again: () => void) => {
  const [said, setSaid] = useState<Saying>();
  const landing = useMemo(
    () => ({
      said: (saying: Saying) => {
        setSaid(saying);
        again();
      },
      shown: again,
    }),
    [again],
  );
  const deeds = useDeeds(landing);
  const { failure } = deeds;
  useEffect(() => {
    if (failure && !failure.isUnsure) again();
  }, [failure, again]);
  return { said, deeds, quiet: () => setSaid(undefined) };
};
type Discarding = ReturnType<typeof useDiscarding>;

const Draft = ({
  row: { title, details, press },
  discard,
  discarding: { deeds, quiet },
}: {
  readonly row: ListRow;
  readonly discard: Press;
  readonly discarding: Discarding;
}) => {
  const { tell } = useSpeaker();
  const { asked, spared, ask, leave, done } = useAsked<Press>();
  const act = () => {
    done();
    deeds.press(discard);
  };
  return (
    <Row title={title} details={details} press={press}>
      {asked ? (
        <Sure question={tell(words.sure)} yes={tell(words.yes)} act={act} leave={leave} />
      ) : (
        <Button
          ref={spared ? takeFocus : null}
          className="plain"
          isBusy={deeds.busy !== undefined}
          aria-label={tell(words.discardThis, { title })}
          onClick={() => {
            quiet();
            ask(discard);
          }}
        >
          {tell(words.discard)}
        </Button>
      )}
    </Row>
  );
};

/** Each opens its form as it was kept; to throw one away is asked once more. */
export const DraftRows = ({
  rows,
  discarding,
}: {
  readonly rows: readonly ListRow[];
  readonly discarding: Discarding;
}) => {
  const { said, deeds } = discarding;
  return (
    <>
      {said && (
        <div ref={takeFocus} tabIndex={-1}>
          <Flash saying={said} />
        </div>
      )}
      {deeds.failure && <Problem failure={deeds.failure} />}
      <Rows>
        {rows.map((row) =>
          row.discard ? (
            <Draft
              key={String(row.discard.input?.id)}
              row={row}
              discard={row.discard}
              discarding={discarding}
            />
          ) : null,
        )}
      </Rows>
    </>
  );
};

/** Among the to-dos: what was begun last. */
export const Drafts = ({
  rows,
  count,
  again,
}: {
  readonly rows: readonly ListRow[];
  readonly count: number;
  readonly again: () => void;
}) => {
  const { tell } = useSpeaker();
  const discarding = useDiscarding(again);
  if (count === 0 && !discarding.said) return null;
  return (
    <Section title={tell(todo.drafts, { count })}>
      <DraftRows rows={rows} discarding={discarding} />
      <ShowAll press={{ do: 'request.drafts' }} count={count} shown={rows.length} />
    </Section>
  );
};
