/** What a commit tells listeners: about what, and, as far as it is known, whom or what it concerns. */
export class News {
  readonly #idsByTopic = new Map<string, Set<number>>();

  add(topic: string, id?: number) {
    const ids = this.#idsByTopic.get(topic) ?? new Set();
    if (id !== undefined) ids.add(id);
    this.#idsByTopic.set(topic, ids);
  }

  get isEmpty(): boolean {
    return this.#idsByTopic.size === 0;
  }

  has(topic: string): boolean {
    return this.#idsByTopic.has(topic);
  }

  /** None where nobody said which. */
  idsOf(topic: string): readonly number[] {
    return [...(this.#idsByTopic.get(topic) ?? [])];
  }
}
