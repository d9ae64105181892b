import type { Saying } from '../../models/text.js';
import { type Decision, isExtra, type Outcome, outcomes, type Planned } from './row.js';

/** As many different sentences are kept apart; a wrong column would make one for each row. */
const MOST_SENTENCES = 1_000;
const MOST_LINES = 5;
const FIRST_ROWS = 5;

/** A sentence, how many rows it is true of, and the first of their lines. */
export interface Counted {
  readonly saying: Saying;
  readonly count: number;
  readonly lines: readonly number[];
}

class Sentences {
  readonly #counted = new Map<string, Counted>();
  #overflow = 0;

  add(saying: Saying, line: number) {
    const key = JSON.stringify(saying);
    const { count, lines } = this.#counted.get(key) ?? { count: 0, lines: [] };
    if (count === 0 && this.#counted.size >= MOST_SENTENCES) {
      this.#overflow += 1;
      return;
    }
    const shown = lines.length < MOST_LINES ? [...lines, line] : lines;
    this.#counted.set(key, { saying, count: count + 1, lines: shown });
  }

  /** The most frequent ones, and of how many rows the others are true. */
  most(kinds: number): { readonly shown: readonly Counted[]; readonly others: number } {
    const all = [...this.#counted.values()].sort((a, b) => b.count - a.count);
    const others = all.slice(kinds).reduce((sum, { count }) => sum + count, this.#overflow);
    return { shown: all.slice(0, kinds), others };
  }
}

/** What becomes of all rows of a file. */
export class Tally {
  readonly counts: Record<Outcome, number> = { created: 0, updated: 0, unchanged: 0, skipped: 0, failed: 0 };
  readonly problems = new Sentences();
  readonly notes = new Sentences();
  readonly extras: Record<'department' | 'manager', string[]> = { department: [], manager: [] };
  /** The first rows, as understood. */
  readonly first: Decision[] = [];

  get total(): number {
    return outcomes.reduce((sum, outcome) => sum + this.counts[outcome], 0);
  }

  add(planned: readonly Planned[]) {
    for (const one of planned) isExtra(one) ? this.extras[one.extra].push(one.name) : this.#count(one);
  }

  #count(decision: Decision) {
    const { outcome, row, problems, notes } = decision;
    this.counts[outcome] += 1;
    for (const { what } of problems) this.problems.add(what, row.line);
    for (const note of notes) this.notes.add(note, row.line);
    if (this.first.length < FIRST_ROWS && decision.facts().length > 0) this.first.push(decision);
  }
}
