import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Waits until a condition gives something other than false or undefined, and returns that. For what cannot be watched: counters, lines
 * of a program. Objects of the cluster are awaited with `world.waitForObject`, which misses no state in between.
 * @throws Error that names what was waited for, after so many seconds.
 */
export async function waitFor<T>(
  description: string,
  condition: () => T | false | undefined | Promise<T | false | undefined>,
  deadlineSeconds = 60,
): Promise<T> {
  const deadline = performance.now() + deadlineSeconds * 1000;
  for (;;) {
    const got = await condition();
    if (got !== false && got !== undefined) {
      return got;
    }
    if (performance.now() > deadline) {
      throw new Error(`waited ${deadlineSeconds} s in vain: ${description}`);
    }
    await sleep(100);
  }
}
