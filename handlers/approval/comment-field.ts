/** Where somebody says something about an approval: why it is rejected, what is asked. */
import { z } from 'zod';
import type { Saying, Text } from '../../models/text.js';
import type { Field } from '../../models/views.js';
import { textError } from '../fields.js';
import { withId } from '../useCase.js';

export const LONGEST_COMMENT = 1000;

/** Stands for what is not written yet, where it is only asked whether it may be. */
export const ANYTHING = '…';

export const commentField = (
  label: Text,
  more: Partial<Pick<Field, 'name' | 'required' | 'hint'>> = {},
): Field => ({
  name: 'comment',
  label,
  type: 'longText',
  required: true,
  maxLength: LONGEST_COMMENT,
  ...more,
});

/** What a form sends that has this field alone, about one approval. */
export const withComment = withId.extend({ values: z.object({ comment: z.string().default('') }) });

/** What is wrong with what must be said there. */
export const commentError = (label: Text, comment: string): Saying | undefined =>
  textError(label, LONGEST_COMMENT, comment);
