import { words } from '../../bot/words.js';
import type { Text } from '../../models/text.js';

/**
 * What the person knows now. `ok`: it is done. `refused`: it is not, and will not be. `unknown`: no answer, or one that
 * says so. `bug`: the app says that something went wrong with itself.
 */
export type Outcome = 'ok' | 'refused' | 'unknown' | 'bug';

/** What a request is meant to do, and by what it is found again in the database. */
export type Effect =
  /** `title` is on no other deal. @property gated the deal goes straight to its approval */
  | { readonly kind: 'deal'; readonly title: string; readonly gated: boolean }
  /** `text` is in no other note. */
  | { readonly kind: 'note'; readonly text: string }
  | { readonly kind: 'decision'; readonly approvalId: number; readonly verdict: Verdict };

export type Verdict = 'approved' | 'rejected' | 'withdrawn';

const success: Record<Effect['kind'], RegExp> = {
  deal: /已创建商机|Created D-/,
  note: /已记在|Noted on/,
  decision: /已同意 A-|已驳回 A-|已拒绝 A-|已撤回 A-|You (approved|rejected|withdrew) A-/,
};

/** The words before their first gap. */
const beginnings = ({ zh, en }: Text): string[] =>
  [zh, en].map((text) => (text.split('{')[0] ?? text).slice(0, 20));

const says = (text: string, words: readonly Text[]): boolean =>
  words.flatMap(beginnings).some((beginning) => text.includes(beginning));

/** Words of the Slack folder, when there is no answer in time, and when there is none at all. */
const working: Text = { zh: '还在处理中', en: 'Still working on it' };
const broken: Text = { zh: '出错了，没有任何改动', en: 'Something went wrong and nothing was changed' };

export const isUnavailable = (text: string): boolean => says(text, [words.unavailable, words.slow]);

/** @param text what the person reads */
export const outcomeOf = (text: string, effect: Effect | null): Outcome => {
  if (says(text, [words.bug, broken])) return 'bug';
  if (says(text, [words.unknown, working])) return 'unknown';
  if (isUnavailable(text)) return 'refused';
  return effect === null || success[effect.kind].test(text) ? 'ok' : 'refused';
};
