/** What of an approval is kept as JSON: its steps, and what is only read together with it. */
import type { Instance, Replaced, Step, Undo } from './approval-instance.js';
import type { TaskState } from './approval-view.js';
import { parseJson, toJson } from './database/json.js';
import { type EvidenceHead, noEvidence } from './evidence.js';

type StoredStep = Omit<Step, 'enteredAt' | 'endedAt'> & { enteredAt: string | null; endedAt: string | null };

/** What is only read together with its approval. */
type More = Pick<Instance, 'chosen' | 'copied' | 'mentioned' | 'pastFacts' | 'replaced' | 'undo'>;
type StoredUndo = Omit<Undo, 'steps' | 'states' | 'questions'> & {
  readonly steps: readonly StoredStep[];
  readonly states: readonly (readonly [number, TaskState, string | null])[];
  /** Not in what was stored before pauses were given back. */
  readonly questions?: readonly (readonly [number, string, string | null])[];
};
type StoredReplaced = Omit<Replaced, 'at'> & { readonly at: string };
type StoredMore = Omit<More, 'undo' | 'replaced' | 'mentioned'> & {
  /** Only where there is any. */
  readonly mentioned?: More['mentioned'];
  readonly replaced?: readonly StoredReplaced[];
  readonly undo: StoredUndo | null;
  readonly evidence: EvidenceHead;
};

const nothingMore: StoredMore = {
  chosen: {},
  copied: [],
  pastFacts: [],
  undo: null,
  evidence: noEvidence,
};

const toDate = (value: string | null) => (value === null ? null : new Date(value));

const toStep = (step: StoredStep): Step => ({
  ...step,
  enteredAt: toDate(step.enteredAt),
  endedAt: toDate(step.endedAt),
});

const toUndo = (undo: StoredUndo): Undo => ({
  ...undo,
  steps: undo.steps.map(toStep),
  states: undo.states.map(([seq, state, openedAt]) => [seq, state, toDate(openedAt)] as const),
  questions: (undo.questions ?? []).map(([seq, text, pausedAt]) => [seq, text, toDate(pausedAt)] as const),
});

const toMore = ({ chosen, copied, mentioned = {}, pastFacts, replaced = [], undo }: StoredMore): More => ({
  chosen,
  copied,
  mentioned,
  pastFacts,
  replaced: replaced.map(({ at, ...one }) => ({ ...one, at: new Date(at) })),
  undo: undo && toUndo(undo),
});

export const readMore = (value: unknown): { readonly more: More; readonly evidence: EvidenceHead } => {
  const stored = value === null ? nothingMore : parseJson<StoredMore>(value);
  return { more: toMore(stored), evidence: stored.evidence };
};

export const writeMore = (instance: Instance, evidence: EvidenceHead): string => {
  const { chosen, copied, mentioned, pastFacts, replaced, undo } = instance;
  return toJson({
    chosen,
    copied,
    ...(Object.keys(mentioned).length > 0 && { mentioned }),
    pastFacts,
    ...(replaced.length > 0 && { replaced }),
    undo,
    evidence,
  });
};

export const readSteps = (value: unknown): readonly Step[] => parseJson<StoredStep[]>(value).map(toStep);
