import type { Instance, People } from '../../../models/approval-instance.js';
import type { ApprovalState, TaskState } from '../../../models/approval-view.js';
import { DAY_MS } from '../../duration.js';
import type { Act } from './act.js';
import {
  adminOnly,
  ownerOrAdminOnly,
  reasonMissing,
  standing,
  tooLateToRevoke,
  withdrawNever,
  withdrawOthers,
  withdrawTooLate,
} from './refusals.js';
import { STAND_IN_ROLE } from './staffing.js';
import { finish } from './steps.js';

const USUAL_REVOKE_DAYS = 30;

const isUnderWay = ({ state }: Instance): boolean => state === 'running' || state === 'returned';

export const isAdmin = (id: number, { roles }: People): boolean =>
  roles[STAND_IN_ROLE]?.includes(id) ?? false;

const decisions: readonly TaskState[] = ['approved', 'decided_waiting', 'rejected', 'returned'];

/** Whoever hands it on, or gives an opinion, has decided nothing. */
const isDecided = ({ tasks }: Instance): boolean => tasks.some(({ state }) => decisions.includes(state));

const ended = (
  instance: Instance,
  state: ApprovalState,
  byId: number,
  reason: string | undefined,
  now: Date,
) => ({
  ...finish(instance, state, now),
  endedById: byId,
  endReason: reason?.trim() || null,
});

/** May whoever it belongs to still take it back, as the flow would have it? */
export const isWithdrawable = (instance: Instance): boolean => {
  const policy = instance.definition.withdraw ?? 'APPROVED';
  return isUnderWay(instance) && policy !== 'NEVER' && (policy === 'APPROVED' || !isDecided(instance));
};

export const withdraw: Act<'withdraw'> = (instance, event, now, people) => {
  if (!isUnderWay(instance)) throw standing(instance, people);
  if (event.byId !== instance.ownerId) throw withdrawOthers(instance, people);
  if (instance.definition.withdraw === 'NEVER') throw withdrawNever();
  if (!isWithdrawable(instance)) throw withdrawTooLate();
  return ended(instance, 'withdrawn', event.byId, event.comment, now);
};

export const terminate: Act<'terminate'> = (instance, event, now, people) => {
  if (!isAdmin(event.byId, people)) throw adminOnly();
  if (!isUnderWay(instance)) throw standing(instance, people);
  if (!event.comment.trim()) throw reasonMissing(instance, people);
  return ended(instance, 'terminated', event.byId, event.comment, now);
};

/** One that revokes another stands. */
export const isVoidable = ({ state, reversesId }: Instance): boolean =>
  state === 'approved' && reversesId === null;

/** What was approved is no longer valid. */
export const declareVoid: Act<'void'> = (instance, event, now, people) => {
  if (!isAdmin(event.byId, people)) throw adminOnly();
  if (!isVoidable(instance)) throw standing(instance, people);
  if (!event.comment.trim()) throw reasonMissing(instance, people);
  return ended(instance, 'voided', event.byId, event.comment, now);
};

/** Is it approved, lately enough to be revoked? */
export const isRevocable = (instance: Instance, now: Date): boolean => {
  const { endedAt, definition } = instance;
  const days = definition.revokeDays ?? USUAL_REVOKE_DAYS;
  return isVoidable(instance) && now.getTime() - Number(endedAt) <= days * DAY_MS;
};

/** From now on a second approval decides whether this one still stands. */
export const revoke: Act<'revoke'> = (instance, event, now, people) => {
  if (instance.state !== 'approved') throw standing(instance, people);
  if (event.byId !== instance.ownerId && !isAdmin(event.byId, people))
    throw ownerOrAdminOnly(instance, people);
  if (!event.comment.trim()) throw reasonMissing(instance, people);
  if (!isRevocable(instance, now)) throw tooLateToRevoke(instance.definition.revokeDays ?? USUAL_REVOKE_DAYS);
  return { ...instance, state: 'revoking', endedById: event.byId, endReason: event.comment.trim() };
};

export const revoked: Act<'revoked'> = (instance, _, now, people) => {
  if (instance.state !== 'revoking') throw standing(instance, people);
  return { ...instance, state: 'revoked', endedAt: now };
};

export const stayApproved: Act<'revokeRefused'> = (instance, _, __, people) => {
  if (instance.state !== 'revoking') throw standing(instance, people);
  return { ...instance, state: 'approved', endedById: null, endReason: null };
};
