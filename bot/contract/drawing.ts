import { Worker } from 'node:worker_threads';
import type { ContractContent } from '../../handlers/contract/content.js';
import { Refusal } from '../../handlers/useCase.js';
import type { Draw } from '../../jobs/draw-contracts.js';
import type { Locale, Saying } from '../../models/text.js';
import { atRoot } from '../root.js';

/** Longer than the pause between two contracts, as long as there is little else to do. */
const IDLE_MS = 2_000;
/** MB. A contract of a thousand lines takes less. */
const limits = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 8 };

/** What the thread is asked for. */
export interface ToDraw {
  readonly content: ContractContent;
  readonly locale: Locale;
}

/** What it answers: a file, what is wrong with the firm's template, or a bug. */
export type Drawn = { readonly file: Uint8Array } | { readonly refusal: Saying } | { readonly error: string };

interface Waiting {
  readonly done: (file: Buffer) => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Draws in a thread of its own, so that nobody's answer waits for it. The thread begins with the first contract and ends
 * when there was none for a while: what it takes to draw is not kept in memory without need.
 */
class DrawingThread {
  readonly #templatesDir: string;
  readonly #waiting = new Map<number, Waiting>();
  #thread: Worker | undefined;
  #lastId = 0;
  #idle: NodeJS.Timeout | undefined;

  constructor(templatesDir: string) {
    this.#templatesDir = templatesDir;
  }

  draw(toDraw: ToDraw): Promise<Buffer> {
    clearTimeout(this.#idle);
    this.#thread ??= this.#begin();
    this.#thread.ref();
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((done, failed) => {
      this.#waiting.set(id, { done, failed });
      this.#thread?.postMessage({ id, ...toDraw });
    });
  }

  #begin(): Worker {
    const thread = new Worker(atRoot('dist/bot/contract/drawing-thread.js'), {
      workerData: this.#templatesDir,
      execArgv: [],
      resourceLimits: limits,
    });
    thread.on('message', ({ id, drawn }: { id: number; drawn: Drawn }) => this.#take(id, drawn));
    thread.on('error', (error) => this.#lose(thread, error));
    thread.on('exit', () => this.#lose(thread, new Error('The thread that draws contracts has ended.')));
    return thread;
  }

  #take(id: number, drawn: Drawn) {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if ('file' in drawn) waiting?.done(Buffer.from(drawn.file));
    else waiting?.failed(errorOf(drawn));
    if (this.#waiting.size === 0) this.#rest();
  }

  #rest() {
    const thread = this.#thread;
    thread?.unref();
    this.#idle = setTimeout(() => {
      this.#thread = undefined;
      void thread?.terminate();
    }, IDLE_MS).unref();
  }

  /** Those who wait hear of it; the next contract begins another. */
  #lose(thread: Worker, error: unknown) {
    if (thread !== this.#thread) return;
    this.#thread = undefined;
    for (const { failed } of this.#waiting.values()) failed(error);
    this.#waiting.clear();
  }
}

const errorOf = (drawn: Exclude<Drawn, { file: Uint8Array }>): Error =>
  'refusal' in drawn ? new Refusal(drawn.refusal.text, drawn.refusal.params) : new Error(drawn.error);

export const drawAside = (templatesDir: string): Draw => {
  const thread = new DrawingThread(templatesDir);
  return (content, locale) => thread.draw({ content, locale });
};
