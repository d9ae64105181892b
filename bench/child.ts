import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Question, Reply, Usage } from './children/leash.js';

const ANSWER_LIMIT_MS = 300_000;
const END_LIMIT_MS = 15_000;

/** A process of a run. It ends with ours, however that ends. */
export interface Child {
  readonly pid: number;
  /** @throws what it threw, or when it ended or took longer than five minutes */
  ask<Result>(name: string, given?: unknown): Promise<Result>;
  usage(): Promise<Usage>;
  /** What it has printed so far. */
  printed(): string;
  hasEnded(): boolean;
  /** Asks it to end, and makes it end. */
  stop(): Promise<void>;
}

interface ChildOptions {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** What Node itself is told. */
  readonly nodeFlags?: readonly string[];
  /** Another file to load before the program, relative to this folder. */
  readonly preload?: string;
}

const leash = './children/leash.js';

const imports = (...files: readonly string[]): string[] =>
  files.flatMap((file) => ['--import', new URL(file, import.meta.url).href]);

/** Nothing of our own environment but what programs need to be found. */
const bareEnvironment = { PATH: process.env.PATH ?? '', NODE_ENV: 'production' };

/** @param program  from the root of the disk or relative to this folder, such as `./children/load.js` */
export function startChild(
  program: string,
  { args = [], env = {}, nodeFlags = [], preload }: ChildOptions = {},
): Child {
  const folder = mkdtempSync(join(tmpdir(), 'dealdesk-bench-'));
  const child = fork(fileURLToPath(new URL(program, import.meta.url)), args, {
    cwd: folder,
    env: { ...bareEnvironment, ...env },
    execArgv: [...nodeFlags, ...imports(leash, ...(preload ? [preload] : [])), ...profiling(program)],
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  return childOf(child, folder);
}

/** `BENCH_PROFILE=dir` writes a CPU profile of each process there. */
function profiling(program: string): string[] {
  const folder = process.env.BENCH_PROFILE;
  const name = program.replace(/^.*\//, '').replace(/\.js$/, '');
  return folder
    ? ['--cpu-prof', `--cpu-prof-dir=${folder}`, `--cpu-prof-name=${name}-${Date.now()}.cpuprofile`]
    : [];
}

function childOf(child: ChildProcess, folder: string): Child {
  const waiting = new Map<number, (reply: Reply) => void>();
  let asked = 0;
  let text = '';
  const keep = (chunk: Buffer) => {
    text = (text + chunk.toString()).slice(-20_000);
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  child.on('message', (reply: Reply) => waiting.get(reply.id)?.(reply));
  child.on('exit', (code, signal) => {
    for (const [id, tell] of waiting) tell({ id, error: `The process ended (${code ?? signal}):\n${text}` });
  });

  const ask = (name: string, given?: unknown): Promise<unknown> =>
    new Promise((resolve, reject) => {
      asked += 1;
      const id = asked;
      const timer = setTimeout(
        () => tell({ id, error: `No answer to ${name} in time.\n${text}` }),
        ANSWER_LIMIT_MS,
      );
      const tell = (reply: Reply) => {
        clearTimeout(timer);
        waiting.delete(id);
        if ('error' in reply) reject(new Error(reply.error));
        if ('result' in reply) resolve(reply.result);
      };
      waiting.set(id, tell);
      child.send(
        { id, name, given } satisfies Question,
        (error) => error && tell({ id, error: error.message }),
      );
    });

  return {
    pid: child.pid as number,
    ask: ask as Child['ask'],
    usage: () => ask('usage') as Promise<Usage>,
    printed: () => text,
    hasEnded: () => hasEnded(child),
    stop: async () => {
      await end(child);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null;

async function end(child: ChildProcess) {
  if (hasEnded(child)) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), END_LIMIT_MS);
  await ended;
  clearTimeout(timer);
}
