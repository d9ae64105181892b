import { saying, type Text } from '../../models/text.js';
import type { Field } from '../../models/views.js';
import { namedPeriods } from '../input/period.js';
import { LONGEST_SEARCH } from '../page.js';
import { amountIn, type Filter } from './filter.js';
import type { Pipeline } from './pipeline.js';
import { words } from './words.js';

const texts = {
  whose: { zh: '谁的', en: 'Whose' },
  mine: { zh: '我的', en: 'Mine' },
  all: { zh: '全部', en: 'All I can see' },
  open: { zh: '进行中', en: 'Open' },
  won: { zh: '赢单', en: 'Won' },
  lost: { zh: '输单', en: 'Lost' },
  closed: { zh: '已结束', en: 'Closed' },
  any: { zh: '全部，含已结束', en: 'Open or closed' },
  period: { zh: '签约时间', en: 'Closing' },
  anyPeriod: { zh: '不限', en: 'Any time' },
  order: { zh: '顺序', en: 'Order' },
  amountPlaceholder: { zh: '50万以上、20-50万', en: '500k+, 20-50k' },
} satisfies Record<string, Text>;

type Options = NonNullable<Field['options']>;

const orders: Options = [
  { value: '', label: { zh: '默认', en: 'Default' } },
  { value: 'newest', label: { zh: '最新的在前', en: 'Newest first' } },
  { value: 'biggest', label: { zh: '金额最大的在前', en: 'Biggest first' } },
  { value: 'soonest', label: { zh: '最早到期的在前', en: 'Soonest first' } },
];

const choice = (name: keyof Filter, label: Text, value: string | undefined, options: Options): Field => ({
  ...{ name, label, type: 'choice', required: false, value: value ?? '' },
  options,
});

const byItself = ({ zh, en }: Text): Text => ({ zh, en: en.replace(/^./, (first) => first.toUpperCase()) });

/** A period that has no name stays where it is. */
const periodsWith = (period: Filter['period']): Options => [
  { value: '', label: texts.anyPeriod },
  ...Object.entries(namedPeriods).map(([value, name]) => ({ value, label: byItself(name) })),
  ...(period && !Object.hasOwn(namedPeriods, period)
    ? [{ value: period, label: period.replace('/', ' – ') }]
    : []),
];

/** By what a list of deals can be narrowed on a page; what else it was asked for stays. */
export function filterFields(filter: Filter, { stages }: Pipeline): readonly Field[] {
  const { team, owner, stage, outcome, amount = '', period, order } = filter;
  const isUnclear = amount !== '' && !amountIn(filter);
  return [
    ...(owner
      ? []
      : [
          choice('team', texts.whose, team ? 'true' : '', [
            { value: '', label: texts.mine },
            { value: 'true', label: texts.all },
          ]),
        ]),
    choice('stage', words.stage, stage, [
      { value: '', label: texts[outcome ?? 'open'] },
      ...stages.map(({ key, name }) => ({ value: key, label: name })),
    ]),
    choice('period', texts.period, period, periodsWith(period)),
    choice('order', texts.order, order, orders),
    {
      ...{ name: 'amount', label: words.amount, type: 'text', required: false, value: amount },
      placeholder: texts.amountPlaceholder,
      maxLength: LONGEST_SEARCH,
      ...(isUnclear && { error: saying(words.listNoAmount, { typed: amount }) }),
    },
  ];
}
