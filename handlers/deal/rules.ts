import type { Deal } from '../../models/deal.js';
import type { RequiredField, Stage } from './pipeline.js';

type Required = Pick<Deal, 'customerId' | 'amountCents' | 'expectedClose'>;

const isMissing: Record<RequiredField, (deal: Required) => boolean> = {
  customer: ({ customerId }) => customerId === null,
  amount: ({ amountCents }) => amountCents <= 0,
  expectedClose: ({ expectedClose }) => expectedClose === null,
};

/** What the deal lacks before it may enter the stage. */
export const missingFor = ({ required }: Stage, deal: Required): RequiredField[] =>
  required.filter((field) => isMissing[field](deal));

/** The deal in another stage; an end stage closes it, any other opens it again. The reason is of the stage. */
export const inStage = (
  deal: Deal,
  { key, outcome }: Stage,
  now: Date,
  reason: string | null = null,
): Deal => ({
  ...deal,
  stage: key,
  stageChangedAt: now,
  closedAt: outcome ? now : null,
  closedReason: reason,
});
