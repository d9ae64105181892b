import type { Copy } from '../../../models/approval-flow.js';
import type { Instance, People } from '../../../models/approval-instance.js';
import { everybodyNamed } from './named.js';

type Moment = 'submit' | 'end';

const at: Record<Copy['at'], readonly Moment[]> = {
  submit: ['submit'],
  end: ['end'],
  both: ['submit', 'end'],
};

const momentOf = (before: Instance, after: Instance): readonly Moment[] => [
  ...(before.state === 'draft' ? (['submit'] as const) : []),
  ...(before.endedAt === null && after.endedAt !== null ? (['end'] as const) : []),
];

/** Who is told of what has just happened, each person once. A copy is for reading: it changes nothing. */
export const newCopies = (before: Instance, after: Instance, people: People): readonly number[] => {
  const moments = momentOf(before, after);
  const due = (after.definition.copies ?? []).filter((copy) =>
    at[copy.at].some((moment) => moments.includes(moment)),
  );
  const named = everybodyNamed(
    due.flatMap(({ to }) => to),
    after,
    people,
  );
  return named.filter((id) => id !== after.initiatorId);
};
