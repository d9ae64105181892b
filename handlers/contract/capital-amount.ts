const DIGITS = '零壹贰叁肆伍陆柒捌玖';

/** A unit in front of 亿 may be large itself: 1,0000,0000,0000 is 壹万亿. */
const UNITS = [
  [100_000_000, '亿'],
  [10_000, '万'],
  [1_000, '仟'],
  [100, '佰'],
  [10, '拾'],
] as const;

const spell = (count: number): string => {
  const [size, word] = UNITS.find(([unit]) => unit <= count) ?? [];
  if (!size) return DIGITS.charAt(count);

  const rest = count % size;
  const gap = rest < size / 10 ? '零' : '';
  return spell(Math.floor(count / size)) + word + (rest ? gap + spell(rest) : '');
};

const part = (count: number, unit: string): string => (count ? spell(count) + unit : '');

/**
 * An amount in the capital numerals that Chinese contracts and cheques carry, without the currency in front:
 * 1,409.50 is 壹仟肆佰零玖元伍角整. Where the rule leaves a choice it takes the form the rule gives first: no 零
 * for an empty 万 (壹拾万柒仟元), 零 for empty yuan before 角 (壹仟陆佰捌拾元零叁角贰分); 整 after 元 and 角.
 * @param cents  an integer, not negative; every safe integer is spelled exactly (up to 90 万亿 yuan)
 * @see 中国人民银行《支付结算办法》附一《正确填写票据和结算凭证的基本规定》 第三、四条;
 *   财政部《会计基础工作规范》第五十二条
 */
export const capitalAmount = (cents: number): string => {
  if (cents === 0) return '零元整';

  const fen = cents % 10;
  const jiao = Math.floor(cents / 10) % 10;
  const yuan = Math.floor(cents / 100);
  const gap = yuan && (jiao ? yuan % 10 === 0 : fen) ? '零' : '';
  return part(yuan, '元') + gap + part(jiao, '角') + (part(fen, '分') || '整');
};
