import { above, amount, chief, finance, flow, manager, reason, text, theDeal } from './parts.js';

export const refundFlow = flow({
  key: 'refund',
  name: text('退款审批', 'Refund'),
  fields: [theDeal, amount, reason],
  steps: [manager, finance, { ...chief, when: above(100_000_00) }],
  keyFields: ['deal', 'amountCents', 'currency'],
});
