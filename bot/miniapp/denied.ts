import { type Saying, saying, type Text } from '../../models/text.js';

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
