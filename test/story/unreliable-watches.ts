import { setTimeout as pause } from 'node:timers/promises';
import { ApiError } from '../../shared/kube/kube.ts';
import type { Kube, WatchEvent } from '../../shared/kube/kube.ts';

/** A connection whose watches bring everything a little late, or lose their place after every third event, so that all is listed again. */
export function unreliableWatches(kube: Kube, trouble: 'late' | 'interrupted'): Kube {
  return new Proxy(kube, {
    get(target, property) {
      const value = Reflect.get(target, property, target) as unknown;
      if (property === 'watch') {
        return (...args: Parameters<Kube['watch']>) => troubled(target.watch(...args), trouble);
      }
      return typeof value === 'function' ? (value as () => unknown).bind(target) : value;
    },
  });
}

async function* troubled(events: AsyncIterable<WatchEvent>, trouble: 'late' | 'interrupted'): AsyncGenerator<WatchEvent> {
  let count = 0;
  for await (const event of events) {
    count += 1;
    if (trouble === 'late') {
      await pause((count * 7) % 23);
    } else if (count % 3 === 0) {
      throw new ApiError(410, 'Expired', 'too old resource version');
    }
    yield event;
  }
}
