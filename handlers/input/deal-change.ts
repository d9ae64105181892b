/** A change of a deal as one says it: 金额改成30万, `close date next friday`, 推迟到月底. */
import { isPeriod, readDateField } from './date.js';
import type { FieldNames } from './line.js';
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

const fields = new Map(
  Object.entries(dealFieldNames).flatMap(([field, names]) =>
    [field, ...names].map((name) => [name.toLowerCase(), field as Field] as const),
  ),
);
const FIELD = [...fields.keys()].sort((one, other) => other.length - one.length).join('|');

const TO =
  '改[成为到]|[调变换]成|调整?[到为]|推[迟后]?到|提前到|延[期后迟]?到|定[在为]|[是为到:：]|(?:(?:move|push|postpone|change)d? )?to(?= )|is(?= )';
const BEFORE =
  '^(?:[把将的其]|商机|deal(?= )|(?:please|change|set|update|move|push|postpone|the|its)(?= )|\\s)*';
const NAMED = new RegExp(
  `${BEFORE}(?<name>${FIELD})(?![a-z])(?: of)?\\s*(?:(?<to>${TO})\\s*)?(?<value>\\S.*)$`,
  'isu',
);
const UNNAMED = new RegExp(`${BEFORE}(?:${TO})\\s*(?<value>\\S.*)$`, 'isu');

/** Between two changes, and not within 3,000. */
const BETWEEN = /(?<!\d)[,，；;]|[,，；;](?!\d)|\s+and\s+|并且?(?=把|将|金额|日期)/u;
const SAID_BEHIND = /(?:吧|了)?[\s。！!]*$/u;

type Change = readonly [field: Field, value: string];

/** Undefined where it is neither a day nor an amount, nor nearly one. */
function fieldFor(value: string, now: Date, timeZone: string): Field | undefined {
  if (readDateField(value, now, timeZone) !== undefined || isPeriod(value)) return 'expectedClose';
  return readRoughMoney(value) || isVagueMoney(value) ? 'amount' : undefined;
}

/** `title is wrong` */
const SAYS_ONLY = /^(?:[是为]|is)$/i;

/** 客户同意了 and 价格太高 change nothing: without a word such as 改成 its value has to be of that kind. */
function changeIn(text: string, now: Date, timeZone: string): Change | undefined {
  const { name, to, value } = NAMED.exec(text)?.groups ?? UNNAMED.exec(text)?.groups ?? {};
  if (value === undefined) return undefined;
  const field = fields.get(name?.toLowerCase() ?? '');
  const fits = fieldFor(value, now, timeZone);
  if (field === undefined) return fits && [fits, value];
  return (to !== undefined && !SAYS_ONLY.test(to)) ||
    fits === field ||
    (field === 'amount' && readRoughMoney(value))
    ? [field, value]
    : undefined;
}

const LONGEST = 300;

/** What changes, by field, if all of a text says so. */
export function readDealChange(
  text: string,
  now: Date,
  timeZone: string,
): Readonly<Partial<Record<Field, string>>> | undefined {
  if (text.length > LONGEST) return undefined;
  const parts = text.replace(SAID_BEHIND, '').split(BETWEEN);
  const changes = parts.map((part) => changeIn(part.trim(), now, timeZone));
  return changes.every((change) => change !== undefined) ? Object.fromEntries(changes) : undefined;
}
