import { loadView } from '../../bot/delivery/subjects.js';
import { encodeCard } from '../../bot/platforms/slack/encode.js';
import { drawCard } from '../../cards/index.js';
import { parseJson } from '../../models/database/json.js';
import type { Tx } from '../../models/database/tx.js';
import type { Database } from '../../models/database.js';
import { type Employee, getEmployee } from '../../models/employee.js';
import type { CardState, Subject } from '../../models/shown-card.js';
import type { Reader } from '../../models/text.js';

/** The database at the end of a round, as far as the checker reads it. */
export interface Dump {
  readonly inbox: ReadonlyMap<string, InboxAnswer>;
  readonly deals: readonly DumpedDeal[];
  readonly contracts: readonly { readonly dealId: number }[];
  readonly approvals: readonly DumpedApproval[];
  readonly tasks: readonly DumpedTask[];
  readonly history: readonly DumpedHistory[];
  readonly cards: readonly DumpedCard[];
  readonly lanes: readonly DumpedLane[];
}

/** What a person was told, in Chinese, with the gaps of its words still open. */
export interface InboxAnswer {
  readonly words: string;
}

export interface DumpedDeal {
  readonly id: number;
  readonly title: string;
  readonly stage: string;
  readonly ownerId: number;
}

export interface DumpedApproval {
  readonly id: number;
  readonly subjectId: number;
  readonly initiatorId: number;
  readonly state: string;
  readonly runningKey: string | null;
}

export interface DumpedTask {
  readonly approvalId: number;
  readonly seq: number;
  readonly assigneeId: number;
  readonly state: string;
  readonly openedAt: Date | null;
}

export interface DumpedHistory {
  readonly subjectKind: string;
  readonly subjectId: number;
  readonly actorId: number | null;
  readonly action: string;
  readonly params: {
    readonly number?: string;
    readonly note?: string;
    readonly to?: { readonly en: string };
  };
}

export interface DumpedCard {
  readonly id: number;
  readonly employeeId: number;
  readonly subject: Subject;
  readonly subjectId: number;
  readonly state: CardState;
  readonly wanted: number;
  readonly shown: number;
  readonly lastError: string | null;
  readonly ref: { readonly channel: string; readonly ts: string } | null;
}

export interface DumpedLane {
  readonly employeeId: number;
  readonly leaseOwner: string | null;
  /** By the database's own clock. */
  readonly isPast: number;
}

interface Said {
  readonly text: { readonly zh: string };
}

interface Answer {
  readonly words?: Said;
  /** Of a decision that others wait behind. */
  readonly view?: { readonly title?: Said };
}

const wordsIn = ({ words, view }: Answer): string => (words ?? view?.title)?.text?.zh ?? '';

const readInbox = async (tx: Tx): Promise<Dump['inbox']> => {
  const rows = await tx.rows<{ eventKey: string; answer: string }>('SELECT eventKey, answer FROM inbox');
  return new Map(
    rows.map(({ eventKey, answer }) => [eventKey, { words: wordsIn(parseJson<Answer>(answer)) }]),
  );
};

const readHistory = async (tx: Tx): Promise<DumpedHistory[]> => {
  const rows = await tx.rows<Omit<DumpedHistory, 'params'> & { detail: unknown }>(
    'SELECT subjectKind, subjectId, actorId, action, detail FROM history ORDER BY id',
  );
  return rows.map(({ detail, ...row }) => ({
    ...row,
    params: parseJson<{ params?: DumpedHistory['params'] }>(detail).params ?? {},
  }));
};

const readCards = async (tx: Tx): Promise<DumpedCard[]> => {
  const rows = await tx.rows<Omit<DumpedCard, 'ref'> & { ref: unknown }>(
    `SELECT id, employeeId, subject, subjectId, state, wanted, shown, lastError, ref FROM shown_cards ORDER BY id`,
  );
  return rows.map((row) => ({
    ...row,
    ref: row.ref === null ? null : parseJson<DumpedCard['ref']>(row.ref),
  }));
};

/** All of one moment. @param sinceDeal  deals up to this id were there before */
export const dump = (database: Database, sinceDeal = 0): Promise<Dump> =>
  database.transaction(async (tx) => ({
    inbox: await readInbox(tx),
    deals: await tx.rows<DumpedDeal>('SELECT id, title, stage, ownerId FROM deals WHERE id > ? ORDER BY id', [
      sinceDeal,
    ]),
    contracts: await tx.rows<{ dealId: number }>('SELECT dealId FROM contracts'),
    approvals: await tx.rows<DumpedApproval>(
      'SELECT id, subjectId, initiatorId, state, runningKey FROM approvals ORDER BY id',
    ),
    tasks: await tx.rows<DumpedTask>(
      'SELECT approvalId, seq, assigneeId, state, openedAt FROM approval_tasks',
    ),
    history: await readHistory(tx),
    cards: await readCards(tx),
    lanes: await tx.rows<DumpedLane>(
      `SELECT employeeId, leaseOwner, leaseEndsAt < ${tx.clock} AS isPast FROM lanes WHERE leaseEndsAt IS NOT NULL`,
    ),
  }));

/** What each card should show by the database, as Slack gets it. */
export const expectedCards = async (
  database: Database,
  cards: readonly DumpedCard[],
  readerOf: (employee: Employee) => Reader,
): Promise<ReadonlyMap<number, unknown>> => {
  const drawn = new Map<number, unknown>();
  for (const card of cards) {
    await database.read(async (tx) => {
      const employee = getEmployee(tx, card.employeeId);
      const view = await loadView[card.subject]({ tx, reader: employee, now: new Date() }, card.subjectId);
      if (view) drawn.set(card.id, encodeCard(drawCard(view, readerOf(await employee))).blocks);
    });
  }
  return drawn;
};
