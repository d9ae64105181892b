/**
 * What a card is drawn from. A use-case loads a view for one person; `cards/` draws it. Views are plain JSON:
 * an instant is an ISO 8601 string in UTC, a day is `YYYY-MM-DD`, money is minor units with its currency.
 */
import type { ApprovalStanding, ApprovalState, ApprovalView } from './approval-view.js';
import type { Money, Param, Saying, Text } from './text.js';
import type { Button, Fact, Json, Person, Press, StageView, TimelineEntry } from './view-parts.js';

export interface DealLineView {
  readonly name: string;
  /** Thousandths: 1500 is one and a half. */
  readonly quantityMilli: number;
  readonly unitPriceCents: number;
  /** Hundredths of a per cent: 1250 is 12.5 %. */
  readonly discountBp: number;
  readonly taxBp: number;
  /** After discount, with tax. */
  readonly totalCents: number;
}

export interface DealView {
  readonly kind: 'deal';
  /** Why it is shown, where somebody may have expected something else. */
  readonly intro?: Saying;
  readonly id: number;
  /** `D-1024` */
  readonly number: string;
  readonly title: string;
  /** A lead may have none yet. */
  readonly customer: NumberedName | null;
  readonly owner: Person;
  readonly stage: StageView;
  /** The whole pipeline in order, for the progress line. */
  readonly stages: readonly StageView[];
  readonly amount: Money;
  readonly expectedClose: string | null;
  readonly stageChangedAt: string;
  readonly closedReason: string | null;
  readonly lines: readonly DealLineView[];
  /** `path` becomes a link by `reader.link`. */
  readonly contract: { readonly version: number; readonly path: string; readonly sha256: string } | null;
  readonly approval: ApprovalStanding | null;
  readonly timeline: readonly TimelineEntry[];
  /**
   * What this reader may do now: `deal.stage`, `deal.edit`, `deal.note`, `deal.won`, `deal.lost`, `deal.reopen`,
   * `deal.owner`.
   */
  readonly can: readonly string[];
}

/** What somebody has filled in to start a flow. */
export interface RequestView {
  readonly kind: 'request';
  readonly id: number;
  /** `R-12` */
  readonly number: string;
  readonly flow: Text;
  readonly title: string;
  readonly owner: Person;
  readonly facts: readonly Fact[];
  readonly approval: ApprovalStanding | null;
  readonly timeline: readonly TimelineEntry[];
  /** What this reader may do now: `request.open`, `request.resubmit`, `request.again`. */
  readonly can: readonly string[];
}

export interface ContactView {
  readonly name: string;
  readonly title: string | null;
  readonly phone: string | null;
  readonly email: string | null;
}

export interface NumberedName {
  readonly id: number;
  /** `C-88` */
  readonly number: string;
  readonly name: string;
}

export interface CustomerView {
  readonly kind: 'customer';
  /** What was done with it just now, where that is why it is shown. */
  readonly intro?: Saying;
  readonly id: number;
  /** `C-88` */
  readonly number: string;
  readonly name: string;
  readonly category: string | null;
  readonly taxNumber: string | null;
  readonly phone: string | null;
  readonly address: string | null;
  readonly owner: Person | null;
  readonly contacts: readonly ContactView[];
  /** What has become a part of it, the last first. */
  readonly parts: readonly NumberedName[];
  /** Another one that has nearly the same name. */
  readonly perhapsSame:
    | (NumberedName & { readonly merge: { readonly id: number; readonly into: number } })
    | null;
  /** Newest first, at most 5; `dealCount` says how many there are. */
  readonly deals: readonly {
    readonly id: number;
    readonly number: string;
    readonly title: string;
    readonly stage: StageView;
    readonly amount: Money;
  }[];
  readonly dealCount: number;
  readonly openTotals: readonly Money[];
  readonly wonTotals: readonly Money[];
  readonly approvals: readonly {
    readonly id: number;
    readonly number: string;
    readonly title: string;
    readonly state: ApprovalState;
  }[];
  readonly lastActivityAt: string | null;
  readonly timeline: readonly TimelineEntry[];
  /** What this reader may do now: `customer.edit`, `customer.owner`, `customer.merge`, `customer.unmerge`. */
  readonly can: readonly string[];
}

export interface ListRow {
  readonly title: string;
  readonly details: readonly Param[];
  readonly press?: Press;
  /** Throws it away; asked once more before. Only pages offer it in the list. */
  readonly discard?: Press;
  /** What a field of a form takes for it, where the list is what fits there. */
  readonly value?: string;
}

export interface ListView {
  readonly kind: 'list';
  readonly title: Saying;
  readonly rows: readonly ListRow[];
  /** Said instead of rows when there are none; tells what to do. */
  readonly empty: Saying;
  readonly page: number;
  readonly pages: number;
  readonly total: number;
  /** What all of them are worth, where that can be said: a sum for each currency. */
  readonly worth?: readonly Money[];
  /** By which the list can be narrowed on a page: what its press takes, by their names. */
  readonly filter?: readonly Field[];
  /** The press that opens another page: `page` is added to its input. */
  readonly turn: Press;
  /** What can be done with all of them. */
  readonly buttons?: readonly Button[];
}

export interface TodoView {
  readonly kind: 'todo';
  readonly tasks: readonly {
    readonly approvalId: number;
    readonly number: string;
    readonly title: string;
    readonly flow: Text;
    readonly initiator: string;
    readonly since: string;
    readonly amount: Money | null;
    /** Whose it is, if its reader acts for somebody who is away. */
    readonly onBehalfOf?: string;
    readonly dueAt?: string;
  }[];
  readonly taskCount: number;
  /** My requests that somebody else holds; `waitingCount` says how many there are. */
  readonly waiting: readonly {
    readonly approvalId: number;
    readonly number: string;
    readonly title: string;
    readonly waitingFor: readonly string[];
    readonly since: string;
  }[];
  readonly waitingCount: number;
  /** What I have begun and not submitted. */
  readonly drafts: readonly ListRow[];
  readonly draftCount: number;
  readonly deals: readonly {
    readonly id: number;
    readonly number: string;
    readonly title: string;
    /** Where the title does not say it. */
    readonly customer?: string;
    readonly stage: StageView;
    readonly amount: Money;
    readonly expectedClose: string | null;
    /** That day is over. */
    readonly isOverdue?: boolean;
  }[];
  readonly dealCount: number;
}

export interface DigestNumber {
  readonly count: number;
  readonly totals: readonly Money[];
  /** Opens the list behind the number. */
  readonly press: Press;
}

export interface DigestView {
  readonly kind: 'digest';
  readonly day: string;
  readonly toDecide: DigestNumber;
  /** How many of them are decided for others, and for whom. */
  readonly forOthers?: { readonly count: number; readonly names: readonly string[] };
  /** Open deals that have not moved for `stuckDays` days. */
  readonly stuck: DigestNumber;
  readonly stuckDays: number;
  /** Since the last digest day. */
  readonly since: string;
  readonly won: DigestNumber;
  readonly lost: DigestNumber;
  /** Open deals whose expected close has passed. */
  readonly slipping: DigestNumber;
  readonly stages: readonly (DigestNumber & {
    readonly stage: StageView;
    readonly probabilityBp: number;
    readonly weighted: readonly Money[];
  })[];
  /** Sum of amount × the stage's probability over open deals. */
  readonly forecast: readonly Money[];
}

/** Some sentences and some buttons: a question back, a list of near-duplicates, a confirmation. */
export interface NoticeView {
  readonly kind: 'notice';
  readonly title: Saying;
  readonly body: readonly Saying[];
  readonly buttons: readonly Button[];
}

export interface HelpView {
  readonly kind: 'help';
  readonly title: Text;
  /** Why it is shown to somebody who did not ask for it. */
  readonly intro?: Saying;
  readonly lines: readonly { readonly usage: Text; readonly what: Text }[];
}

/** Of whom those that fit are offered. */
export type Suggests = 'customer' | 'colleague';

export interface Field {
  readonly name: string;
  readonly label: Text;
  /** `money` and `date` are typed as people type them (`2万`, `下周五`) where the platform has no better input. */
  readonly type: 'text' | 'longText' | 'money' | 'number' | 'date' | 'choice';
  readonly required: boolean;
  /** What was understood so far; a date is `YYYY-MM-DD`. */
  readonly value?: string;
  readonly options?: readonly { readonly value: string; readonly label: string | Text }[];
  readonly placeholder?: Text;
  readonly hint?: Text;
  readonly maxLength?: number;
  /** Which one is meant is typed: pages offer those that fit meanwhile, and anything else may be typed as well. */
  readonly suggests?: Suggests;
  readonly error?: Saying;
}

/** What is offered beneath such a field, in its reader's words. */
export interface Suggestion {
  readonly name: string;
  /** What tells it from others of the name. */
  readonly details: readonly string[];
  /** What then stands in the field. */
  readonly value: string;
}

/** What else can be done with what stands in a form, complete or not: the values and the context go to this form. */
export interface OtherDeed {
  readonly form: string;
  readonly label: Text;
  readonly style?: 'danger';
}

export interface FormView {
  readonly kind: 'form';
  /** The name of a form in `handlers/index.ts`; its values go there. */
  readonly form: string;
  readonly title: Text;
  /** The record for which it is filled in: a number and a title, beside the form's own. */
  readonly about?: Saying;
  readonly intro?: Saying;
  readonly fields: readonly Field[];
  readonly submit: Text;
  readonly others?: readonly OtherDeed[];
  /** Comes back unchanged with the values (an id, a content hash): at most 2,000 characters as JSON. */
  readonly context: { readonly [key: string]: Json };
}

export type View =
  | DealView
  | ApprovalView
  | RequestView
  | CustomerView
  | ListView
  | TodoView
  | DigestView
  | NoticeView
  | HelpView
  | FormView;
