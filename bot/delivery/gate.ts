/** Lets so many through at a time; the others wait in line, each until somebody leaves. */
export class Gate {
  readonly #most: number;
  readonly #line: (() => void)[] = [];
  #inside = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /** How many wait. */
  get waiting(): number {
    return this.#line.length;
  }

  get isFull(): boolean {
    return this.#inside >= this.#most;
  }

  async enter(): Promise<void> {
    if (this.isFull) return new Promise((resolve) => this.#line.push(resolve));
    this.#inside += 1;
  }

  async pass<T>(work: () => Promise<T>): Promise<T> {
    await this.enter();
    try {
      return await work();
    } finally {
      this.leave();
    }
  }

  /** The next one in line takes the place. */
  leave() {
    const next = this.#line.shift();
    if (next) return next();
    this.#inside -= 1;
  }
}
