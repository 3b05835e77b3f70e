import type { ContainerLogs } from '../api-server/cluster.ts';

interface Place {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
}

interface Log {
  readonly lines: string[];
  readonly followers: Set<Follower>;
}

/** Of a container, so many lines are kept. */
const longestLog = 1000;

/** What the containers of a node say; of each, the last lines since it was started. */
export class LogBook implements ContainerLogs {
  readonly #logs = new Map<string, Log>();

  /** A container is started, anew perhaps: its log begins. */
  begin(place: Place): void {
    this.end(place);
    this.#logs.set(keyOf(place), { lines: [], followers: new Set() });
  }

  add(place: Place, line: string): void {
    const log = this.#logs.get(keyOf(place));
    if (log === undefined) {
      return;
    }
    log.lines.push(line);
    log.lines.splice(0, log.lines.length - longestLog);
    log.followers.forEach((follower) => follower.add(line));
  }

  /** The container has ended: nothing more will be said, what was said is kept. */
  end(place: Place): void {
    const followers = this.#logs.get(keyOf(place))?.followers;
    followers?.forEach((follower) => follower.end());
    followers?.clear();
  }

  forget(place: Place): void {
    this.end(place);
    this.#logs.delete(keyOf(place));
  }

  lines(place: Place): readonly string[] | undefined {
    return this.#logs.get(keyOf(place))?.lines.slice();
  }

  /** Follows from the moment of the call, whenever what comes is read. Ends with the container. */
  follow(place: Place, signal: AbortSignal): AsyncIterable<string> {
    const follower = new Follower();
    const log = this.#logs.get(keyOf(place));
    const stop = () => {
      log?.followers.delete(follower);
      follower.end();
    };
    if (log === undefined || signal.aborted) {
      follower.end();
    } else {
      log.followers.add(follower);
      signal.addEventListener('abort', stop, { once: true });
    }
    return follower.read(() => {
      stop();
      signal.removeEventListener('abort', stop);
    });
  }
}

/** Lines on their way to one reader. */
class Follower {
  #lines: string[] = [];
  #hasEnded = false;
  #wake: () => void = () => undefined;

  add(line: string): void {
    this.#lines.push(line);
    this.#wake();
  }

  end(): void {
    this.#hasEnded = true;
    this.#wake();
  }

  async *read(onEnd: () => void): AsyncIterable<string> {
    try {
      for (;;) {
        yield* this.#lines.splice(0);
        if (this.#lines.length === 0) {
          if (this.#hasEnded) {
            return;
          }
          await new Promise<void>((resolve) => (this.#wake = resolve));
        }
      }
    } finally {
      onEnd();
    }
  }
}

function keyOf({ namespace, pod, container }: Place): string {
  return `${namespace}/${pod}/${container}`;
}
