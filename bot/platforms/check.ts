import { type Saying, saying, type Text } from '../../models/text.js';
import type { Check, Verdict } from './platform.js';

/** For one look over the network. */
export const LOOK_LIMIT_MS = 8000;
/** Signatures of platforms are good for five minutes or an hour; sessions and tokens end by our clock. */
const MOST_SKEW_MS = 60_000;

const words = {
  skewed: {
    zh: '本机的时钟和对方差 {seconds} 秒',
    en: 'The clock of this machine is {seconds} seconds away from theirs',
  },
  skewedTodo: {
    zh: '在本机打开时间同步，例如 timedatectl set-ntp true。',
    en: 'Have this machine keep the time, for example by timedatectl set-ntp true.',
  },
  untold: { zh: '对方没有说现在几点', en: 'they do not tell the time' },
  notOurs: {
    zh: '{address} 的回答不是 Dealdesk 的（{status}）',
    en: 'What answers at {address} is not Dealdesk ({status})',
  },
} satisfies Record<string, Text>;

/** @param todo what to do about it */
export const wrong = (text: Text, todo: Text | Saying, params?: Saying['params']): Verdict => ({
  wrong: saying(text, params),
  todo: 'text' in todo ? todo : saying(todo),
});

/** A row of what a doctor looks at. */
export interface Look {
  readonly what: Text;
  /** @throws what the platform says that is wrong, or whatever goes wrong in looking */
  readonly look: () => Promise<Verdict>;
  /** What to do where the platform says no and nothing better is known. */
  readonly advice?: Text;
}

/** @param explain what an error means, by the platform's own word. @throws those that are none of the platform's */
export const checksOf = (
  looks: readonly Look[],
  explain: (error: unknown, advice?: Text) => Verdict,
): readonly Check[] =>
  looks.map(({ what, look, advice }) => ({
    what,
    run: () => look().catch((error) => explain(error, advice)),
  }));

/** For what is good as soon as it is answered. */
export const answers =
  (ask: () => Promise<unknown>): Look['look'] =>
  async () => {
    await ask();
    return {};
  };

export const skewVerdict = (theirs: Date, ours: Date): Verdict => {
  const skewMs = Math.abs(theirs.getTime() - ours.getTime());
  if (skewMs <= MOST_SKEW_MS) return {};
  return wrong(words.skewed, words.skewedTodo, { seconds: Math.round(skewMs / 1000) });
};

/** Any answer of a web server tells the time. */
export async function clockVerdict(url: string, now: () => Date): Promise<Verdict> {
  const { headers } = await fetch(url, {
    method: 'HEAD',
    redirect: 'manual',
    signal: AbortSignal.timeout(LOOK_LIMIT_MS),
  });
  const date = headers.get('date');
  return date ? skewVerdict(new Date(date), now()) : { note: saying(words.untold) };
}

export const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'error');

/** Calls an address of ours that takes signed calls: unsigned, so whoever is us refuses it. */
export async function callbackVerdict(address: string, todo: Text): Promise<Verdict> {
  const call = fetch(address, { method: 'POST', signal: AbortSignal.timeout(LOOK_LIMIT_MS) });
  const status = await call.then((answer) => answer.status, nameOf);
  return status === 401 ? {} : wrong(words.notOurs, todo, { address, status });
}
