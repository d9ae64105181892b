import { setTimeout as sleep } from 'node:timers/promises';
import { say } from '../../cards/say.js';
import { type Reader, type Saying, saying, type Text } from '../../models/text.js';
import { wrong } from '../platforms/check.js';
import type { Check, Verdict } from '../platforms/platform.js';

const TIME_LIMIT_MS = 20_000;

const words = {
  late: { zh: '{seconds} 秒内没有结果', en: 'There was no result within {seconds} seconds' },
  broken: { zh: '检查不了：{reason}', en: 'It could not be looked at: {reason}' },
  again: { zh: '先解决上面的问题，再运行一次。', en: 'Mend what is wrong above, then run this again.' },
  allGood: { zh: '一切正常。', en: 'Everything is fine.' },
  someWrong: { zh: '有 {count} 处需要处理。', en: 'To be mended: {count}.' },
} satisfies Record<string, Text>;

export interface Finding {
  readonly what: Text;
  readonly verdict: Verdict;
}

export const isWrong = (verdict: Verdict): verdict is Extract<Verdict, { wrong: Saying }> =>
  'wrong' in verdict;

const inTime = async (check: Check, timeLimitMs: number): Promise<Verdict> => {
  const stopping = new AbortController();
  const late = sleep(timeLimitMs, undefined, { signal: stopping.signal }).then(() =>
    wrong(words.late, words.again, { seconds: Math.round(timeLimitMs / 1000) }),
  );
  late.catch(() => {});
  return Promise.race([check.run(), late]).finally(() => stopping.abort());
};

/** One after the other, as what comes first may be why the next one fails. */
export async function examine(checks: readonly Check[], timeLimitMs = TIME_LIMIT_MS): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const check of checks) {
    const verdict = await inTime(check, timeLimitMs).catch((error: unknown) =>
      wrong(words.broken, words.again, { reason: error instanceof Error ? error.message : String(error) }),
    );
    findings.push({ what: check.what, verdict });
  }
  return findings;
}

const zh: Reader = { locale: 'zh-CN', timeZone: 'UTC', link: (path) => path };
const en: Reader = { ...zh, locale: 'en' };
/** Once where it is the same in both, as with the name of a setting. */
const both = (mark: string, words: Saying): string[] => [
  ...new Set([`${mark}${say(words, zh)}`, `${mark}${say(words, en)}`]),
];

const printOne = ({ what, verdict }: Finding): string[] => {
  const { zh: chinese, en: english } = what;
  if (isWrong(verdict)) {
    return [`✗ ${chinese} · ${english}`, ...both('    ', verdict.wrong), ...both('  → ', verdict.todo)];
  }
  const note = verdict.note
    ? `: ${[...new Set([say(verdict.note, zh), say(verdict.note, en)])].join(' · ')}`
    : '';
  return [`✓ ${chinese} · ${english}${note}`];
};

/** What is good on a line each; what is not, with what to do about it. */
export const printFindings = (findings: readonly Finding[]): string[] => {
  const count = findings.filter(({ verdict }) => isWrong(verdict)).length;
  const end = count === 0 ? saying(words.allGood) : saying(words.someWrong, { count });
  return [...findings.flatMap(printOne), '', ...both('', end)];
};
