const FULL_WIDTH = /[\uff01-\uff5e]/g;
const toHalfWidth = (letter: string) => String.fromCharCode(letter.charCodeAt(0) - 0xfee0);

/** Full-width forms become plain ones. Not NFKC, which would also make `5²` the number 52. */
export const halfWidth = (text: string) => text.replace(FULL_WIDTH, toHalfWidth).replaceAll('￥', '¥');

/** Nothing of this is written in another way. */
const FOLDED = /^(?:[!-@[-~\u3400-\u9fff]+ )*[!-@[-~\u3400-\u9fff]+$/;

/** One way to write what people write in many: half width, lower case, single spaces. */
export const fold = (text: string) =>
  FOLDED.test(text) ? text : halfWidth(text).toLowerCase().trim().replace(/\s+/g, ' ');
