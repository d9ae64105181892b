/** Where somebody signs: in the form behind "Approve", and in the one that adds signers after an approval. */
import type { Employee } from '../../models/employee.js';
import { type Saying, saying, type Text } from '../../models/text.js';
import type { Field } from '../../models/views.js';
import { filled, textError } from '../fields.js';
import { isSignedBy, LONGEST_SIGNATURE } from './rules/signature.js';
import { words } from './words.js';

/** @param hint with `{name}` */
export const signatureField = (
  { name }: Employee,
  required: boolean,
  hint: Text = words.signatureHint,
): Field => ({
  name: 'signature',
  label: words.signature,
  type: 'text',
  required,
  hint: filled(hint, { name }),
  maxLength: LONGEST_SIGNATURE,
});

/** What is wrong with the name that somebody has typed as theirs. */
export const signatureError = ({ name }: Employee, typed = ''): Saying | undefined => {
  const signature = typed.trim();
  return textError(words.signature, LONGEST_SIGNATURE, signature) ?? otherError(name, signature);
};

const otherError = (name: string, signature: string): Saying | undefined =>
  isSignedBy(name, signature) ? undefined : saying(words.signatureOther, { name });
