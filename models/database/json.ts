/** MySQL hands JSON columns over parsed, MariaDB and SQLite as text. */
export const parseJson = <T>(value: unknown): T =>
  (typeof value === 'string' ? JSON.parse(value) : value) as T;

/** As `JSON.stringify` writes half of a surrogate pair; or a text that looks like it. */
const HALF = /\\ud[89a-f]/;
const LONE_HALVES = /[\ud800-\udfff]/gu;

const whole = (_key: string, value: unknown) =>
  typeof value === 'string' ? value.replace(LONE_HALVES, '\ufffd') : value;

/** For a JSON column. MySQL and MariaDB refuse half of an emoji, which is what cutting a text may leave of one. */
export const toJson = (value: unknown): string => {
  const text = JSON.stringify(value);
  return HALF.test(text) ? JSON.stringify(value, whole) : text;
};
