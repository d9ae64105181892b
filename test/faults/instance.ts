import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../support/free-port.js';
import { nodeFlags, service } from '../support/start.js';

const READY_WITHIN_MS = 30_000;
const POLL_MS = 15;
const PROBE_MS = 2_000;
const LINES_KEPT = 2_000;

/** One process of the app, on a port of its own that it keeps over restarts. */
export interface Instance {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  readonly isAlive: boolean;
  /** What it logged from warnings up, the oldest first. */
  readonly log: readonly string[];
  kill9(): Promise<void>;
  pause(): void;
  resume(): void;
  /** SIGTERM. @returns its exit code */
  stop(): Promise<number | null>;
  /** Spawns it again. @returns after how many ms it was ready, without those in which the machine was at other work */
  start(): Promise<number>;
  isReady(): Promise<boolean>;
  ready(): Promise<void>;
}

/**
 * For how many ms it has waited for a processor, where the system tells.
 * @see https://docs.kernel.org/scheduler/sched-stats.html
 */
const waitedMs = (pid: number): number => {
  try {
    return Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[1]) / 1e6;
  } catch {
    return 0;
  }
};

const children = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of children) child.kill('SIGKILL');
});

/** Spawns one that is not awaited: `ready()` tells. */
export const startInstance = async (env: Readonly<Record<string, string>>): Promise<Instance> => {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const lines: string[] = [];

  const launch = (): ChildProcess => {
    const { PATH = '' } = process.env;
    const launched = spawn(process.execPath, [...nodeFlags(), service()], {
      cwd: tmpdir(),
      env: { PATH, LOG_LEVEL: 'warn', ...env, PORT: String(port), HOST: '127.0.0.1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    children.add(launched);
    launched.on('exit', () => children.delete(launched));
    const keep = (text: Buffer): void => {
      lines.push(...text.toString().split('\n').filter(Boolean));
      lines.splice(0, lines.length - LINES_KEPT);
    };
    launched.stdout?.on('data', keep);
    launched.stderr?.on('data', keep);
    return launched;
  };

  let child = launch();
  const hasExited = (): boolean => child.exitCode !== null || child.signalCode !== null;
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    if (hasExited()) return child.exitCode;
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
    return child.exitCode;
  };

  const isReady = async (): Promise<boolean> => {
    const answer = await fetch(`${url}/readyz`, {
      headers: { connection: 'close' },
      signal: AbortSignal.timeout(PROBE_MS),
    }).catch(() => undefined);
    await answer?.body?.cancel();
    return answer?.status === 200;
  };
  const ready = async (): Promise<void> => {
    const until = Date.now() + READY_WITHIN_MS;
    while (!(await isReady())) {
      if (hasExited()) throw new Error(`The app ended:\n${lines.slice(-20).join('\n')}`);
      if (Date.now() > until)
        throw new Error(`The app was not ready in time:\n${lines.slice(-20).join('\n')}`);
      await sleep(POLL_MS);
    }
  };

  return {
    url,
    port,
    get pid() {
      return child.pid as number;
    },
    get isAlive() {
      return !hasExited();
    },
    log: lines,
    kill9: async () => void (await end('SIGKILL')),
    pause: () => void child.kill('SIGSTOP'),
    resume: () => void child.kill('SIGCONT'),
    stop: () => end('SIGTERM'),
    start: async () => {
      const beganAt = performance.now();
      child = launch();
      await ready();
      return performance.now() - beganAt - waitedMs(child.pid as number);
    },
    isReady,
    ready,
  };
};
