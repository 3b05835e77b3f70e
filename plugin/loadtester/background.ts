/** Tasks that go on after their caller was answered: each once at a time, not too many, none for ever. */
export interface Background {
  /** Starts it, unless one of this key runs or there are too many. */
  start(key: string, run: (signal: AbortSignal) => Promise<void>): 'started' | 'running' | 'full';
  readonly running: number;
}

export interface BackgroundOptions {
  /** Ends all of them. */
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
  readonly most?: number;
  onError(key: string, error: Error): void;
}

const mostTasks = 32;

/** Makes the place where tasks run. */
export function createBackground({ signal, timeoutMs, most = mostTasks, onError }: BackgroundOptions): Background {
  const keys = new Set<string>();
  return {
    get running() {
      return keys.size;
    },
    start(key, run) {
      if (keys.has(key)) {
        return 'running';
      }
      if (keys.size >= most) {
        return 'full';
      }
      keys.add(key);
      void run(AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]))
        .catch((error: Error) => onError(key, error))
        .finally(() => keys.delete(key));
      return 'started';
    },
  };
}
