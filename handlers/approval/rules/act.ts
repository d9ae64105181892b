import type { ApprovalEvent, Instance, People } from '../../../models/approval-instance.js';

export type Event<Type extends ApprovalEvent['type']> = Extract<ApprovalEvent, { type: Type }>;

/**
 * What one kind of event makes of an approval.
 * @throws Refusal with the truth for whoever may not do this, or not any more
 */
export type Act<Type extends ApprovalEvent['type']> = (
  instance: Instance,
  event: Event<Type>,
  now: Date,
  people: People,
) => Instance;
