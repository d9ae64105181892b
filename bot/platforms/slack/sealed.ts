import { seal, unsealed } from '../../seal.js';

const PURPOSE = 'response url';

/** What a modal takes to a person's client and back, although nobody there shall read or change it. */
export interface Sealed {
  readonly seal: (text: string) => string;
  /** @returns nothing for what was not sealed here, or was changed since */
  readonly open: (text: string) => string | undefined;
}

/** @param secret  that all instances have */
export const sealedWith = (secret: string): Sealed => ({
  seal: (text) => seal(secret, PURPOSE, text),
  open: (text) => unsealed(secret, PURPOSE, text),
});
