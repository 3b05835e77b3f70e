/** Says which requests are to fail, the first one and then evenly spread: at a rate of 0.2 each fifth, never by chance. */
export class ErrorRhythm {
  #due = 1;

  /** Whether the next request fails; `rate` is 0 to 1 and may differ from one to the next. */
  next(rate: number): boolean {
    if (rate === 0) {
      this.#due = 1;
      return false;
    }
    // Sums of tenths fall short of whole numbers by a little.
    const fails = this.#due >= 1 - 1e-9;
    this.#due += rate - (fails ? 1 : 0);
    return fails;
  }
}
