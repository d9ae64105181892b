import type { Shown } from '../../bot/miniapp/protocol.js';
import { dealChoices } from '../../cards/choices.js';
import { way } from '../../cards/deal-way.js';
import { money, percent, quantity } from '../../cards/format.js';
import type { DealLineView, DealView } from '../../models/views.js';
import type { Deeds } from '../deeds.js';
import { Actions, Facts, Heading, Link, Row, Rows, Section, Timeline } from '../parts.js';
import { pathTo } from '../route.js';
import { useSpeaker } from '../speaker.js';
import { approvalStates, common, approval as requests, deal as words } from '../words.js';

const reasonLabel = { won: words.wonReason, lost: words.lostReason };

const Stages = ({ view }: { readonly view: DealView }) => {
  const { tell } = useSpeaker();
  const path = way(view);
  const here = path.findIndex(({ key }) => key === view.stage.key);
  return (
    <ol className={`stages ${view.stage.outcome ?? ''}`} aria-label={tell(words.stages)}>
      {path.map(({ key, name }, index) => (
        <li
          key={key}
          className={index < here ? 'past' : ''}
          aria-current={index === here ? 'step' : undefined}
        >
          {tell(name)}
        </li>
      ))}
    </ol>
  );
};

const LineRow = ({ line, currency }: { readonly line: DealLineView; readonly currency: string }) => {
  const { tell, show, reader } = useSpeaker();
  const { name, quantityMilli, unitPriceCents, discountBp, taxBp, totalCents } = line;
  const details = [
    tell(words.line, {
      quantity: quantity(quantityMilli, reader),
      price: { cents: unitPriceCents, currency },
    }),
    discountBp > 0 && tell(words.discount, { percent: percent(discountBp, reader) }),
    taxBp > 0 && tell(words.tax, { percent: percent(taxBp, reader) }),
  ];
  return (
    <li className="sum">
      <span>
        {show(name)}
        <small>{details.filter(Boolean).join(' · ')}</small>
      </span>
      <span>{money({ cents: totalCents, currency }, reader)}</span>
    </li>
  );
};

const Lines = ({ lines, amount: { currency } }: DealView) => {
  const { tell, reader } = useSpeaker();
  const cents = lines.reduce((sum, { totalCents }) => sum + totalCents, 0);
  return (
    <Section title={tell(words.lines)}>
      <ul className="sums">
        {lines.map((each, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no id, and never change places
          <LineRow key={index} line={each} currency={currency} />
        ))}
        <li className="sum total">
          <span>{tell(words.linesTotal)}</span>
          <span>{money({ cents, currency }, reader)}</span>
        </li>
      </ul>
    </Section>
  );
};

const Request = ({ approval }: { readonly approval: NonNullable<DealView['approval']> }) => {
  const { tell } = useSpeaker();
  const { mark, word } = approvalStates[approval.state];
  const names = approval.waitingFor.join(tell(common.comma));
  return (
    <Section title={tell(words.approval, { number: approval.number })}>
      <Rows>
        <Row
          title={`${mark} ${tell(word)}`}
          details={[names && approval.state === 'running' && tell(requests.waitingFor, { names })]}
          press={{ do: 'approval.show', input: { id: approval.id } }}
        />
      </Rows>
    </Section>
  );
};

/** One deal: where it stands, what it is worth, who holds it up, what happened, and what its reader may do. */
export const Deal = ({
  view,
  links,
  deeds,
}: {
  readonly view: DealView;
  readonly links: Shown['links'];
  readonly deeds: Deeds;
}) => {
  const { tell, show, reader } = useSpeaker();
  const { customer, contract, stage, approval } = view;
  return (
    <>
      <header className="card head">
        <p className="quiet">{tell(words.about, { number: view.number })}</p>
        <Heading>{show(view.title)}</Heading>
        <p className="amount">{money(view.amount, reader)}</p>
        <Stages view={view} />
        <Facts
          entries={[
            [
              words.customer,
              customer && <Link to={pathTo('customer', customer.id)}>{show(customer.name)}</Link>,
            ],
            [words.expectedClose, view.expectedClose && show({ day: view.expectedClose })],
            [common.owner, show(view.owner.name)],
            [words.stageSince, show({ at: view.stageChangedAt })],
            ...(stage.outcome
              ? [[reasonLabel[stage.outcome], view.closedReason && show(view.closedReason)] as const]
              : []),
          ]}
        />
        {contract && (
          <a className="file" href={links[contract.path]}>
            {tell(words.contract, { version: contract.version })}
          </a>
        )}
      </header>
      {approval && <Request approval={approval} />}
      {view.lines.length > 0 && <Lines {...view} />}
      <Timeline entries={view.timeline} />
      <Actions view={view} choices={dealChoices} deeds={deeds} />
    </>
  );
};
