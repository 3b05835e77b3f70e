import type { Canary } from '../../shared/api/canary.ts';
import type { NextStep } from '../explain/explanation.ts';

/** A Canary, and why it says what it says. */
export interface Proposal {
  readonly canary: Canary;
  /** A line above a field, by the path of the field: `spec.service.port`. There may be more of them than fields. */
  readonly reasons: ReadonlyMap<string, string>;
  /** What could not be found out, or needs a person: one sentence each. */
  readonly doubts: readonly string[];
  /** What is to be done besides applying it. */
  readonly next: readonly NextStep[];
}

/** Part of a Proposal: fields of `spec`, and why. */
export interface Choice<T> {
  readonly value: T;
  readonly because: string;
  readonly doubts?: readonly string[];
  readonly next?: readonly NextStep[];
}
