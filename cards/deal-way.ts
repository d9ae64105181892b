import type { StageView } from '../models/view-parts.js';
import type { DealView } from '../models/views.js';

/** The way a deal goes: the open stages, then the outcome once it is there. A lost deal went no way to its end. */
export const way = ({ stage, stages }: DealView): readonly StageView[] => {
  if (stage.outcome === 'lost') return [stage];
  const open = stages.filter(({ outcome }) => !outcome);
  return open.some(({ key }) => key === stage.key) ? open : [...open, stage];
};
