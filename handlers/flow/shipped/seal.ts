import { chief, finance, flow, legal, manager, reason, text } from './parts.js';

export const sealFlow = flow({
  key: 'seal',
  name: text('用印申请', 'Use of the seal'),
  fields: [
    { key: 'document', label: text('文件名称', 'Document'), type: 'text', required: true },
    {
      key: 'seal',
      label: text('印章', 'Seal'),
      type: 'choice',
      required: true,
      options: [
        { value: 'company', label: text('公章', 'Company seal') },
        { value: 'contract', label: text('合同章', 'Contract seal') },
        { value: 'finance', label: text('财务章', 'Finance seal') },
        { value: 'legal-person', label: text('法人章', 'Seal of the legal representative') },
      ],
    },
    { key: 'copies', label: text('份数', 'Copies'), type: 'number', required: true, min: 1, max: 1000 },
    reason,
  ],
  steps: [
    manager,
    {
      kind: 'fork',
      key: 'by-seal',
      name: text('按印章', 'By the seal'),
      takes: 'FIRST',
      branches: [
        {
          key: 'finance-seal',
          name: text('财务章', 'Finance seal'),
          when: { field: 'seal', op: 'eq', value: 'finance' },
          steps: [finance],
        },
        { key: 'other-seals', name: text('其他印章', 'Other seals'), steps: [legal] },
      ],
    },
    {
      ...chief,
      when: {
        any: [
          { field: 'seal', op: 'eq', value: 'company' },
          { field: 'seal', op: 'eq', value: 'legal-person' },
        ],
      },
    },
  ],
});
