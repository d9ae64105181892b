import { flow, manager, text } from './parts.js';

export const circulationFlow = flow({
  key: 'circulation',
  name: text('公文传阅', 'Document to read'),
  fields: [
    { key: 'title', label: text('标题', 'Title'), type: 'text', required: true },
    { key: 'content', label: text('正文', 'Text'), type: 'longText', required: true },
    { key: 'readers', label: text('传阅对象', 'Readers'), type: 'people', required: true },
  ],
  steps: [
    manager,
    {
      key: 'readers',
      name: text('传阅', 'Readers'),
      mode: 'ALL',
      assignees: [{ type: 'field', field: 'readers' }],
      reading: true,
      own: 'SKIP',
      empty: 'PASS',
    },
  ],
});
