/** What the flows that are shipped have in common. */
import type { FlowDefinition, FormField, StepDefinition } from '../../../models/approval-flow.js';
import type { Text } from '../../../models/text.js';

export const text = (zh: string, en: string): Text => ({ zh, en });

export const manager: StepDefinition = {
  key: 'manager',
  name: text('直属上级', 'Manager'),
  mode: 'ANY',
  assignees: [{ type: 'manager', level: 1 }],
};

const byRole = (role: string, name: Text): StepDefinition => ({
  key: role,
  name,
  mode: 'ANY',
  assignees: [{ type: 'role', role, members: 'any' }],
});

export const finance = byRole('finance', text('财务', 'Finance'));
export const legal = byRole('legal', text('法务', 'Legal'));
export const chief = byRole('general-manager', text('总经理', 'General manager'));

/** Money is compared in cents; what is in another currency cannot be, so it goes there as well. */
export const above = (cents: number): NonNullable<StepDefinition['when']> => ({
  any: [
    { field: 'currency', op: 'ne', value: 'CNY' },
    { field: 'amountCents', op: 'gt', value: cents },
  ],
});

export const amount: FormField = {
  key: 'amount',
  label: text('金额', 'Amount'),
  type: 'money',
  required: true,
  min: 0.01,
};
export const reason: FormField = {
  key: 'reason',
  label: text('事由', 'Reason'),
  type: 'longText',
  required: true,
  max: 1000,
};
export const theDeal: FormField = { key: 'deal', label: text('商机', 'Deal'), type: 'deal', required: true };

type Asked = Omit<FlowDefinition, 'purpose' | 'form'> & { readonly fields: readonly FormField[] };

export const flow = ({ key, name, fields, steps, ...more }: Asked): FlowDefinition => ({
  key,
  purpose: key,
  name,
  form: { fields },
  steps,
  ...more,
});
