import type { FormField } from '../../../models/approval-flow.js';
import type { Text } from '../../../models/text.js';
import { chief, flow, manager, reason, text } from './parts.js';

const half = (halfOf: string, label: Text, hint: Text): FormField => ({
  key: `${halfOf}Half`,
  label,
  type: 'choice',
  options: [
    { value: 'morning', label: text('上午', 'Morning') },
    { value: 'afternoon', label: text('下午', 'Afternoon') },
  ],
  halfOf,
  hint,
});

export const leaveFlow = flow({
  key: 'leave',
  name: text('请假', 'Leave'),
  fields: [
    {
      key: 'kind',
      label: text('假别', 'Kind'),
      type: 'choice',
      required: true,
      options: [
        { value: 'annual', label: text('年假', 'Annual leave') },
        { value: 'sick', label: text('病假', 'Sick leave') },
        { value: 'personal', label: text('事假', 'Personal leave') },
        { value: 'marriage', label: text('婚假', 'Marriage leave') },
        { value: 'maternity', label: text('产假', 'Maternity leave') },
        { value: 'other', label: text('其他', 'Other') },
      ],
    },
    { key: 'from', label: text('开始日期', 'First day'), type: 'date', required: true },
    half(
      'from',
      text('开始时段', 'From which half'),
      text('空着就是从上午开始', 'Empty: from the morning on'),
    ),
    { key: 'until', label: text('结束日期', 'Last day'), type: 'date', required: true, notBefore: 'from' },
    half(
      'until',
      text('结束时段', 'Until which half'),
      text('空着就是到下午结束', 'Empty: until the afternoon ends'),
    ),
    {
      key: 'days',
      label: text('天数', 'Days'),
      type: 'number',
      min: 0.5,
      max: 366,
      daysOf: { from: 'from', until: 'until' },
      hint: text('空着就是这几天里的工作日', 'Empty: the working days from the first until the last'),
    },
    {
      key: 'deputy',
      label: text('工作代理人', 'Who stands in'),
      type: 'person',
      hint: text('通过后，请假期间由他代为审批', 'Once it is approved, they decide for you meanwhile'),
    },
    { ...reason, required: false },
  ],
  steps: [
    manager,
    {
      key: 'second-manager',
      name: text('上级的上级', 'The manager’s manager'),
      mode: 'ANY',
      assignees: [{ type: 'manager', level: 2 }],
      when: { field: 'days', op: 'gt', value: 3 },
      empty: 'PASS',
    },
    { ...chief, when: { field: 'days', op: 'gt', value: 10 } },
  ],
  dedupe: 'ONCE',
  copies: [{ at: 'end', to: [{ type: 'field', field: 'deputy' }] }],
  absence: { from: 'from', until: 'until', proxy: 'deputy' },
});
