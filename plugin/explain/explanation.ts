/** Why a Canary is where it is, in words. */
export interface Explanation {
  /** One sentence each, the most decisive first. */
  readonly sentences: readonly string[];
  /** What a person can do about it, the most useful first. */
  readonly next: readonly NextStep[];
}

export interface NextStep {
  /** What it is good for, as it goes on after "to". */
  readonly to: string;
  /** What to type. */
  readonly command: string;
}

/** Sentences and steps, without those that do not apply. */
export function explanation(sentences: readonly (string | undefined)[], next: readonly (NextStep | undefined)[] = []): Explanation {
  return { sentences: sentences.filter((each) => each !== undefined), next: next.filter((each) => each !== undefined) };
}
