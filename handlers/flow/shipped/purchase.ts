import { above, amount, chief, finance, flow, reason, text } from './parts.js';

export const purchaseFlow = flow({
  key: 'purchase',
  name: text('采购申请', 'Purchase'),
  fields: [
    { key: 'what', label: text('采购内容', 'What'), type: 'text', required: true },
    amount,
    { key: 'supplier', label: text('供应商', 'Supplier'), type: 'text' },
    {
      key: 'department',
      label: text('使用部门', 'For which department'),
      type: 'department',
      required: true,
    },
    { key: 'neededBy', label: text('到货日期', 'Needed by'), type: 'date' },
    { ...reason, required: false },
  ],
  steps: [
    {
      key: 'department-head',
      name: text('使用部门负责人', 'Head of the department'),
      mode: 'ANY',
      assignees: [{ type: 'head', field: 'department' }],
    },
    finance,
    { ...chief, when: above(50_000_00) },
  ],
  keyFields: ['amountCents', 'currency', 'department'],
});
