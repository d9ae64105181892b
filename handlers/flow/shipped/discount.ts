import { chief, finance, flow, manager, reason, text, theDeal } from './parts.js';

export const discountFlow = flow({
  key: 'discount',
  name: text('折扣审批', 'Discount'),
  fields: [
    theDeal,
    {
      key: 'percent',
      label: text('折扣（%）', 'Discount (%)'),
      type: 'number',
      required: true,
      min: 0.1,
      max: 100,
    },
    reason,
  ],
  steps: [
    manager,
    { ...finance, when: { field: 'percent', op: 'gt', value: 10 } },
    { ...chief, when: { field: 'percent', op: 'gt', value: 20 } },
  ],
  keyFields: ['deal', 'percent'],
});
