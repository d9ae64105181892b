/** A change of a record as one says it: 金额改成30万, `close date next friday`, 电话改成13800000000, 推迟到月底. */
import type { FieldNames } from './line.js';

const TO =
  '改[成为到]|[调变换]成|[涨升降加减]到|调整?[到为]|推[迟后]?到|提前到|延[期后迟]?到|定[在为]|[是为到:：]|(?:(?:move|push|postpone|change|raise|lower|increase|reduce)d?(?: it)? )?to(?= )|make it(?= )|is(?= )';
const BEFORE =
  '^(?:[把将的其]|修改|更[新改]|改(?![成为到])|商机|deal(?= )|(?:please|change|set|update|move|push|postpone|the|its)(?= )|\\s)*';
const UNNAMED = new RegExp(`${BEFORE}(?:${TO})\\s*(?<value>[^\\s=＝].*)$`, 'isu');

/** Between two changes, and not within 3,000. */
const BETWEEN = /(?<!\d)[,，；;]|[,，；;](?!\d)|\s+and\s+|并且?(?=把|将|金额|日期)/u;
const SAID_BEHIND = /(?:吧|了)?(?:[\s，,。！!]*(?:谢谢你?|多谢|辛苦了?|thanks?(?: you)?))?[\s。！!]*$/iu;
/** What stands before what says by itself what changes. */
const ABOUT = /^(?:[把将请]|麻烦|商机|(?:please|the|deal)(?= )|\s)*/iu;

/** `title is wrong` */
const SAYS_ONLY = /^(?:[是为]|is)$/i;

const LONGEST = 300;

/** What tells a change from what is only said about a record. */
interface Kinds<Field> {
  /** Whether a value is of this kind by its looks: then no word such as 改成 has to say that it is one. */
  readonly fits: (field: Field, value: string) => boolean;
  /** Of what kind a value is that names no field. */
  readonly fieldFor?: (value: string) => Field | undefined;
  /** Of what says by itself what changes: 推迟一周. */
  readonly fieldAlone?: (text: string) => Field | undefined;
}

type Changes<Field extends string> = Readonly<Partial<Record<Field, string>>>;

const asChanges = <Field extends string>(changes: readonly (readonly [Field, string])[]) =>
  Object.fromEntries(changes) as Changes<Field>;

/** @param prose the field whose value may have commas within */
export function changeReader<Field extends string>(
  names: FieldNames & Record<Field, unknown>,
  prose?: Field,
) {
  const fields = new Map(
    Object.entries(names).flatMap(([field, others]) =>
      [field, ...others].map((name) => [name.toLowerCase(), field as Field] as const),
    ),
  );
  const FIELD = [...fields.keys()].sort((one, other) => other.length - one.length).join('|');
  const NAMED = new RegExp(
    `${BEFORE}(?<name>${FIELD})(?![a-z])(?: of)?\\s*(?:(?<to>${TO})\\s*)?(?<value>[^\\s=＝].*)$`,
    'isu',
  );
  const NAMES = new RegExp(FIELD, 'iu');

  type Change = readonly [field: Field, value: string];

  /** 客户同意了 and 价格太高 change nothing. */
  const changeIn = (text: string, { fits, fieldFor, fieldAlone }: Kinds<Field>): Change | undefined => {
    const bare = text.replace(ABOUT, '');
    const alone = fieldAlone?.(bare);
    if (alone) return [alone, bare];
    const { name, to, value } = NAMED.exec(text)?.groups ?? UNNAMED.exec(text)?.groups ?? {};
    if (value === undefined) return undefined;
    const field = name === undefined ? fieldFor?.(value) : fields.get(name.toLowerCase());
    const isSaid = name === undefined || (to !== undefined && !SAYS_ONLY.test(to));
    return field && (isSaid || fits(field, value)) ? [field, value] : undefined;
  };

  const wholeChange = (said: string, others: readonly string[], kinds: Kinds<Field>): Change | undefined => {
    const change = others.some((part) => NAMES.test(part)) ? undefined : changeIn(said, kinds);
    return change && change[0] === prose ? change : undefined;
  };

  /** What changes, by field, if all of a text says so. */
  return (text: string, kinds: Kinds<Field>): Changes<Field> | undefined => {
    if (text.length > LONGEST) return undefined;
    const said = text.replace(SAID_BEHIND, '').trim();
    const [first = '', ...others] = said.split(BETWEEN).map((part) => part.trim());
    const changes = [first, ...others]
      .map((part) => changeIn(part, kinds))
      .filter((one) => one !== undefined);
    if (changes.length > others.length) return asChanges(changes);
    const whole = wholeChange(said, others, kinds);
    return whole && asChanges([whole]);
  };
}
