/** MySQL hands JSON columns over parsed, MariaDB and SQLite as text. */
export const parseJson = <T>(value: unknown): T =>
  (typeof value === 'string' ? JSON.parse(value) : value) as T;
