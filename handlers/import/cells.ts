import { type Saying, saying, type Text } from '../../models/text.js';
import { readCurrency, readMoney, type TypedMoney } from '../input/amount.js';
import { isSerial, readDay } from './dates.js';
import type { Match, Unsure } from './directory.js';
import type { Field, Row, Rules } from './row.js';
import { notes, type Problem, problem, troubles } from './words.js';

/** `1.38001E+10`: what Excel makes of a long number in a narrow column. */
const SHORTENED = /^\d(?:\.\d+)?e\+\d+$/i;

/**
 * Reads the values of a row. What cannot be read becomes a problem and null, so that a person finds all that is wrong
 * with a row at once.
 */
export class Cells<Name extends string> {
  readonly problems: Problem[] = [];
  readonly notes: Saying[] = [];
  /** What stands in the file where something else was understood. */
  readonly asWritten: Record<string, string> = {};
  readonly row: Row;
  readonly #fields: Readonly<Record<Name, Field>>;
  readonly #rules: Rules;

  constructor(row: Row, fields: Readonly<Record<Name, Field>>, rules: Rules) {
    this.row = row;
    this.#fields = fields;
    this.#rules = rules;
    if (row.surplus > 0) this.fault(problem(troubles.surplus, { count: row.surplus }));
    for (const name of Object.keys(fields) as Name[]) this.#check(name);
  }

  fault(trouble: Problem) {
    this.problems.push(trouble);
  }

  note(text: Text, params?: Saying['params']) {
    this.notes.push(saying(text, params));
  }

  label(name: Name): Text {
    return this.#fields[name].label;
  }

  /** Is there such a column? */
  has(name: Name): boolean {
    return this.row.values[name] !== undefined;
  }

  /** Empty when it is blank. */
  raw(name: Name): string {
    return this.row.values[name] ?? '';
  }

  text(name: Name): string | null {
    return this.raw(name) || null;
  }

  day(name: Name): string | null {
    const text = this.raw(name);
    return this.#read(text, readDay(text, this.#rules.dates), () =>
      problem(isSerial(text) ? troubles.serialDay : troubles.badDay, { field: this.label(name), text }),
    );
  }

  /** The currency may stand in the amount or in a column of its own. */
  money(name: Name, currencyName: Name): TypedMoney | null {
    const text = this.raw(name);
    const money = this.#read(text, readMoney(text), () =>
      problem(troubles.badMoney, { field: this.label(name), text }),
    );
    const currency = this.currency(currencyName);
    if (money?.currency && currency && money.currency !== currency)
      this.fault(problem(troubles.twoCurrencies, { text, currency }));
    return money && { ...money, ...(currency && { currency }) };
  }

  currency(name: Name): string | null {
    return readCurrency(this.raw(name)) ?? null;
  }

  /** One of a few words. */
  choice<T>(name: Name, read: (text: string) => T | undefined, fault: (text: string) => Problem): T | null {
    const text = this.raw(name);
    return this.#read(text, text ? read(text) : undefined, () => fault(text));
  }

  /** Somebody or something that the cell names. */
  reference<T>(name: Name, find: (text: string) => Match<T>, words: ReferenceWords<T>): T | null {
    const text = this.raw(name);
    if (!text) return null;
    const match = find(text);
    if (!match.sure) {
      this.fault(words.fault(text, match, this.label(name)));
      return null;
    }
    if (!match.exact) this.#understood(name, text, words.nameOf(match.found));
    return match.found;
  }

  #understood(name: Name, text: string, as: string) {
    this.asWritten[name] = text;
    this.note(notes.understood, { field: this.label(name), text, as });
  }

  #read<T>(text: string, value: T | undefined, fault: () => Problem): T | null {
    if (!text) return null;
    if (value === undefined) this.fault(fault());
    return value ?? null;
  }

  #check(name: Name) {
    const { required, max, label, type } = this.#fields[name];
    const text = this.raw(name);
    const length = text.length;
    if (required && length === 0) this.fault(problem(troubles.missing, { field: label }));
    if (max && length > max) this.fault(problem(troubles.tooLong, { field: label, length, max }));
    if (!type && SHORTENED.test(text)) this.fault(problem(troubles.shortened, { field: label, text }));
    if (type === 'currency' && text && !readCurrency(text))
      this.fault(problem(troubles.badCurrency, { text }));
  }
}

/** How to speak of what a cell refers to. */
export interface ReferenceWords<T> {
  readonly nameOf: (found: T) => string;
  readonly fault: (text: string, match: Unsure<T>, field: Text) => Problem;
}
