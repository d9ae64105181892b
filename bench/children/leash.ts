/**
 * Preloaded into each process of a run: it ends with the one that started it, and answers what that one asks. All can
 * say what they have used so far; the program itself adds what else it can do, by `serve`.
 */

export interface Question {
  readonly id: number;
  readonly name: string;
  readonly given: unknown;
}

export type Reply = { readonly id: number } & ({ readonly result: unknown } | { readonly error: string });

export interface Usage {
  /** Of the whole process, since its start. */
  readonly cpuMs: number;
  readonly rssBytes: number;
}

export interface Memory {
  /** What lives: after a collection, where Node was started with `--expose-gc`. */
  readonly heapBytes: number;
  readonly rssBytes: number;
}

/** What a process can be asked, by name. */
type Services = Readonly<Record<string, (given: never) => unknown>>;

const usage = (): Usage => {
  const { user, system } = process.cpuUsage();
  return { cpuMs: (user + system) / 1000, rssBytes: process.memoryUsage.rss() };
};

const memory = (): Memory => {
  globalThis.gc?.();
  const { heapUsed, rss } = process.memoryUsage();
  return { heapBytes: heapUsed, rssBytes: rss };
};

let services: Services = { usage, memory };
/** Asked before the program was there to answer. */
let early: Question[] = [];

async function replyTo(service: Services[string], { id, given }: Question): Promise<Reply> {
  try {
    return { id, result: await service(given as never) };
  } catch (error) {
    return { id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

async function answer(question: Question) {
  const service = services[question.name];
  if (!service) return early.push(question);
  return process.send?.(await replyTo(service, question));
}

/** Answers the one that started this process, until that one ends. */
export function serve(more: Services) {
  process.channel?.ref();
  process.on('SIGTERM', () => process.exit());
  services = { ...services, ...more };
  const waiting = early;
  early = [];
  for (const question of waiting) void answer(question);
}

// Nothing of it is wanted any more, and what flushes at an orderly exit waits for ever for whoever read it (sonic-boom 4.2).
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
process.on('message', (question: Question) => void answer(question));
process.channel?.unref();
