import type { Reader } from '../models/text.js';
import type { StageView } from '../models/view-parts.js';
import type { DealLineView, DealView } from '../models/views.js';
import { approvalStates } from './approval-words.js';
import type { Card, ColumnSet, Element, TextBlock } from './card.js';
import { dealChoices } from './choices.js';
import { line } from './clean.js';
import { way } from './deal-way.js';
import { money, percent, quantity } from './format.js';
import {
  andMore,
  buttonRow,
  card,
  choices,
  DETAIL,
  dotted,
  facts,
  heading,
  linkButton,
  NAME,
  names,
  paragraph,
  row,
  section,
  small,
  stageName,
  TITLE,
  timeline,
} from './parts.js';
import { inWords, say, tell } from './say.js';
import { approval, common, deal as words } from './words.js';

const MAX_LINES = 8;
const MAX_ENTRIES = 4;

type Outcome = NonNullable<StageView['outcome']>;

const outcomeColor: Record<Outcome, TextBlock['color']> = { won: 'good', lost: 'attention' };
const reasonLabel = { won: words.wonReason, lost: words.lostReason } satisfies Record<Outcome, unknown>;

/** `线索 › 方案 › ●谈判 › 待签约` */
const progress = (view: DealView, reader: Reader): TextBlock => {
  const { stage } = view;
  const path = way(view).map((each) => {
    const name = stageName(each, reader);
    return each.key === stage.key ? tell(reader, words.here, { stage: name }) : name;
  });
  return paragraph(path.join(' › '), {
    color: stage.outcome ? outcomeColor[stage.outcome] : 'accent',
    spacing: 'small',
  });
};

const bold = (text: string): TextBlock => paragraph(text, { weight: 'bolder' });

const columns = (left: readonly Element[], right: Element): ColumnSet => ({
  type: 'ColumnSet',
  spacing: 'small',
  columns: [
    { type: 'Column', width: 'stretch', items: left },
    { type: 'Column', width: 'auto', items: [right] },
  ],
});

const lineDetails = (each: DealLineView, currency: string, reader: Reader): string =>
  dotted(
    tell(reader, words.line, {
      quantity: quantity(each.quantityMilli, reader),
      price: { cents: each.unitPriceCents, currency },
    }),
    each.discountBp > 0 && tell(reader, words.discount, { percent: percent(each.discountBp, reader) }),
    each.taxBp > 0 && tell(reader, words.tax, { percent: percent(each.taxBp, reader) }),
  );

const lineRow = (each: DealLineView, currency: string, reader: Reader): ColumnSet =>
  columns(
    [paragraph(line(each.name, DETAIL)), small(lineDetails(each, currency, reader))],
    paragraph(money({ cents: each.totalCents, currency }, reader)),
  );

const dealLines = ({ lines, amount: { currency } }: DealView, reader: Reader): readonly Element[] => {
  if (lines.length === 0) return [];
  const cents = lines.reduce((sum, each) => sum + each.totalCents, 0);
  return [
    ...lines.slice(0, MAX_LINES).map((each) => lineRow(each, currency, reader)),
    ...andMore(reader, lines.length, MAX_LINES),
    columns([bold(inWords(words.linesTotal, reader))], bold(money({ cents, currency }, reader))),
  ];
};

const approvalRow = ({ approval: request }: DealView, reader: Reader): readonly Element[] => {
  if (!request) return [];
  const { mark, word } = approvalStates[request.state];
  const title = tell(reader, approval.standing, { mark, number: request.number, state: word });
  const holders = request.state === 'running' && request.waitingFor.length > 0;
  const press = { do: 'approval.show', input: { id: request.id } };
  const details = holders
    ? [tell(reader, approval.waitingFor, { names: names(reader, request.waitingFor) })]
    : [];
  const about = row(reader, { title, details, press, opens: request.number });
  return [{ style: 'emphasis', ...about, spacing: 'medium' }];
};

const contractLink = ({ contract }: DealView, reader: Reader): readonly Element[] =>
  contract
    ? [
        buttonRow(
          linkButton(reader, { text: words.contract, params: { version: contract.version } }, contract.path),
        ),
      ]
    : [];

/** One deal: where it stands, what it is worth, who holds it up, what happened last, and what its reader may do. */
export const dealCard = (view: DealView, reader: Reader): Card => {
  const stage = stageName(view.stage, reader);
  const { outcome } = view.stage;
  const customer = view.customer && line(view.customer.name, TITLE);
  const said = {
    number: view.number,
    title: line(view.title, TITLE),
    customer: customer ? tell(reader, words.textCustomer, { customer }) : '',
    amount: view.amount,
    stage,
    owner: line(view.owner.name, NAME),
  };
  return card(
    reader,
    tell(reader, words.text, said),
    [
      ...(view.intro ? [paragraph(say(view.intro, reader))] : []),
      heading(said.title),
      small(dotted(tell(reader, words.about, said), customer)),
      progress(view, reader),
      ...facts(reader, [
        [common.amount, view.amount],
        [words.expectedClose, view.expectedClose && { day: view.expectedClose }],
        [common.owner, said.owner],
        [words.stageSince, { at: view.stageChangedAt }],
        ...(outcome ? [[reasonLabel[outcome], view.closedReason] as const] : []),
      ]),
      ...approvalRow(view, reader),
      ...section(inWords(words.lines, reader), dealLines(view, reader)),
      ...contractLink(view, reader),
      ...section(inWords(common.timeline, reader), timeline(reader, view.timeline, MAX_ENTRIES)),
    ],
    choices(reader, view, dealChoices),
  );
};
