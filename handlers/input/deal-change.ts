/** A change of a deal as one says it: 金额改成30万, `close date next friday`, 推迟到月底, 推迟一周. */
import { changeReader } from './change.js';
import { isPeriod, readDateField } from './date.js';
import type { FieldNames } from './line.js';
import { isShift } from './shift.js';
import { isVagueMoney, readRoughMoney } from './vague-amount.js';

export const dealFieldNames = {
  customer: ['客户', 'account', 'company'],
  amount: ['金额', '价格', '预算', 'price', 'value'],
  title: ['标题', '名称', 'name'],
  expectedClose: [
    ...[
      '日期',
      '成交',
      '预计日期',
      '成交日期',
      '预计成交',
      '预计成交日期',
      '签约日期',
      '预计签约日',
      '预计签约日期',
    ],
    ...['close', 'date', 'close date', 'closing date', 'expected close', 'expected close date'],
  ],
} satisfies FieldNames;
type Field = keyof typeof dealFieldNames;

const read = changeReader<Field>(dealFieldNames);

/** What changes, by field, if all of a text says so. */
export function readDealChange(text: string, now: Date, timeZone: string) {
  const kinds: Record<Field, (value: string) => boolean> = {
    customer: () => false,
    amount: (value) => readRoughMoney(value) !== undefined || isVagueMoney(value),
    title: () => false,
    expectedClose: (value) =>
      readDateField(value, now, timeZone) !== undefined || isPeriod(value) || isShift(value),
  };
  return read(text, {
    fits: (field, value) => kinds[field](value),
    fieldFor: (value) => (['expectedClose', 'amount'] as const).find((field) => kinds[field](value)),
    fieldAlone: (said) => (isShift(said) ? 'expectedClose' : undefined),
  });
}
