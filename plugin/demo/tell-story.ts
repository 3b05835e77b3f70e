/** Goes through the acts while a driver drives: each is over when the Canary is as it says, or when the person takes over. */
import { Failure } from '../../shared/errors.ts';
import { pause } from '../../shared/time/pause.ts';
import type { CanaryView } from '../view/canary-view.ts';
import type { Act } from './acts.ts';
import type { Demo } from './demo.ts';

/** Seconds in the cluster that one act may take. */
const longestActSeconds = 300;

export interface Telling {
  readonly demo: Demo;
  readonly acts: readonly Act[];
  /** The newest view, and the ones to come. */
  readonly views: Views;
  /** Real milliseconds after each act, for who reads along. */
  readonly pauseMs: number;
  /** Ends the telling, not the demo. */
  readonly signal: AbortSignal;
  say(line: string): void;
}

/** What is seen of the Canary, for who waits for something. */
export class Views {
  current: CanaryView | undefined;
  readonly #waiting = new Set<() => void>();

  /** A newer view. */
  take(view: CanaryView): void {
    this.current = view;
    [...this.#waiting].forEach((look) => look());
  }

  /** Resolves when a view, the present one too, is as wanted; rejects with the signal's reason. */
  async until(isWanted: (view: CanaryView) => boolean, signal: AbortSignal): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const look = () => this.current !== undefined && isWanted(this.current) && resolve();
    const giveUp = () => reject(signal.reason as Error);
    this.#waiting.add(look);
    signal.addEventListener('abort', giveUp);
    look();
    if (signal.aborted) {
      giveUp();
    }
    try {
      await promise;
    } finally {
      this.#waiting.delete(look);
      signal.removeEventListener('abort', giveUp);
    }
  }
}

/** @throws Failure where an act does not come to its end; the signal's reason where that ends it. */
export async function tellStory({ demo, acts, views, pauseMs, signal, say }: Telling): Promise<void> {
  for (const act of acts) {
    say(act.says);
    (await act.does?.(demo))?.forEach((line) => say(`Warning: ${line}`));
    const late = new AbortController();
    const callOff = demo.clock.after(longestActSeconds * 1000, () => late.abort(tooLong(act, views)), { unref: true });
    await views.until(act.isOver, AbortSignal.any([signal, late.signal])).finally(callOff);
    await pause(pauseMs, signal);
    signal.throwIfAborted();
  }
}

function tooLong({ says }: Act, { current }: Views): Failure {
  return new Failure('timedOut', `the story does not go on after "${says}": the canary is ${current?.phase ?? 'not seen'}, ${current?.because ?? ''}`);
}
