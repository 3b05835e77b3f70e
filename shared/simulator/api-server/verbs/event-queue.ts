/** What one side pushes and the other takes in its own time; ends when it is told to and all is taken. */
export class EventQueue<T> implements AsyncIterable<T> {
  #items: T[] = [];
  #isOver = false;
  #wake: () => void = () => undefined;

  /** Nothing more is taken after the end. */
  push(item: T): void {
    if (!this.#isOver) {
      this.#items.push(item);
      this.#wake();
    }
  }

  end(): void {
    this.#isOver = true;
    this.#wake();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T> {
    while (true) {
      const items = this.#items;
      this.#items = [];
      yield* items;
      if (this.#items.length > 0) {
        continue;
      }
      if (this.#isOver) {
        return;
      }
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
}
