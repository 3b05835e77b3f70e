/** Gives every pod an address of its own, as a CNI plugin does: one after the other, so that an address is not used again soon. */
export class PodAddresses {
  readonly #used = new Set<string>();
  #last = 1;

  /** 10.244.0.2, 10.244.0.3, ... */
  take(): string {
    for (;;) {
      this.#last = this.#last === lastHost ? 2 : this.#last + 1;
      const ip = `10.244.${this.#last >> 8}.${this.#last & 255}`;
      if (!this.#used.has(ip)) {
        this.#used.add(ip);
        return ip;
      }
    }
  }

  giveBack(ip: string): void {
    this.#used.delete(ip);
  }
}

const lastHost = 0xfffe;
