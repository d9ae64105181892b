import { type Saying, saying, type Text } from '../models/text.js';
import { repeated } from './fields.js';
import { isPercentage, isRareMoney, isTooMuch, MOST_CENTS } from './input/amount.js';
import { isNoSuchDay, isPeriod } from './input/date.js';
import { isVagueMoney } from './input/vague-amount.js';

const words = {
  amount: {
    zh: '看不懂这个金额。可以写 20000、2万 或 ¥3,000.50。',
    en: 'This amount cannot be read. Write 20000, 1.2m or ¥3,000.50.',
  },
  tooMuch: {
    zh: '这个金额太大了，最多 {most}（9000亿）。',
    en: 'This is too large: an amount is at most {most}.',
  },
  percentage: {
    zh: '“{typed}”是百分比，这里要写金额，例如 20000 或 2万。',
    en: '"{typed}" is a percentage. Write an amount here, such as 20000 or 1.2m.',
  },
  vague: {
    zh: '“{typed}”不是一个确定的金额，请写一个数，例如 28万。',
    en: '"{typed}" is not one amount. Write a single one, such as 280k.',
  },
  currency: {
    zh: '“{typed}”的币种不认识或不支持。可以写 CNY、USD、THB 这样的代码；日元等没有“分”的币种，请先折算。',
    en: 'The currency of "{typed}" is not known or not taken. Write a code such as CNY, USD or THB; what is in yen, which has no hundredths, has to be converted.',
  },
  day: {
    zh: '看不懂这个日期。可以写 2026-12-31、下周五 或 月底。',
    en: 'This date cannot be read. Write 2026-12-31, next friday or end of month.',
  },
  period: {
    zh: '“{typed}”是哪一天？可以写 2026-12-31、下周五 或 月底。',
    en: 'Which day is "{typed}"? Write 2026-12-31, next friday or end of month.',
  },
  noSuchDay: {
    zh: '没有“{typed}”这一天。可以写 2026-12-31、下周五 或 月底。',
    en: 'There is no day "{typed}". Write 2026-12-31, next friday or end of month.',
  },
} satisfies Record<string, Text>;

/** What is wrong with an amount that was not understood. */
export function unreadableAmount(typed: string): Saying {
  if (isTooMuch(typed)) return saying(words.tooMuch, { most: MOST_CENTS / 100 });
  if (isPercentage(typed)) return saying(words.percentage, { typed: repeated(typed) });
  if (isVagueMoney(typed)) return saying(words.vague, { typed: repeated(typed) });
  return isRareMoney(typed) ? saying(words.currency, { typed: repeated(typed) }) : saying(words.amount);
}

/** What is wrong with a day that was not understood. */
export function unreadableDay(typed: string): Saying {
  if (isPeriod(typed)) return saying(words.period, { typed: repeated(typed) });
  return isNoSuchDay(typed) ? saying(words.noSuchDay, { typed: repeated(typed) }) : saying(words.day);
}
