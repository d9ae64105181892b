import { type Condition, everything, isOneOf } from './database/condition.js';

/** Whose records a person sees: everybody's, or those of some employees. */
export type Scope = 'all' | readonly number[];

export const ownedWithin = (scope: Scope, column = 'ownerId'): Condition =>
  scope === 'all' ? everything : isOneOf(column, scope);
