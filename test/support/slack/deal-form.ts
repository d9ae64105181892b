import type { Ask } from '../../../bot/platforms/platform.js';
import type { FormView } from '../../../models/views.js';
import { both } from '../outcomes.js';

export const same = (text: string) => ({ zh: text, en: text });

export const dealForm = (error?: string, more: Partial<FormView> = {}): FormView => ({
  kind: 'form',
  form: 'deal.new',
  title: same('New deal'),
  submit: same('Save'),
  fields: [
    { name: 'title', label: same('Title'), type: 'text', required: true, value: '钢材' },
    {
      name: 'amount',
      label: same('Amount'),
      type: 'money',
      required: true,
      ...(error && { error: both(error) }),
    },
  ],
  context: { draft: 5 },
  ...more,
});

/** What is asked for, whichever way. */
export const nameIn = (ask: Ask): string =>
  ask.kind === 'command' ? ask.text : ask.kind === 'press' ? ask.do : ask.form;
