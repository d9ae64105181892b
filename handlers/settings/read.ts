import type { Employee, OwnSettings, Quiet } from '../../models/employee.js';
import { type Saying, saying, type Text } from '../../models/text.js';
import { type FieldErrors, repeated, tidy, type Values } from '../fields.js';
import { readSpan, readTime } from '../input/clock-time.js';
import { fold } from '../input/fold.js';
import { readLanguage } from '../input/language.js';
import { readPlace } from '../input/zone.js';
import { words } from './words.js';

type Change = Partial<OwnSettings & Pick<Employee, 'locale' | 'timeZone'>>;

const OFF = /^(?:off|no|none|never|stop|关|关闭|关掉|不要|不发|取消|无|没有)$/;
const USUAL = /^(?:|on|default|usual|开|开启|打开|默认|公司)$/;
const DAYS_OFF = /[,，、和及]?\s*(?:and\s+)?(?:weekends?|days?\s+off|holidays?|周末|休息日|节假日|假日)/gi;
export const YES = 'yes';
export const NO = 'no';

const isOff = (typed: string): boolean => OFF.test(fold(typed));

/** Nothing where it cannot be read. */
type Read = (typed: string, now: Employee) => Change | undefined;

const digestIn = (typed: string): string | null | undefined => {
  if (isOff(typed)) return 'off';
  return USUAL.test(fold(typed)) ? null : readTime(typed);
};

const spanIn = (typed: string): Quiet['span'] | undefined =>
  typed.trim() === '' || isOff(typed) ? null : readSpan(typed);

const quietOf = (quiet: Quiet): Pick<Change, 'quiet'> => ({
  quiet: quiet.span || quiet.daysOff ? quiet : null,
});

interface Kind {
  readonly read: Read;
  readonly bad: Text;
}

/** What people set, by field of the form. */
const kinds: Readonly<Record<string, Kind>> = {
  language: {
    read: (typed) => {
      const locale = readLanguage(typed);
      return locale && { locale, ownLocale: true };
    },
    bad: words.badLanguage,
  },
  zone: {
    read: (typed) => {
      const timeZone = readPlace(typed);
      return timeZone === undefined ? undefined : { timeZone, ownTimeZone: true };
    },
    bad: words.badZone,
  },
  digest: {
    read: (typed) => {
      const digestTime = digestIn(typed);
      return digestTime === undefined ? undefined : { digestTime };
    },
    bad: words.badTime,
  },
  quiet: {
    read: (typed, { quiet }) => {
      const span = spanIn(typed);
      return span === undefined ? undefined : quietOf({ daysOff: quiet?.daysOff ?? false, span });
    },
    bad: words.badSpan,
  },
  daysOff: {
    read: (typed, { quiet }) => quietOf({ span: quiet?.span ?? null, daysOff: typed === YES }),
    bad: words.badSpan,
  },
};

/** `20:00-08:00 and weekends` says both, and so does `off`. */
export const quietValues = (typed: string): Values => {
  const said = tidy(typed);
  const quiet = said.replace(DAYS_OFF, '');
  return { quiet: quiet.trim(), daysOff: quiet === said ? NO : YES };
};

interface ReadSettings {
  readonly change: Change;
  readonly errors: FieldErrors;
}

const wrong = (bad: Text, typed: string): Saying => saying(bad, { typed: repeated(typed) });

/** What somebody wants of what they have now, as far as it could be read. */
export function readSettings(now: Employee, values: Values): ReadSettings {
  let change: Change = {};
  const errors: Record<string, Saying> = {};
  for (const [name, typed] of Object.entries(values)) {
    const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined;
    const read = kind?.read(typed, { ...now, ...change });
    if (read) change = { ...change, ...read };
    else if (kind) errors[name] = wrong(kind.bad, typed);
  }
  return { change, errors };
}
