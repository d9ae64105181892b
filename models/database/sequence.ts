const BUSY_MS = 1_000;
const LARGEST_BLOCK = 1_000;

type Reserve = (name: string, count: number) => Promise<number>;

/**
 * Numbers handed out of blocks. A block is one number long at human pace, so numbers stay dense and in order of
 * time; under load it doubles until a block lasts about a second, so that the sequence is not a bottleneck.
 */
export class Sequences {
  readonly #blocks = new Map<string, Block>();
  readonly #reserve: Reserve;

  constructor(reserve: Reserve) {
    this.#reserve = reserve;
  }

  next(name: string): Promise<number> {
    return this.#block(name).take();
  }

  /** Hands unused numbers back where nobody took later ones meanwhile. */
  async giveBack(putBack: (name: string, next: number, end: number) => Promise<void>) {
    for (const [name, block] of this.#blocks) {
      const rest = block.empty();
      if (rest.next < rest.end) await putBack(name, rest.next, rest.end).catch(() => undefined);
    }
  }

  #block(name: string): Block {
    const known = this.#blocks.get(name);
    if (known) return known;
    const block = new Block((count) => this.#reserve(name, count));
    this.#blocks.set(name, block);
    return block;
  }
}

class Block {
  #next = 0;
  #end = 0;
  #size = 1;
  #filledAt = Number.NEGATIVE_INFINITY;
  #filling: Promise<void> | undefined;
  readonly #reserve: (count: number) => Promise<number>;

  constructor(reserve: (count: number) => Promise<number>) {
    this.#reserve = reserve;
  }

  async take(): Promise<number> {
    while (this.#next === this.#end) {
      this.#filling ??= this.#fill().finally(() => {
        this.#filling = undefined;
      });
      await this.#filling;
    }
    return this.#next++;
  }

  empty() {
    const rest = { next: this.#next, end: this.#end };
    this.#next = this.#end;
    return rest;
  }

  async #fill() {
    const quick = performance.now() - this.#filledAt < BUSY_MS;
    this.#size = quick ? Math.min(this.#size * 2, LARGEST_BLOCK) : 1;
    this.#next = await this.#reserve(this.#size);
    this.#end = this.#next + this.#size;
    this.#filledAt = performance.now();
  }
}
