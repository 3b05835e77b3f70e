/** Waits so many turns of the event loop: no time where there is nothing to do, and where there is much, as long as that takes. */
export async function letOthersRun(turns: number): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) {
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
}
