import { createRequire } from 'node:module';
import type * as English from 'chrono-node/en';
import type * as Chinese from 'chrono-node/zh/hans';
import { isDayName } from './date-words.js';
import { civil, type Day, noonOf, weekdayOf } from './day.js';

const load = createRequire(import.meta.url);

/** chrono-node takes 30 ms to load, so it is loaded when the first date needs it, not when the service starts. */
const english = () => (load('chrono-node/en') as typeof English).casual;
const chinese = () => (load('chrono-node/zh/hans') as typeof Chinese).casual;

/** chrono reads 两三天, two or three, as five. */
const ABOUT_SO_MANY = /[一二两三四五六七八九]{2}/;

function parserFor(text: string) {
  if (/[\u4e00-\u9fff]/.test(text))
    return /[天内]/.test(text) && !ABOUT_SO_MANY.test(text) ? chinese() : undefined;
  return text.split(' ').some(isDayName) ? english() : undefined;
}

/**
 * chrono counts days on this machine's clock and in part ignores the zone it is given, so the person's day is told as
 * noon of that day here: no zone and no summer time moves it.
 */
function localNoonOf(day: Day): Date {
  const noon = noonOf(day);
  return new Date(noon.getUTCFullYear(), noon.getUTCMonth(), noon.getUTCDate(), 12);
}

/**
 * The long tail of dates: `Dec 31st`, `31 December 2027`, `friday next week`, `3 days ago`, `前天`, `三天内`. Accepted only when
 * chrono understood the whole text as one day.
 */
export function readByChrono(text: string, today: () => Day): Day | undefined {
  const parser = parserFor(text);
  if (!parser) return undefined;
  const [found, ...more] = parser.parse(text, localNoonOf(today()), { forwardDate: true });
  if (!found || found.end || found.text !== text || more.length > 0) return undefined;
  const { start } = found;
  if (!start.isCertain('day') && !start.isCertain('weekday')) return undefined;
  const day = civil(start.get('year') ?? 0, start.get('month') ?? 0, start.get('day') ?? 0);
  // `Monday Dec 4`, where that is a Friday. chrono's Sunday is 0, ours is 6.
  const agrees = !start.isCertain('weekday') || (start.get('weekday') ?? 0) === (weekdayOf(day ?? 0) + 1) % 7;
  return agrees ? day : undefined;
}
