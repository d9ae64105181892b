/** What several views are made of. */
import type { Param, Saying, Text } from './text.js';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** What pressing something does: the name of a card action in `handlers/index.ts` and its input. */
export interface Press {
  readonly do: string;
  readonly input?: { readonly [key: string]: Json };
}

export interface Button {
  readonly label: Saying;
  readonly press: Press;
  readonly style?: 'primary' | 'danger';
}

export interface Person {
  readonly id: number;
  readonly name: string;
}

export interface Fact {
  readonly label: Text;
  readonly value: Param;
}

/** One line of a record's timeline. */
export interface TimelineEntry {
  readonly at: string;
  /** A person's name, or what does things by itself. */
  readonly who: string | Text;
  /** For whom, if not for themselves. */
  readonly onBehalfOf?: string;
  readonly what: Saying;
}

export interface StageView {
  readonly key: string;
  readonly name: Text;
  readonly outcome?: 'won' | 'lost';
}
