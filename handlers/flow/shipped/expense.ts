import { above, amount, chief, finance, flow, manager, reason, text } from './parts.js';

export const expenseFlow = flow({
  key: 'expense',
  name: text('报销', 'Expense'),
  fields: [
    amount,
    {
      key: 'kind',
      label: text('类别', 'Kind'),
      type: 'choice',
      required: true,
      options: [
        {
          value: 'travel',
          label: text('交通', 'Travel'),
          words:
            '差旅 打车 出租车 高铁 火车 火车票 机票 飞机 地铁 加油 停车 过路费 taxi cab train flight fare parking'.split(
              ' ',
            ),
        },
        {
          value: 'hotel',
          label: text('住宿', 'Hotel'),
          words: '酒店 宾馆 房费 lodging accommodation'.split(' '),
        },
        {
          value: 'meals',
          label: text('餐饮', 'Meals'),
          words: '餐费 午餐 晚餐 请客 招待 meal lunch dinner'.split(' '),
        },
        {
          value: 'office',
          label: text('办公', 'Office'),
          words: '文具 打印 快递 stationery courier'.split(' '),
        },
        { value: 'other', label: text('其他', 'Other') },
      ],
    },
    { key: 'spentOn', label: text('发生日期', 'Day'), type: 'date', required: true, past: true },
    { key: 'customer', label: text('客户', 'Customer'), type: 'customer' },
    reason,
  ],
  steps: [manager, finance, { ...chief, when: above(10_000_00) }],
  keyFields: ['amountCents', 'currency'],
  bulk: true,
});
