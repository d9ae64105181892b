import type { FlowDefinition } from '../../../models/approval-flow.js';
import { above, chief } from './parts.js';

/**
 * The contract flow as shipped: the seller's manager; then legal and finance, one signature from each; then the
 * general manager for large contracts, and for those in a currency that the threshold cannot be compared with.
 * Reads the facts `amountCents` and `currency`.
 */
export const contractFlow: FlowDefinition = {
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
    { ...chief, when: above(500_000_00) },
  ],
};
