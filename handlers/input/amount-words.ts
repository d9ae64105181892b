/** The words with which people say amounts. */

/** What people call the currencies that they write most; of all others they write the code. */
export const currencyNames: Readonly<Record<string, string>> = {
  ...{ '¥': 'CNY', cny: 'CNY', rmb: 'CNY', 人民币: 'CNY' },
  ...{ $: 'USD', us$: 'USD', usd: 'USD', 美元: 'USD', 美金: 'USD' },
  ...{ '€': 'EUR', eur: 'EUR', 欧元: 'EUR', '£': 'GBP', gbp: 'GBP', 英镑: 'GBP' },
  ...{ hk$: 'HKD', hkd: 'HKD', 港币: 'HKD', 港元: 'HKD', nt$: 'TWD', twd: 'TWD', 新台币: 'TWD' },
  ...{ s$: 'SGD', sgd: 'SGD', 新加坡元: 'SGD', a$: 'AUD', aud: 'AUD', 澳元: 'AUD' },
  ...{ c$: 'CAD', cad: 'CAD', 加元: 'CAD', chf: 'CHF', 瑞士法郎: 'CHF' },
};
export const unitsAfter: Readonly<Record<string, string>> = {
  ...{ 元: 'CNY', 元整: 'CNY', 圆: 'CNY', 圆整: 'CNY', 块: 'CNY', 块钱: 'CNY', 元人民币: 'CNY', yuan: 'CNY' },
  ...{ dollars: 'USD', euros: 'EUR' },
};

/** Currencies that we have no word for, or do not take. */
export const rareCurrencyNames = new Set(
  '日元 日圆 韩元 韩币 泰铢 卢布 卢比 越南盾 林吉特 yen baht rubles rupees'.split(' '),
);

/** How many zeros a scale adds. A lone letter must touch its number: `3 m` of cable is not money. */
export const letterZeros: Readonly<Record<string, number>> = { k: 3, w: 4, m: 6, mn: 6, bn: 9 };
export const wordZeros: Readonly<Record<string, number>> = {
  ...{ 百: 2, 千: 3, 万: 4, 萬: 4, 十万: 5, 百万: 6, 千万: 7 },
  ...{ 亿: 8, 億: 8, 十亿: 9, 百亿: 10, 千亿: 11, 万亿: 12 },
  ...{ thousand: 3, grand: 3, million: 6, mil: 6, billion: 9 },
};

/** The first begins none of the second: 不超过 is no 超过. */
export const MORE_THAN = '大于等于|大于|多于|超过|高于|不低于|不少于|不小于|至少|最少';
export const LESS_THAN = '小于等于|小于|少于|低于|不到|不足|不超过|不高于|不大于|不多于|至多|最多';
export const AT_LEAST = `${MORE_THAN}|>=?|≥|over|above|(?:more|greater|bigger|larger|higher) than|at least|min(?:imum)?`;
export const AT_MOST = `${LESS_THAN}|<=?|≤|under|below|(?:less|lower|smaller) than|at most|up to|max(?:imum)?`;
export const AND_MORE = '[及或]?以上|起|\\+|(?:and|or) (?:more|above|over|up|higher)';
export const AND_LESS = '[及或]?以[下内]|(?:and|or) (?:less|below|under)';
/** Those of an amount that somebody has in mind for one deal. */
export const VAGUE_BOUND =
  'up to|at (?:least|most)|over|under|(?:more|less) than|不到|不足|至少|最多|超过|不超过|不低于';

/** 预算约20万, `around 20k` */
export const ROUGH_BEFORE =
  /^(?:(?:金额|预算|报价|总价|合同额|budget)(?:是|为|[:：])? ?)?(?:(?:大?约|大概|差不多|将近|接近|近|around|about|approx(?:\.|imately)?|roughly|ca\.?|[~≈]) ?)?/;
/** 20万左右, 20来万, 20个亿, `20 k` */
export const ROUGH_WITHIN =
  / ?(?:左右|上下|or so)$|(?<=[\d十百千])来(?=[十百千万亿w])|(?<=\d)(?:个| (?=[kw]\b))(?=[kw万亿])/g;

/** What may stand around an amount and say how much of it is meant. */
export const aroundMoney = new Set(
  [
    'around about approx approx. approximately roughly ca ca. or so budget',
    'between from to and up at least most over under more less than per a year month - ~ / k w',
    '约 大约 大概 差不多 将近 接近 近 左右 上下 金额 预算 报价 总价 合同额 从 到 至 或 不到 至少 最多 超过',
  ].flatMap((line) => line.split(' ')),
);
