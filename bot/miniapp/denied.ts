import { TooLate, Unavailable } from '../../models/database.js';
import { type Saying, saying, type Text } from '../../models/text.js';
import { BadBody } from '../platforms/body.js';
import { words as botWords } from '../words.js';
import { words } from './words.js';

/** Why a request is answered with this status, in words for the person in front of the page. */
export class Denied extends Error {
  readonly status: number;
  readonly words: Saying;

  constructor(status: number, words: Saying | Text, params?: Saying['params']) {
    const said = 'text' in words ? words : saying(words, params);
    super(said.text.en);
    this.name = 'Denied';
    this.status = status;
    this.words = said;
  }
}

const badBodyWords: Record<BadBody['status'], Text> = {
  400: words.notJson,
  413: words.tooLong,
  415: words.notJson,
};

const badBody = ({ status, field }: BadBody): Denied =>
  field === undefined
    ? new Denied(status, badBodyWords[status])
    : new Denied(status, words.unreadable, { field });

/** @throws what is nothing that a person could be told */
export const deniedBy = (error: unknown): Denied => {
  if (error instanceof Denied) return error;
  if (error instanceof BadBody) return badBody(error);
  if (error instanceof Unavailable) return new Denied(503, botWords.unavailable);
  if (error instanceof TooLate) return new Denied(503, botWords.slow);
  throw error;
};
