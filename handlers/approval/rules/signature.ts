import type { Instance, People } from '../../../models/approval-instance.js';
import { fold } from '../../input/fold.js';
import { nameOf } from './instance.js';
import { humanStep } from './nodes.js';
import { signatureMissing } from './refusals.js';

export const LONGEST_SIGNATURE = 200;

/** Keyboards have several dots for the one in 艾力·买买提. */
const DOTS = /[•‧∙・･]/g;

/** One way to write a name that is written in many: without spaces, in one width and case. */
const asSigned = (name: string): string => fold(name.normalize('NFC')).replace(/\s/g, '').replace(DOTS, '·');

/** Is it their own name? */
export const isSignedBy = (name: string, signature: string | undefined): boolean =>
  asSigned(signature ?? '') === asSigned(name);

/** Whoever acts for somebody signs with their own name. @throws Refusal where the step asks for a signature */
export const refuseUnsigned = (
  { definition }: Instance,
  stepKey: string,
  { byId, signature }: { readonly byId: number; readonly signature?: string | undefined },
  people: People,
) => {
  if (!humanStep(definition.steps, stepKey).signature) return;
  if (!isSignedBy(nameOf(byId, people), signature)) throw signatureMissing(byId, people);
};
