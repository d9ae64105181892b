import type { RequestDraft } from '../../models/request-draft.js';
import { DAY_MS } from '../duration.js';

const WARNING_DAYS = 7;

/** So long a draft is kept that nobody saves or opens again. */
export const KEPT_DAYS = 90;

/** From when on a draft is removed at night. */
export const removedFrom = ({ updatedAt }: Pick<RequestDraft, 'updatedAt'>): Date =>
  new Date(updatedAt.getTime() + KEPT_DAYS * DAY_MS);

/** Is it to be said already that it will be removed? */
export const isRemovedSoon = (draft: Pick<RequestDraft, 'updatedAt'>, now: Date): boolean =>
  removedFrom(draft).getTime() - now.getTime() <= WARNING_DAYS * DAY_MS;
