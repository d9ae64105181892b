import type { z } from 'zod';
import type { Answer } from '../models/answer.js';
import type { Employee } from '../models/employee.js';
import { type Saying, saying, type Text } from '../models/text.js';
import type { Tx } from '../models/tx.js';
import type { FormView } from '../models/views.js';

/** Where a request came from; each history row names it. */
export type Surface = 'slack' | 'wecom' | 'dingtalk' | 'console' | 'import' | 'system';

export interface Context {
  readonly tx: Tx;
  readonly actor: Employee;
  readonly now: Date;
  readonly surface: Surface;
}

export interface UseCase<Input = never> {
  readonly schema: z.ZodType<Input>;
  readonly run: (ctx: Context, input: Input) => Promise<Answer>;
}

export const useCase = <Input>(
  schema: z.ZodType<Input>,
  run: (ctx: Context, input: Input) => Promise<Answer>,
): UseCase<Input> => ({ schema, run });

/** An expected no, in words that the person can act on. The transaction rolls back. */
export class Refusal extends Error {
  readonly words: Saying;

  constructor(text: Text, params?: Saying['params']) {
    super(text.en);
    this.name = 'Refusal';
    this.words = saying(text, params);
  }
}

/** The form's values will not do: it stays open and shows why. The transaction rolls back. */
export class BadForm extends Error {
  readonly form: FormView;

  constructor(form: FormView) {
    super(`The form ${form.form} was not accepted.`);
    this.name = 'BadForm';
    this.form = form;
  }
}

export const words = (text: Text, params?: Saying['params']): Answer => ({
  type: 'words',
  words: saying(text, params),
});
