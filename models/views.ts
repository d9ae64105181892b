/**
 * What a card is drawn from. A use-case loads a view for one person; `cards/` draws it. Views are plain JSON:
 * an instant is an ISO 8601 string in UTC, a day is `YYYY-MM-DD`, money is minor units with its currency.
 */
import type { Money, Param, Saying, Text } from './text.js';
import type { Button, Fact, Json, Person, Press, StageView, TimelineEntry } from './view-parts.js';

export type { Button, Fact, Json, Person, Press, StageView, TimelineEntry } from './view-parts.js';

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
  readonly id: number;
  /** `D-1024` */
  readonly number: string;
  readonly title: string;
  /** A lead may have none yet. */
  readonly customer: { readonly id: number; readonly number: string; readonly name: string } | null;
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
  /** What this reader may do now: `deal.stage`, `deal.edit`, `deal.note`, `deal.won`, `deal.lost`, `deal.contract`. */
  readonly can: readonly string[];
}

/** How the approval of a record stands. */
export interface ApprovalStanding {
  readonly id: number;
  readonly number: string;
  readonly state: ApprovalState;
  readonly waitingFor: readonly string[];
}

export type ApprovalState =
  | 'draft'
  | 'running'
  | 'returned'
  | 'approved'
  | 'rejected'
  | 'withdrawn'
  | 'terminated'
  | 'revoking'
  | 'revoked'
  | 'voided';
export type StepMode = 'ALL' | 'ANY' | 'ANY_APPROVE' | 'SEQ' | 'VOTE' | 'EACH_GROUP' | 'RANDOM';
export type StepState = 'waiting' | 'active' | 'passed' | 'rejected' | 'returned' | 'skipped' | 'cancelled';
/** `decided_waiting`: approved, and signers that were added after it are not through. */
export type TaskState =
  | 'queued'
  | 'open'
  | 'held'
  | 'helping'
  | 'decided_waiting'
  | 'advised'
  | 'approved'
  | 'rejected'
  | 'returned'
  | 'transferred'
  | 'closed'
  | 'expired';

/** How somebody came to be asked: by the flow, added before, after or beside an approver, for an opinion, as a superior. */
export type SignerOrigin = 'step' | 'before' | 'after' | 'beside' | 'help' | 'escalated';

export interface ApprovalTaskView {
  readonly who: string;
  readonly origin: SignerOrigin;
  /** Nobody was asked: a rule of the flow has approved, as this person had done so already. */
  readonly byRule: boolean;
  /** Nobody decided in time: the time-out of the step did. */
  readonly byTimeout?: true;
  /** When the next time-out happens. */
  readonly dueAt?: string;
  /** When its initiator urged them last. */
  readonly urgedAt?: string;
  /** The clock of the time-outs stands still until the initiator answers. */
  readonly paused?: { readonly since: string; readonly waitsFor: string };
  /** What this person wants to know before deciding. */
  readonly question: string | null;
  /** Set when somebody decided, or is to decide, for the person whose task it is. */
  readonly onBehalfOf: string | null;
  readonly state: TaskState;
  readonly openedAt: string | null;
  readonly decidedAt: string | null;
  readonly comment: string | null;
  /** The name that was typed to approve, where the step asks for it. */
  readonly signature?: string;
}

export interface ApprovalStepView {
  readonly name: Text;
  /** None where no person decides. */
  readonly mode: StepMode | null;
  readonly state: StepState;
  /** How many approvals it takes in all, and how many there are. */
  readonly need: number;
  readonly approved: number;
  readonly size: number;
  /** Why it is over without anybody's signature. */
  readonly rule: 'nobody' | 'own' | 'automatic' | null;
  /** How long it took when it was through before: half of the times longer, half shorter. */
  readonly usualMs?: number;
  /** Nobody decides here: each says that they have read it. */
  readonly reading?: boolean;
  readonly tasks: readonly ApprovalTaskView[];
}

/**
 * An approval as its reader sees it. While it runs, an assignee gets the request card with buttons; when it has
 * ended, everybody gets the result card. `can` decides which buttons there are, nothing else.
 */
export interface ApprovalView {
  readonly kind: 'approval';
  readonly id: number;
  /** `A-31` */
  readonly number: string;
  readonly flow: Text;
  readonly state: ApprovalState;
  readonly round: number;
  readonly initiator: Person;
  readonly subject: {
    readonly kind: string;
    readonly id: number;
    readonly number: string;
    readonly title: string;
  };
  /** What the approver decides on. */
  readonly facts: readonly Fact[];
  readonly steps: readonly ApprovalStepView[];
  readonly comments: readonly TimelineEntry[];
  /** Why it is with the initiator again. */
  readonly returned: { readonly who: string; readonly reason: string } | null;
  /** It was closed, as nobody decided in time: who was late, and until when it may be taken up again. */
  readonly lapsed?: { readonly who: string; readonly until: string };
  /** Who ended it, where that was no approver's decision, and why; `byTime` where nobody decided in time. */
  readonly ended: { readonly who: string; readonly reason: string | null; readonly byTime?: true } | null;
  /** Its reader is away and keeps this, as somebody acts for them only below an amount. */
  readonly kept?: { readonly proxy: string; readonly below: Money };
  /** What has changed since this reader saw it last. */
  readonly changes: readonly { readonly field: Text; readonly before: Param; readonly after: Param }[];
  /** How long what is still ahead usually takes, if all of it is known. */
  readonly remainsMs?: number;
  /** The approval that this one would revoke: its number. */
  readonly reverses: string | null;
  readonly submittedAt: string;
  readonly endedAt: string | null;
  /** SHA-256 of the content this card shows; comes back with each click. */
  readonly hash: string;
  /** What this reader may do now: the names of actions, such as `approval.approve`; those behind "More" too. */
  readonly can: readonly string[];
  readonly document: { readonly name: Text; readonly path: string } | null;
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

export interface CustomerView {
  readonly kind: 'customer';
  readonly id: number;
  /** `C-88` */
  readonly number: string;
  readonly name: string;
  readonly category: string | null;
  readonly taxNumber: string | null;
  readonly address: string | null;
  readonly owner: Person | null;
  readonly contacts: readonly ContactView[];
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
  readonly can: readonly string[];
}

export interface ListRow {
  readonly title: string;
  readonly details: readonly Param[];
  readonly press?: Press;
  /** Throws it away; asked once more before. Only pages offer it in the list. */
  readonly discard?: Press;
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
    readonly stage: StageView;
    readonly amount: Money;
    readonly expectedClose: string | null;
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
  readonly error?: Saying;
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
