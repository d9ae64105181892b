import { createRequire } from 'node:module';
import type * as English from 'chrono-node/en';
import type * as Chinese from 'chrono-node/zh/hans';
import { civil, type Day } from './day.js';

const load = createRequire(import.meta.url);
const NOON_MS = 12 * 3_600_000;

/** chrono-node takes 30 ms to load, so it is loaded when the first date needs it, not when the service starts. */
const english = () => (load('chrono-node/en') as typeof English).casual;
const chinese = () => (load('chrono-node/zh/hans') as typeof Chinese).casual;

const names = [
  ...['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october'],
  ...[
    'november',
    'december',
    'jan',
    'feb',
    'mar',
    'apr',
    'jun',
    'jul',
    'aug',
    'sep',
    'sept',
    'oct',
    'nov',
    'dec',
  ],
  ...['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'],
  ...['mon', 'tue', 'tues', 'wed', 'thu', 'thur', 'thurs', 'fri', 'sat', 'sun', 'ago', 'within', 'yesterday'],
];
const fillers = [
  'the',
  'of',
  'on',
  'end',
  'next',
  'last',
  'this',
  'week',
  'weeks',
  'month',
  'months',
  'day',
  'days',
];
const englishNames = new Set(names);
const englishWords = new Set([...names, ...fillers]);
const ordinal = /^\d{1,4}(?:st|nd|rd|th)?$/;

const isEnglishDateWord = (word: string) => englishWords.has(word) || ordinal.test(word);

/** Only words made of dates reach chrono: it would find a date in nearly any prose. */
function couldBeEnglish(text: string): boolean {
  const words = text.split(/[ ,.]+/).filter(Boolean);
  return words.every(isEnglishDateWord) && words.some((word) => englishNames.has(word));
}

const couldBeChinese = (text: string) => /^[\d大前昨今去天日周月年星期礼拜个半之以内]{2,}$/.test(text);

function parserFor(text: string) {
  if (couldBeEnglish(text)) return english();
  if (couldBeChinese(text)) return chinese();
  return undefined;
}

/**
 * The long tail of dates: `Dec 31st`, `31 December 2027`, `friday next week`, `3 days ago`, `前天`, `三天内`. Accepted only when
 * chrono understood the whole text as one day.
 */
export function readByChrono(text: string, today: () => Day): Day | undefined {
  const parser = parserFor(text);
  if (!parser) return undefined;
  // Noon of the person's day, called UTC: no zone and no summer time can move it to another day.
  const reference = { instant: new Date(today().valueOf() + NOON_MS), timezone: 0 };
  const [found, ...more] = parser.parse(text, reference, { forwardDate: true });
  const namesADay = found?.start.isCertain('day') || found?.start.isCertain('weekday');
  if (!found || !namesADay || more.length > 0 || found.end || found.text !== text) return undefined;
  const [year = 0, month = 0, date = 0] = (['year', 'month', 'day'] as const).map(
    (part) => found.start.get(part) ?? 0,
  );
  const day = civil(year, month, date);
  // `Monday Dec 4` where Dec 4 is a Friday.
  const weekday = found.start.isCertain('weekday') ? found.start.get('weekday') : day?.day();
  return weekday === day?.day() ? day : undefined;
}
