/** Which gates stand open, by key. In memory, as in Flagger's load tester: after a restart all are closed. */
export interface GateBook {
  isOpen(key: string): boolean;
  /** False where there is no room for one more. */
  open(key: string): boolean;
  close(key: string): void;
}

const mostOpen = 10_000;

/** Makes one with all gates closed. */
export function createGateBook({ most = mostOpen }: { most?: number } = {}): GateBook {
  const opened = new Set<string>();
  return {
    isOpen: (key) => opened.has(key),
    open(key) {
      if (opened.size >= most && !opened.has(key)) {
        return false;
      }
      opened.add(key);
      return true;
    },
    close: (key) => void opened.delete(key),
  };
}
