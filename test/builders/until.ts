import { setTimeout } from 'node:timers/promises';

const patienceMs = 8000;
/** Short, but leaves the processor to those who are waited for. */
const pauseMs = 2;

/** Resolves as soon as it is so; what happens in between goes on. @throws Error where it never is. */
export async function until(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + patienceMs;
  while (!(await isSo())) {
    if (performance.now() > end) {
      throw new Error(`waited in vain until ${what}`);
    }
    await setTimeout(pauseMs);
  }
}
