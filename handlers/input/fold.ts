const FULL_WIDTH = /[\uff01-\uff5e￥]/;
const EACH_FULL_WIDTH = new RegExp(FULL_WIDTH, 'g');
const toHalfWidth = (letter: string) =>
  letter === '￥' ? '¥' : String.fromCharCode(letter.charCodeAt(0) - 0xfee0);

/** Full-width forms become plain ones. Not NFKC, which would also make `5²` the number 52. */
export const halfWidth = (text: string) =>
  FULL_WIDTH.test(text) ? text.replace(EACH_FULL_WIDTH, toHalfWidth) : text;

/** Nothing of this is written in another way. */
const FOLDED = /^(?:[!-@[-~\u3400-\u9fff]+ )*[!-@[-~\u3400-\u9fff]+$/;

/** One way to write what people write in many: half width, lower case, single spaces. */
export const fold = (text: string) =>
  FOLDED.test(text) ? text : halfWidth(text).toLowerCase().trim().replace(/\s+/g, ' ');
