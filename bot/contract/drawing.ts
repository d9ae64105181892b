import { Worker } from 'node:worker_threads';
import type { ContractContent } from '../../handlers/contract/content.js';
import { Refusal } from '../../handlers/useCase.js';
import type { Draw } from '../../jobs/draw-contracts.js';
import type { Locale, Saying, Text } from '../../models/text.js';
import { atRoot } from '../root.js';

/** Longer than the pause between two contracts, as long as there is little else to do. */
const IDLE_MS = 2_000;
/** A contract takes a tenth of a second where there is little else to do. One that takes longer than this never ends. */
const LONGEST_MS = 60_000;
/** MB. A contract of a thousand lines takes less. */
const limits = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 8 };

const tooMuch: Text = {
  zh: '合同模板太大，或者太复杂，没能生成合同。请管理员用 Word 打开模板，删去多余的内容。',
  en: 'The contract template is too large or too intricate for a contract to be drawn. Ask an administrator to open it in Word and take out what does not belong there.',
};

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
  readonly #longestMs: number;
  readonly #waiting = new Map<number, Waiting>();
  #thread: Worker | undefined;
  #lastId = 0;
  #end: NodeJS.Timeout | undefined;

  constructor(templatesDir: string, longestMs: number) {
    this.#templatesDir = templatesDir;
    this.#longestMs = longestMs;
  }

  draw(toDraw: ToDraw): Promise<Buffer> {
    this.#thread ??= this.#begin();
    this.#thread.ref();
    if (this.#waiting.size === 0) this.#endIn(this.#longestMs);
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
    thread.on('error', (error) => this.#lose(thread, isTooMuch(error) ? new Refusal(tooMuch) : error));
    thread.on('exit', () => this.#lose(thread, new Error('The thread that draws contracts has ended.')));
    return thread;
  }

  #take(id: number, drawn: Drawn) {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if ('file' in drawn) waiting?.done(Buffer.from(drawn.file));
    else waiting?.failed(errorOf(drawn));
    const isIdle = this.#waiting.size === 0;
    if (isIdle) this.#thread?.unref();
    this.#endIn(isIdle ? IDLE_MS : this.#longestMs);
  }

  /** Unless another contract is asked for or comes until then. */
  #endIn(ms: number) {
    const thread = this.#thread;
    clearTimeout(this.#end);
    this.#end = setTimeout(() => thread && this.#lose(thread, new Refusal(tooMuch)), ms).unref();
  }

  /** Those who wait hear of it; the next contract begins another. */
  #lose(thread: Worker, error: unknown) {
    if (thread !== this.#thread) return;
    this.#thread = undefined;
    void thread.terminate();
    for (const { failed } of this.#waiting.values()) failed(error);
    this.#waiting.clear();
  }
}

const errorOf = (drawn: Exclude<Drawn, { file: Uint8Array }>): Error =>
  'refusal' in drawn ? new Refusal(drawn.refusal.text, drawn.refusal.params) : new Error(drawn.error);

const isTooMuch = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';

export const drawAside = (templatesDir: string, longestMs = LONGEST_MS): Draw => {
  const thread = new DrawingThread(templatesDir, longestMs);
  return (content, locale) => thread.draw({ content, locale });
};
