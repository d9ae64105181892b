import { saying, type Text } from '../../models/text.js';
import type { Verdict } from './platform.js';

/** Signatures of platforms are good for five minutes or an hour; sessions and tokens end by our clock. */
const MOST_SKEW_MS = 60_000;

const words = {
  wrong: {
    zh: '本机的时钟和对方差 {seconds} 秒',
    en: 'The clock of this machine is {seconds} seconds away from theirs',
  },
  todo: {
    zh: '在本机打开时间同步，例如 timedatectl set-ntp true。',
    en: 'Have this machine keep the time, for example by timedatectl set-ntp true.',
  },
  untold: { zh: '对方没有说现在几点', en: 'they do not tell the time' },
} satisfies Record<string, Text>;

export const skewVerdict = (theirs: Date, ours: Date): Verdict => {
  const skewMs = Math.abs(theirs.getTime() - ours.getTime());
  if (skewMs <= MOST_SKEW_MS) return {};
  return { wrong: saying(words.wrong, { seconds: Math.round(skewMs / 1000) }), todo: saying(words.todo) };
};

/** Any answer of a web server tells the time. */
export async function clockVerdict(url: string, now: () => Date, timeLimitMs: number): Promise<Verdict> {
  const { headers } = await fetch(url, {
    method: 'HEAD',
    redirect: 'manual',
    signal: AbortSignal.timeout(timeLimitMs),
  });
  const date = headers.get('date');
  return date ? skewVerdict(new Date(date), now()) : { note: saying(words.untold) };
}
