import type { Reader, Saying } from './text.js';
import type { Press } from './view-parts.js';
import type { FormView, View } from './views.js';

/** `refused` is an expected no, `later` may be a yes in a moment, `unsure` may have been saved, `bug` is ours. */
export type Undone = 'refused' | 'later' | 'unsure' | 'bug';

type Said =
  | {
      readonly type: 'words';
      readonly words: Saying;
      /** Nothing was done, for this reason; the words say it. */
      readonly undone?: Undone;
    }
  /** Drawn as a card for that person only. An answer to a press on such a card takes its place, unless it goes beside it. */
  | {
      readonly type: 'view';
      readonly view: View;
      /** For everybody in the group chat where it was asked, in this language and zone. */
      readonly as?: Pick<Reader, 'locale' | 'timeZone'>;
      /** A question back: nothing was done yet, and its buttons say what is to be. */
      readonly asks?: true;
      /** What it was opened from stays: that leads to others as well. */
      readonly beside?: true;
    }
  | { readonly type: 'form'; readonly form: FormView }
  /** The submitted form stays open and shows these under its fields. */
  | { readonly type: 'errors'; readonly form: FormView };

/** What a use-case says back to the person who asked. Plain JSON, as the inbox keeps it for repeats. */
export type Answer = Said & {
  /** What draws the card anew on which it was pressed, where that does not follow the truth by itself. */
  readonly redraw?: Press;
};

export const isBeside = (answer: Answer): boolean => answer.type === 'view' && answer.beside === true;

/** It says what was done, and leaves the card on which that was pressed to show what it has come to. */
export const isSaid = (answer: Answer): boolean =>
  answer.type === 'words' ||
  (answer.type === 'view' && answer.beside === true && answer.view.kind === 'notice');

/** What leaves a submitted form open. */
export const isOpen = (answer: Answer): boolean =>
  answer.type === 'errors' || (answer.type === 'view' && answer.asks === true);
