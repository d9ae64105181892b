import { requestChoices } from '../../cards/choices.js';
import type { RequestView } from '../../models/views.js';
import type { Deeds } from '../deeds.js';
import { Actions, Facts, Heading, Link, Timeline } from '../parts.js';
import { pathTo } from '../route.js';
import { useSpeaker } from '../speaker.js';
import { approvalStates, approval as ofApproval, request as words } from '../words.js';

/** What somebody has filled in, and how its approval stands. */
export const Request = ({ view, deeds }: { readonly view: RequestView; readonly deeds: Deeds }) => {
  const { tell, show } = useSpeaker();
  const { approval } = view;
  return (
    <>
      <header className="card head">
        <p className="quiet">{tell(ofApproval.title, { flow: view.flow, number: view.number })}</p>
        <Heading>{show(view.title)}</Heading>
        <Facts
          entries={[
            ...view.facts.map(({ label, value }) => [label, show(value)] as const),
            [ofApproval.initiator, show(view.owner.name)],
            [
              words.approval,
              approval && (
                <Link to={pathTo('approval', approval.id)}>
                  {approval.number} {tell(approvalStates[approval.state].word)}
                </Link>
              ),
            ],
          ]}
        />
      </header>
      <Timeline entries={view.timeline} />
      <Actions view={view} choices={requestChoices} deeds={deeds} />
    </>
  );
};
