import { sha256 } from '../../../handlers/hash.js';

/** What a message of ours was: the card of a row of `shown_cards`, or an answer to what somebody did. */
export type Task = { readonly type: 'shown'; readonly shownCardId: number } | { readonly type: 'answer' };

const SHOWN = /^[0-9a-z]+-(?<id>\d{1,15})-(?<version>\d{1,15})-[0-9a-f]+$/;

/** The beginning of a message's own name, never used again in the app: `w1f3a9c2e-42-3`. @param key `42:3`, row and version */
export const shownName = (installation: string, key: string): string =>
  `${installation}-${key.replace(':', '-')}`;

/** The same for the same event, so that its repeat is one. @param part an event may be answered in several messages */
export const answerTaskId = (installation: string, eventKey: string, part: string): string =>
  `${installation}_${sha256(`${part} ${eventKey}`).slice(0, 40)}`;

export const readTaskId = (taskId: string): Task => {
  const id = SHOWN.exec(taskId)?.groups?.id;
  return id === undefined ? { type: 'answer' } : { type: 'shown', shownCardId: Number(id) };
};

const versionOf = (taskId: string): number => Number(SHOWN.exec(taskId)?.groups?.version ?? 0);

/** Has another message of the same card followed this one? One that is not written down yet is not older. */
export const isOlder = (taskId: string, newest: string | undefined): boolean =>
  newest !== undefined && versionOf(taskId) < versionOf(newest);
