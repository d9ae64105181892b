import { words } from '../bot/words.js';
import { formatNumber } from '../handlers/input/id.js';
import { parseJson } from '../models/database/json.js';
import type { Database } from '../models/database.js';
import { type Typing, typedBy } from './load/requests.js';
import type { Outcomes } from './load/run.js';
import type { Answer } from './load/wire.js';
import type { Stack } from './stack.js';

/** What was measured did not do its work: it has no speed. */
export class Wrong extends Error {
  override readonly name = 'Wrong';
}

export function must(holds: boolean, words: string): asserts holds {
  if (!holds) throw new Wrong(words);
}

/** Some load and what came of it. */
interface Run {
  readonly typing: Typing;
  readonly outcomes: Outcomes;
}

/** How many rows of each kind belong to one deal. */
interface Kept {
  readonly id: number;
  readonly userId: string;
  readonly amountCents: number;
  readonly contracts: number;
  readonly tasks: number;
  readonly history: number;
  readonly dealCards: number;
  readonly approvalCards: number;
}

type Rows = Pick<Kept, 'contracts' | 'tasks' | 'history' | 'dealCards' | 'approvalCards'>;

/** What a command must have left behind: one that only makes a deal, or one that asks for an approval as well. */
const rowsOf = {
  deal: { contracts: 0, tasks: 0, history: 1, dealCards: 1, approvalCards: 0 },
  approval: { contracts: 1, tasks: 1, history: 3, dealCards: 1, approvalCards: 1 },
} satisfies Record<string, Rows>;

/** Tables that were filled a moment ago have no statistics yet, without which the database reads them whole for each row. */
const countRows = (database: Database) =>
  database.read((tx) =>
    tx.rows('ANALYZE TABLE deals, contracts, approvals, approval_tasks, history, shown_cards'),
  );

const readKept = (database: Database): Promise<Kept[]> =>
  database.read((tx) =>
    tx.rows<Kept>(
      `SELECT d.id, i.userId, d.amountCents,
         (SELECT COUNT(*) FROM contracts c WHERE c.dealId = d.id) AS contracts,
         (SELECT COUNT(*) FROM approvals a JOIN approval_tasks t ON t.approvalId = a.id
            WHERE a.subjectKind = 'deal' AND a.subjectId = d.id AND a.state = 'running' AND t.state = 'open') AS tasks,
         (SELECT COUNT(*) FROM history h WHERE h.subjectKind = 'deal' AND h.subjectId = d.id) AS history,
         (SELECT COUNT(*) FROM shown_cards s
            WHERE s.employeeId = d.ownerId AND s.subject = 'deal' AND s.subjectId = d.id) AS dealCards,
         (SELECT COUNT(*) FROM approvals a JOIN employees e ON e.id = d.ownerId
            JOIN shown_cards s ON s.employeeId = e.managerId AND s.subject = 'approval' AND s.subjectId = a.id
            WHERE a.subjectKind = 'deal' AND a.subjectId = d.id) AS approvalCards
       FROM deals d JOIN identities i ON i.employeeId = d.ownerId`,
    ),
  );

const NUMBER = /D-(\d+)/;

/** The person was asked to try again, as too much came at once: nothing may be left of it. */
const isPutOff = ({ body }: Answer): boolean =>
  body.includes(words.slow.zh) || body.includes(words.unavailable.zh);

/** It was still being saved when the answer was due: the person was asked to look whether it was. */
const isUncertain = ({ body }: Answer): boolean => body.includes(words.unknown.zh);

/** Whoever typed it was not told that it is done. */
export const isLeftOpen = (answer: Answer): boolean => isPutOff(answer) || isUncertain(answer);

/** The deal that belongs to an answer, if there has to be one. */
function dealOf(answer: Answer, kept: ReadonlyMap<number, Kept>, isTyped: (deal: Kept) => boolean) {
  if (isUncertain(answer)) return [...kept.values()].find(isTyped);
  const deal = kept.get(Number(NUMBER.exec(answer.body)?.[1]));
  const isRight = deal !== undefined && isTyped(deal);
  must(isRight, `The answer “${answer.body.slice(0, 200)}” is not about the deal that was typed.`);
  return deal;
}

/**
 * Every answer that it is done names a deal of its own, and that deal is what was typed, with all that belongs to it.
 * @returns how many were saved
 */
function checkRun({ typing, outcomes }: Run, kept: Map<number, Kept>, expected: Rows): number {
  const before = kept.size;
  for (const [index, answer] of outcomes.answers.entries()) {
    if (isPutOff(answer)) continue;
    const { status, body } = answer;
    must(status === 200, `Request ${index} was answered by ${status}: ${body.slice(0, 300)}`);
    const typed = typedBy(typing, index);
    const deal = dealOf(
      answer,
      kept,
      ({ userId, amountCents }) => userId === typed.userId && amountCents === typed.amount * 100,
    );
    if (!deal) continue;
    for (const [rows, count] of Object.entries(expected))
      must(
        Number(deal[rows as keyof Rows]) === count,
        `${formatNumber('deal', deal.id)} has not ${count} ${rows}.`,
      );
    kept.delete(deal.id);
  }
  return before - kept.size;
}

/** When each card, by the id of its row, came to the platform. */
export type Arrivals = ReadonlyMap<number, number>;

interface Shown {
  readonly id: number;
  readonly ref: unknown;
}

const shownToPeople = "SELECT id, ref FROM shown_cards WHERE state = 'shown'";

/**
 * What the platform took is what the table of cards says, each once, and it dropped nothing.
 * @param sql  of the cards that count as shown
 */
export async function checkCards({ chat, database }: Stack, sql = shownToPeople): Promise<Arrivals> {
  const { cards, dropped } = await chat.taken();
  must(dropped === 0, `The platform dropped ${dropped} cards.`);
  const arrivedAt = new Map(cards.map(({ place, at }) => [place, at]));
  must(arrivedAt.size === cards.length, 'The platform was sent the same card twice.');
  const shown = await database.read((tx) => tx.rows<Shown>(sql));
  must(shown.length === cards.length, `${cards.length} cards arrived, and ${shown.length} count as shown.`);
  const arrivals = new Map<number, number>();
  for (const { id, ref } of shown) {
    const at = arrivedAt.get(chat.placeOf(parseJson(ref)));
    must(at !== undefined, `Card ${id} counts as shown, but never arrived.`);
    arrivals.set(id, at);
  }
  return arrivals;
}

/**
 * Ends the app, and holds its tables, its answers and the cards that arrived against each other.
 * @throws Wrong
 */
export async function checkAll(
  stack: Stack,
  runs: readonly Run[],
  kind: keyof typeof rowsOf,
  { mayLeaveOpen = false } = {},
): Promise<Arrivals> {
  const answers = runs.flatMap(({ outcomes }) => outcomes.answers);
  const open = answers.filter(isLeftOpen).length;
  must(mayLeaveOpen || open === 0, `Of ${open} requests it was not said that they are done.`);
  await stack.app.stop();
  await countRows(stack.database);
  const rows = await readKept(stack.database);
  const kept = new Map(rows.map((row) => [row.id, row]));
  const saved = runs.reduce((sum, run) => sum + checkRun(run, kept, rowsOf[kind]), 0);
  must(kept.size === 0, `${kept.size} deals belong to no answer.`);

  const [inbox] = await stack.database.read((tx) =>
    tx.rows<{ n: number }>('SELECT COUNT(*) AS n FROM inbox'),
  );
  must(Number(inbox?.n) === saved, `${saved} deals were saved, and ${inbox?.n} answers are in the inbox.`);
  const { refused } = await stack.chat.taken();
  must(refused.length === 0, `The platform refused ${refused.length} calls, the first: ${refused[0]}.`);
  return checkCards(stack);
}
