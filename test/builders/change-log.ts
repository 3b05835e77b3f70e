import { ApiError } from '../../shared/kube/kube.ts';
import type { KubeObject, Selection, WatchEvent } from '../../shared/kube/kube.ts';
import { isSelected } from './selection-match.ts';

/** One state of one object after another; absent before it was made and after it is gone. */
export interface Change {
  readonly version: number;
  readonly before: KubeObject | undefined;
  readonly after: KubeObject | undefined;
}

/** What happened, in order, and who waits for more of it. */
export class ChangeLog {
  readonly #changes: Change[] = [];
  readonly #waiting = new Set<() => void>();
  #forgotten = 0;
  #round = 0;

  add(change: Change): void {
    this.#changes.push(change);
    this.#wake();
  }

  /** A watch from before this version is refused from now on. */
  forget(version: number): void {
    this.#forgotten = version;
  }

  /** Ends all watches. */
  end(): void {
    this.#round += 1;
    this.#wake();
  }

  /** @throws ApiError 410 where that version is forgotten. */
  async *follow(selection: Selection, version: number, signal: AbortSignal): AsyncGenerator<WatchEvent> {
    if (version < this.#forgotten) {
      throw new ApiError(410, 'Expired', `too old resource version: ${version} (${this.#forgotten})`);
    }
    const round = this.#round;
    let position = this.#changes.filter((change) => change.version <= version).length;
    while (!signal.aborted && this.#round === round) {
      const change = this.#changes[position];
      if (change === undefined) {
        await this.#more(signal);
        continue;
      }
      position += 1;
      const event = eventOf(change, selection);
      if (event !== undefined) {
        yield structuredClone(event);
      }
    }
  }

  #wake(): void {
    for (const wake of [...this.#waiting]) {
      wake();
    }
  }

  #more(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        this.#waiting.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      this.#waiting.add(wake);
      signal.addEventListener('abort', wake);
    });
  }
}

/** What a watch of this selection is told: entering it is ADDED, leaving it DELETED. */
function eventOf({ before, after, version }: Change, selection: Selection): WatchEvent | undefined {
  const was = before !== undefined && isSelected(before, selection);
  if (after !== undefined && isSelected(after, selection)) {
    return { type: was ? 'MODIFIED' : 'ADDED', object: after };
  }
  return was ? { type: 'DELETED', object: { ...before, metadata: { ...before.metadata, resourceVersion: String(version) } } } : undefined;
}
