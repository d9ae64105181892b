import { createRequire } from 'node:module';
import type * as ChineseDays from 'chinese-days';
import { nextWorkingDay, previousWorkingDay } from '../working-days.js';
import { civil, type Day, dayNumber, isoOf, yearOf } from './day.js';

/** The zone of China's statutory holidays. */
const CHINA = 'Asia/Shanghai';

interface Festival {
  readonly dayIn: (year: number) => Day;
  /** Days that are free before it, as New Year's Eve is. */
  readonly eve: number;
  /** Days from its own on that are free at least: what the State Council has not announced yet is counted so. */
  readonly rest: number;
}

const solar = (month: number, date: number) => (year: number) => civil(year, month, date) ?? 0;

const load = createRequire(import.meta.url);

/** It takes 20 ms to load, so it is loaded when the first festival needs it. Given a text it does not ask for the zone. */
const lunarDay = (day: Day) => (load('chinese-days') as typeof ChineseDays).getLunarDate(isoOf(day));

/** A lunar day moves about within a month of the sun. @param from a day of the year before which it never is */
const lunar = (month: number, date: number, from: (year: number) => Day) => (year: number) => {
  const days = Array.from({ length: 36 }, (_, ahead) => from(year) + ahead);
  const isMeant = (day: Day) => {
    const { lunarMon, lunarDay: lunarDate, isLeap } = lunarDay(day);
    return lunarMon === month && lunarDate === date && !isLeap;
  };
  return days.find(isMeant) ?? from(year);
};

/** The fourth, fifth or sixth of April: the solar term of this century. */
const qingmingDay = (year: number) =>
  solar(4, Math.floor((year % 100) * 0.2422 + 4.81) - Math.floor((year % 100) / 4))(year);

const newYear: Festival = { dayIn: solar(1, 1), eve: 0, rest: 1 };
const springFestival: Festival = { dayIn: lunar(1, 1, solar(1, 20)), eve: 1, rest: 7 };
const qingming: Festival = { dayIn: qingmingDay, eve: 0, rest: 1 };
const mayDay: Festival = { dayIn: solar(5, 1), eve: 0, rest: 5 };
const dragonBoat: Festival = { dayIn: lunar(5, 5, solar(5, 25)), eve: 0, rest: 1 };
const midAutumn: Festival = { dayIn: lunar(8, 15, solar(9, 6)), eve: 0, rest: 1 };
const nationalDay: Festival = { dayIn: solar(10, 1), eve: 0, rest: 7 };
const christmas: Festival = { dayIn: solar(12, 25), eve: 0, rest: 1 };

const chinese: Readonly<Record<string, Festival>> = {
  ...{
    元旦: newYear,
    春节: springFestival,
    过年: springFestival,
    清明: qingming,
    五一: mayDay,
    劳动节: mayDay,
  },
  ...{ 端午: dragonBoat, 中秋: midAutumn, 国庆: nationalDay, 圣诞: christmas },
};
/** Days only with 前 or 后: by themselves a year, and eleven. */
const besideOnly: Readonly<Record<string, Festival>> = { 年: springFestival, 十一: nationalDay };
const english: Readonly<Record<string, Festival>> = {
  ...{ 'new year': newYear, 'spring festival': springFestival, 'chinese new year': springFestival },
  ...{ 'lunar new year': springFestival, 'national day': nationalDay, 'golden week': nationalDay },
  ...{ christmas, xmas: christmas },
};
const festivals = { ...chinese, ...besideOnly, ...english };
const oneOf = (names: Readonly<Record<string, Festival>>) => Object.keys(names).join('|');

export const CHINESE_FESTIVAL_NAMES = oneOf(chinese);
export const ENGLISH_FESTIVAL_NAMES = oneOf(english);

/** 春节前, 国庆节后, 年前 (before Spring Festival), 明年元旦 */
export const CHINESE_FESTIVAL = new RegExp(
  `^(?:(?<year>\\d{4}|[今明后])年)?(?<festival>${CHINESE_FESTIVAL_NAMES}|(?:${oneOf(besideOnly)})(?=[之以]?[前后]))节?(?:假期|长假)?(?:[之以]?(?<side>[前后]))?$`,
);
export const ENGLISH_FESTIVAL = new RegExp(
  `^(?:(?<side>before|after) )?(?:the )?(?<festival>${ENGLISH_FESTIVAL_NAMES})(?:['’]?s)?(?: day)?$`,
);

const before = ({ dayIn, eve }: Festival, year: number) =>
  previousWorkingDay(isoOf(dayIn(year) - eve), CHINA);
const after = ({ dayIn, rest }: Festival, year: number) => nextWorkingDay(isoOf(dayIn(year) + rest), CHINA);
const onIt = ({ dayIn }: Festival, year: number) => isoOf(dayIn(year));
const sides: Readonly<Record<string, typeof onIt>> = { 前: before, before, 后: after, after };

/** A holiday itself, the last day that is worked before it, or the first one after it, whichever such day is to come. */
export function byFestival(
  today: Day,
  { festival = '', side = '' }: Readonly<Record<string, string | undefined>>,
  years: readonly number[] = [yearOf(today), yearOf(today) + 1],
) {
  const named = festivals[festival];
  if (!named) return undefined;
  const find = sides[side] ?? onIt;
  const day = years.map((year) => find(named, year)).find((one) => one >= isoOf(today));
  return day === undefined ? undefined : dayNumber(day);
}
