/** `npm run working-time -- periods=09:00-12:00,13:00-18:00 off=2026-12-31 worked=`: when the firm works. */
import { getWorkingTime } from '../../handlers/working-time.js';
import type { Database } from '../../models/database.js';
import { saveSetting } from '../../models/setting.js';
import type { WorkingTime } from '../../models/working-time.js';
import { settingsOrExit } from '../settings/environment.js';
import { inBoth, notUnderstood, runAsCommand } from './command.js';
import { withDatabase } from './database.js';

const PERIOD = /^(?:[01]\d|2[0-3]):[0-5]\d-(?:[01]\d|2[0-3]):[0-5]\d$/;

const listIn = (value: string): readonly string[] =>
  value
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);

const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00Z`).toJSON()?.startsWith(text) === true;

/** @throws Error naming what is no day */
const daysIn = (value: string): readonly string[] => {
  const wrong = listIn(value).find((day) => !isDay(day));
  if (wrong !== undefined)
    throw new Error(
      inBoth({
        zh: `“${wrong}”不是日期。写成 2026-12-31，多个用逗号隔开。`,
        en: `"${wrong}" is no day. Write days as 2026-12-31, separated by commas.`,
      }),
    );
  return [...new Set(listIn(value))].toSorted();
};

/** @throws Error where they are no periods of one day, one after the other */
const periodsIn = (value: string): WorkingTime['periods'] => {
  const wrong = listIn(value).find((one) => !PERIOD.test(one));
  if (wrong !== undefined)
    throw new Error(
      inBoth({
        zh: `“${wrong}”不是时段。写成 09:00-12:00,13:00-18:00。`,
        en: `"${wrong}" is no period. Write 09:00-12:00,13:00-18:00.`,
      }),
    );
  const periods = listIn(value).map((one) => ({ from: one.slice(0, 5), to: one.slice(6) }));
  const times = periods.flatMap(({ from, to }) => [from, to]);
  if (times.length === 0 || times.some((time, index) => index > 0 && time <= (times[index - 1] ?? '')))
    throw new Error(
      inBoth({
        zh: '上班时间至少有一段，而且前一段结束后下一段才能开始。',
        en: 'Working time is at least one period, and each ends before the next begins.',
      }),
    );
  return periods;
};

const settings: Readonly<Record<string, (value: string) => Partial<WorkingTime>>> = {
  periods: (value) => ({ periods: periodsIn(value) }),
  off: (value) => ({ daysOff: daysIn(value) }),
  worked: (value) => ({ daysWorked: daysIn(value) }),
};

/** @throws Error naming a word that is no setting */
function withValue(time: WorkingTime, word: string): WorkingTime {
  const [, name = word, value = ''] = /^(\w+)=([\s\S]*)$/.exec(word) ?? [];
  const setting = settings[name];
  if (!setting || !word.includes('=')) throw new Error(notUnderstood(word, Object.keys(settings)));
  return { ...time, ...setting(value) };
}

export const setWorkingTime = (database: Database, words: readonly string[]): Promise<WorkingTime> =>
  database.transaction(async (tx) => {
    const now = await getWorkingTime(tx);
    const time = words.reduce(withValue, now);
    if (words.length > 0) await saveSetting(tx, 'workingTime', time);
    return time;
  });

async function main(words: readonly string[]) {
  const { databaseUrl } = settingsOrExit();
  const time = await withDatabase(databaseUrl, (database) => setWorkingTime(database, words));
  console.log(JSON.stringify(time, null, 2));
}

runAsCommand(import.meta.url, main);
