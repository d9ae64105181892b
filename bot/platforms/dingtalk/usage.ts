import type { Log } from '../log.js';

/** What DingTalk allows an organisation by the month. */
export type UsageKind = 'call' | 'push';

export interface UsageStore {
  /** Adds to what all instances have used. @returns how many it are now */
  add(month: string, kind: UsageKind, count: number): Promise<number>;
}

interface Needs {
  readonly store: UsageStore;
  readonly monthly: Readonly<Record<UsageKind, number>>;
  /** Tells an administrator. */
  readonly warn: (kind: UsageKind, used: number, allowed: number) => Promise<void>;
  readonly counted: (kind: UsageKind) => void;
  readonly log: Log;
  readonly now: () => Date;
  readonly everyMs?: number;
}

const EVERY_MS = 5000;
/** An administrator hears when so many per cent of the month are used. */
const ALARMS = [70, 90, 100];
const CHINA_MS = 8 * 3_600_000;

/** `2026-11` by the calendar of Beijing, where DingTalk's months begin. */
export const monthOf = (now: Date): string => new Date(now.getTime() + CHINA_MS).toISOString().slice(0, 7);

/**
 * Counts what DingTalk counts. Each instance writes down its part every few seconds; whoever crosses a mark warns, so
 * that it is said once.
 * @see https://open.dingtalk.com/document/development/dingtalk-application-development-platform-billing-model
 */
export const usageMeter = ({ store, monthly, warn, counted, log, now, everyMs = EVERY_MS }: Needs) => {
  const waiting = new Map<string, number>();
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();

  const warnIfCrossed = async (kind: UsageKind, before: number, used: number): Promise<void> => {
    const allowed = monthly[kind];
    const isCrossed = (percent: number) =>
      before < (allowed * percent) / 100 && used >= (allowed * percent) / 100;
    if (!ALARMS.some(isCrossed)) return;
    log.warn({ kind, used, allowed }, 'dingtalk: the monthly quota runs out');
    await warn(kind, used, allowed);
  };

  const write = async (name: string, count: number): Promise<void> => {
    const [month = '', kind = 'call'] = name.split(' ') as [string, UsageKind];
    try {
      const used = await store.add(month, kind, count);
      await warnIfCrossed(kind, used - count, used).catch((error) =>
        log.warn({ err: error }, 'dingtalk: nobody could be warned of the quota'),
      );
    } catch (error) {
      waiting.set(name, (waiting.get(name) ?? 0) + count);
      log.warn({ err: error }, 'dingtalk: what was used could not be written down yet');
    }
  };

  const flush = (): Promise<void> => {
    const taken = [...waiting];
    waiting.clear();
    writing = writing.then(async () => {
      for (const [name, count] of taken) await write(name, count);
    });
    return writing;
  };

  return {
    count: (kind: UsageKind): void => {
      const name = `${monthOf(now())} ${kind}`;
      waiting.set(name, (waiting.get(name) ?? 0) + 1);
      counted(kind);
    },
    start: (): void => {
      timer ??= setInterval(() => void flush(), everyMs).unref();
    },
    stop: async (): Promise<void> => {
      clearInterval(timer);
      timer = undefined;
      await flush();
      if (waiting.size > 0) await flush();
    },
    flush,
  };
};

export type UsageMeter = ReturnType<typeof usageMeter>;
