import type { Text } from '../../models/text.js';
import type { Entry } from '../useCase.js';

/** One thing that a command can do. Its use-case takes `{ text }`: what was typed after its word. */
export interface Subcommand {
  /** What people type for it: the help shows the first of each language. */
  readonly words: readonly string[];
  /** What is typed after its word. */
  readonly usage?: Text;
  /** With `{line}` for the words that it is typed with. */
  readonly what: Text;
  readonly run: Entry;
  /** What it does to a record is felt by others: asked with a question mark it shows the record and does nothing. */
  readonly decides?: true;
  /** Its word is all there is to type: whatever follows it was meant as something else. */
  readonly alone?: true;
}

export interface Command {
  readonly name: string;
  /** With the slash or without. */
  readonly words: readonly string[];
  readonly what: Text;
  /** What it does when nothing follows it. */
  readonly usual: string;
  /** What it does with a record's number, or any word that names nothing else. */
  readonly otherwise: string;
  /** With the number of a record that another command shows it does something of its own. */
  readonly takesNumbersOfOthers?: true;
  readonly subs: Readonly<Record<string, Subcommand>>;
}
