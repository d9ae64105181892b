import type { Approval } from '../../models/approval.js';
import type { TimeoutAction } from '../../models/approval-flow.js';
import type { ApprovalEvent, Facts, Instance, People } from '../../models/approval-instance.js';
import type { EvidenceHead, EvidenceRow } from '../../models/evidence.js';
import type { Person } from '../../models/view-parts.js';
import { sha256 } from '../hash.js';
import { formatNumber } from '../input/id.js';
import { onceForEach } from '../once-for-each.js';
import type { Context, Surface } from '../useCase.js';
import type { Event } from './rules/act.js';
import { isPending, nameOf } from './rules/instance.js';
import { namedIn } from './rules/targets.js';

/** What was done, by whom and for whom, from where, when and why, on which content, and what it came to. */
export interface EvidenceEntry {
  readonly approval: string;
  readonly number: number;
  readonly at: string;
  readonly what: ApprovalEvent['type'];
  readonly by: Person & { readonly staffNumber: string };
  readonly onBehalfOf: Person | null;
  /** Whom it was handed to, or who was added. */
  readonly to: readonly Person[];
  readonly surface: Surface;
  readonly reason: string | null;
  /** The name that was typed as a signature, where the step asks for one. */
  readonly signature?: string;
  readonly round: number;
  readonly contentHash: string;
  readonly state: Instance['state'];
  /** What happened by itself, as somebody had not decided. */
  readonly timeOut?: { readonly action: TimeoutAction; readonly step: string; readonly late: Person };
  /** What an approver has changed, as it was. */
  readonly before?: Facts;
  /** What was submitted, or what an approver made of it, and by which flow; only where that was new. */
  readonly facts?: Facts;
  /** In the text behind all others. */
  readonly flow?: Instance['definition'];
}

/** Seals an entry, in the words in which it is kept, with everything before it. */
export const seal = (previous: string, entry: string): string => sha256(`${previous}\n${entry}`);

const wordsOf = (event: ApprovalEvent): string | null =>
  'comment' in event && event.comment?.trim() ? event.comment.trim() : null;

/** Those who act for somebody from now on. */
const proxiesIn = ({ tasks }: Instance): readonly number[] => [
  ...new Set(tasks.filter(isPending).flatMap(({ proxyId }) => proxyId ?? [])),
];

const targetsOf = (event: ApprovalEvent, instance: Instance): readonly number[] =>
  event.type === 'absence' ? proxiesIn(instance) : namedIn(event);

const timeOutOf = (
  { seq, action }: Event<'tick'>,
  { tasks }: Instance,
  named: (id: number) => Person,
): NonNullable<EvidenceEntry['timeOut']> => {
  const task = tasks[seq - 1];
  return { action, step: task?.stepKey ?? '', late: named(task?.assigneeId ?? 0) };
};

const signatureOf = (event: ApprovalEvent): string | undefined =>
  'signature' in event ? event.signature?.trim() || undefined : undefined;

const replacedBy = ({ replaced }: Instance): Facts => replaced.at(-1)?.facts ?? {};

const isNew: ReadonlySet<ApprovalEvent['type']> = new Set(['submit', 'resubmit', 'edit']);

type Doing = Pick<Context, 'actor' | 'now' | 'surface'>;

/** What was done, and what came of it. */
interface Done {
  readonly event: ApprovalEvent;
  readonly instance: Instance;
  readonly people: People;
  readonly onBehalfOfId?: number | null;
}

const entryOf = (
  { actor, now, surface }: Doing,
  number: number,
  { event, instance, people, onBehalfOfId = null }: Done,
): Omit<EvidenceEntry, 'flow'> => {
  const named = (id: number): Person => ({ id, name: nameOf(id, people) });
  const signature = signatureOf(event);
  return {
    approval: formatNumber('approval', instance.id),
    number,
    at: now.toISOString(),
    what: event.type,
    by: { id: actor.id, name: actor.name, staffNumber: actor.staffNumber },
    onBehalfOf: onBehalfOfId === null ? null : named(onBehalfOfId),
    to: targetsOf(event, instance).map(named),
    surface,
    reason: wordsOf(event),
    ...(signature && { signature }),
    round: instance.round,
    contentHash: instance.contentHash,
    state: instance.state,
    ...(event.type === 'tick' && { timeOut: timeOutOf(event, instance, named) }),
    ...(event.type === 'edit' && { before: replacedBy(instance) }),
    ...(isNew.has(event.type) && { facts: instance.facts }),
  };
};

/** Half of an entry is the flow, which is the same for all who submit by it. */
const flowText = onceForEach((flow: Instance['definition']) => JSON.stringify(flow));

/** An entry in the words in which it is kept. */
const entryText = (entry: Omit<EvidenceEntry, 'flow'>, flow?: Instance['definition']): string => {
  const text = JSON.stringify(entry);
  return flow ? `${text.slice(0, -1)},"flow":${flowText(flow)}}` : text;
};

/** The entry about what was done, and what the approval remembers of it. */
export function evidenceOf(
  doing: Doing,
  { evidence }: Pick<Approval, 'evidence'>,
  done: Done,
): { readonly row: EvidenceRow; readonly head: EvidenceHead } {
  const count = evidence.count + 1;
  const { event, instance } = done;
  const flow = event.type === 'submit' ? instance.definition : undefined;
  const entry = entryText(entryOf(doing, count, done), flow);
  const hash = seal(evidence.hash, entry);
  return { row: { approvalId: done.instance.id, number: count, entry, hash }, head: { count, hash } };
}
