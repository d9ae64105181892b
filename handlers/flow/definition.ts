import type { FlowDefinition } from '../../models/approval-flow.js';
import type { Text } from '../../models/text.js';
import { Refusal } from '../useCase.js';
import { flowDefinition } from './schema.js';
import { faults } from './schema-words.js';

export { flowDefinition } from './schema.js';

const unreadable: Text = {
  zh: '流程设置有误（{place}）：{fault}',
  en: 'The flow is not right at {place}: {fault}',
};

/** @throws Refusal naming the first place that is wrong, for whoever wrote the definition */
export const readFlow = (data: unknown): FlowDefinition => {
  const read = flowDefinition.safeParse(data);
  if (read.success) return read.data;

  const { path = [], message = '' } = read.error.issues[0] ?? {};
  const fault = Object.values(faults).find((one) => one.en === message) ?? { zh: message, en: message };
  throw new Refusal(unreadable, { place: path.join(' › ') || '/', fault });
};

/**
 * The contract flow as shipped: the seller's manager; then legal and finance, one signature from each; then the
 * general manager for large contracts, and for those in a currency that the threshold cannot be compared with.
 * Reads the facts `amountCents` and `currency`.
 */
export const contractFlow = (thresholdCents = 500_000_00, baseCurrency = 'CNY'): FlowDefinition => ({
  key: 'contract',
  purpose: 'contract',
  name: { zh: '合同审批', en: 'Contract approval' },
  keyFields: ['customerId', 'amountCents', 'currency'],
  bulk: true,
  steps: [
    {
      key: 'sales-manager',
      name: { zh: '销售主管', en: 'Sales manager' },
      mode: 'ANY',
      assignees: [{ type: 'manager', level: 1 }],
    },
    {
      key: 'legal-and-finance',
      name: { zh: '法务与财务会签', en: 'Legal and finance' },
      mode: 'ALL',
      assignees: [
        { type: 'role', role: 'legal', members: 'any' },
        { type: 'role', role: 'finance', members: 'any' },
      ],
    },
    {
      key: 'general-manager',
      name: { zh: '总经理', en: 'General manager' },
      mode: 'ANY',
      assignees: [{ type: 'role', role: 'general-manager', members: 'any' }],
      when: {
        any: [
          { field: 'currency', op: 'ne', value: baseCurrency },
          { field: 'amountCents', op: 'gt', value: thresholdCents },
        ],
      },
    },
  ],
});
