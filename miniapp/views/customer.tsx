import { customerChoices } from '../../cards/choices.js';
import { sums } from '../../cards/format.js';
import type { ContactView, CustomerView, NumberedName } from '../../models/views.js';
import type { Deeds } from '../deeds.js';
import { Actions, Facts, Heading, Link, Row, Rows, Section, ShowAll, Timeline } from '../parts.js';
import { mailTo, pathTo } from '../route.js';
import { useSpeaker } from '../speaker.js';
import { approvalStates, common, customer as words } from '../words.js';

const Phone = ({ number }: { readonly number: string }) => {
  const { show } = useSpeaker();
  return <a href={`tel:${number}`}>{show(number)}</a>;
};

const Contact = ({ name, title, phone, email }: ContactView) => {
  const { show } = useSpeaker();
  return (
    <li className="row">
      <span className="row-title">
        {show(name)} {title && <small>{show(title)}</small>}
      </span>
      <span className="row-details">
        {phone && (
          <span>
            <Phone number={phone} />
          </span>
        )}
        {email && (
          <span>
            <a href={mailTo(email)}>{show(email)}</a>
          </span>
        )}
      </span>
    </li>
  );
};

const Deals = ({ id: customer, deals, dealCount }: CustomerView) => {
  const { tell } = useSpeaker();
  return (
    <Section title={tell(words.deals, { count: dealCount })}>
      <Rows>
        {deals.map(({ id, number, title, stage, amount }) => (
          <Row
            key={id}
            title={`${number} ${title}`}
            details={[stage.name, amount]}
            press={{ do: 'deal.show', input: { id } }}
          />
        ))}
      </Rows>
      <ShowAll
        press={{ do: 'deal.list', input: { team: true, outcome: 'any', customer } }}
        count={dealCount}
        shown={deals.length}
      />
    </Section>
  );
};

const Approvals = ({ approvals }: CustomerView) => {
  const { tell } = useSpeaker();
  return (
    <Section title={tell(words.approvals)}>
      <Rows>
        {approvals.map(({ id, number, title, state }) => (
          <Row
            key={id}
            title={`${number} ${title}`}
            details={[approvalStates[state].word]}
            press={{ do: 'approval.show', input: { id } }}
          />
        ))}
      </Rows>
    </Section>
  );
};

const called = ({ number, name }: NumberedName) => `${number} ${name}`;

/** All round one customer: who they are, whom we talk to, what is going on and what it is worth. */
export const Customer = ({ view, deeds }: { readonly view: CustomerView; readonly deeds: Deeds }) => {
  const { tell, say, show, reader } = useSpeaker();
  const { intro, contacts, deals, approvals, timeline, lastActivityAt, parts, perhapsSame } = view;
  return (
    <>
      {intro && <p className="notice good">{say(intro)}</p>}
      <header className="card head">
        <p className="quiet">
          {[tell(words.about, { number: view.number }), view.category && show(view.category)]
            .filter(Boolean)
            .join(' · ')}
        </p>
        <Heading>{show(view.name)}</Heading>
        <Facts
          entries={[
            [common.owner, view.owner && show(view.owner.name)],
            [words.phone, view.phone && <Phone number={view.phone} />],
            [words.openTotals, sums(view.openTotals, reader)],
            [words.wonTotals, sums(view.wonTotals, reader)],
            [words.taxNumber, view.taxNumber && show(view.taxNumber)],
            [words.address, view.address && show(view.address)],
            [words.parts, show(parts.map(called).join(tell(common.comma)))],
            [
              words.perhapsSame,
              perhapsSame && <Link to={pathTo('customer', perhapsSame.id)}>{show(called(perhapsSame))}</Link>,
            ],
            [words.lastActivity, lastActivityAt && show({ at: lastActivityAt })],
          ]}
        />
      </header>
      {contacts.length > 0 && (
        <Section title={tell(words.contacts)}>
          <Rows>
            {contacts.map((each) => (
              <Contact key={`${each.name} ${each.phone} ${each.email}`} {...each} />
            ))}
          </Rows>
        </Section>
      )}
      {deals.length > 0 && <Deals {...view} />}
      {approvals.length > 0 && <Approvals {...view} />}
      <Timeline entries={timeline} />
      <Actions view={view} choices={customerChoices} deeds={deeds} />
    </>
  );
};
