import type { Reader } from '../models/text.js';
import type { Press } from '../models/view-parts.js';
import type { TodoView } from '../models/views.js';
import type { Card, Element } from './card.js';
import { line } from './clean.js';
import {
  buttonRow,
  card,
  heading,
  NAME,
  names,
  paragraph,
  pressButton,
  row,
  section,
  stageName,
} from './parts.js';
import { inWords, tell } from './say.js';
import { approval, common, todo as words } from './words.js';

const MAX_ROWS = 10;

const taskRow = (task: TodoView['tasks'][number], reader: Reader): Element =>
  row(reader, {
    title: `${task.number} ${task.title}`,
    details: [
      line(inWords(task.flow, reader), NAME),
      task.amount,
      tell(reader, words.from, { who: line(task.initiator, NAME) }),
      task.onBehalfOf ? tell(reader, words.forWhom, { who: line(task.onBehalfOf, NAME) }) : null,
      task.dueAt
        ? tell(reader, words.due, { at: { at: task.dueAt } })
        : tell(reader, words.since, { at: { at: task.since } }),
    ],
    press: { do: 'approval.show', input: { id: task.approvalId } },
    opens: task.number,
  });

const waitingRow = (request: TodoView['waiting'][number], reader: Reader): Element =>
  row(reader, {
    title: `${request.number} ${request.title}`,
    details: [
      request.waitingFor.length > 0
        ? tell(reader, approval.waitingFor, { names: names(reader, request.waitingFor) })
        : null,
      tell(reader, words.since, { at: { at: request.since } }),
    ],
    press: { do: 'approval.show', input: { id: request.approvalId } },
    opens: request.number,
  });

const dealRow = (deal: TodoView['deals'][number], reader: Reader): Element =>
  row(reader, {
    title: `${deal.number} ${deal.title}`,
    details: [
      deal.customer ? line(deal.customer, NAME) : null,
      stageName(deal.stage, reader),
      deal.amount,
      deal.expectedClose &&
        tell(reader, deal.isOverdue ? words.overdue : words.closes, { day: { day: deal.expectedClose } }),
    ],
    press: { do: 'deal.show', input: { id: deal.id } },
    opens: deal.number,
  });

/** The first rows, and where there are more, a button to all of them. */
const firstRows = <Item>(
  reader: Reader,
  items: readonly Item[],
  count: number,
  draw: (item: Item, reader: Reader) => Element,
  showAll: Press,
): readonly Element[] => {
  const shown = items.slice(0, MAX_ROWS).map((item) => draw(item, reader));
  const more = pressButton(reader, { text: common.showAll, params: { count } }, showAll);
  return count > shown.length ? [...shown, buttonRow(more)] : shown;
};

/** What waits for this person, what this person waits for, and the deals to move on. */
export const todoCard = (view: TodoView, reader: Reader): Card => {
  const title = heading(inWords(words.title, reader));
  const { taskCount, waiting, waitingCount, dealCount } = view;
  if (taskCount + waitingCount + dealCount === 0)
    return card(reader, inWords(words.textEmpty, reader), [title, paragraph(inWords(words.empty, reader))]);
  const mine: Press = { do: 'approval.mine', input: { page: 1 } };
  const sent: Press = { do: 'approval.sent', input: { page: 1 } };
  const deals: Press = { do: 'deal.list', input: { page: 1 } };
  return card(
    reader,
    tell(reader, words.text, { tasks: taskCount, waiting: waitingCount, deals: dealCount }),
    [
      title,
      ...section(
        tell(reader, words.tasks, { count: taskCount }),
        firstRows(reader, view.tasks, taskCount, taskRow, mine),
      ),
      ...section(
        tell(reader, words.waiting, { count: waitingCount }),
        firstRows(reader, waiting, waitingCount, waitingRow, sent),
      ),
      ...section(
        tell(reader, words.deals, { count: dealCount }),
        firstRows(reader, view.deals, dealCount, dealRow, deals),
      ),
    ],
  );
};
