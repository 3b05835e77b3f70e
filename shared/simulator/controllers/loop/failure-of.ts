/** Why something did not come to its end; undefined where it did. For who still has to write down how far it got. */
export async function failureOf(work: Promise<unknown>): Promise<Error | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    return error as Error;
  }
}
