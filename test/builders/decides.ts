/** What a test expects of a decision; what is not named is not looked at. */
import { expect } from 'chai';
import { decide } from '../../shared/engine/decide.ts';
import type { Decision } from '../../shared/engine/decision.ts';
import { afterNoon, anObservation } from './an-observation.ts';
import type { Situation } from './an-observation.ts';

export interface ExpectedDecision {
  step: Decision['step'];
  because?: RegExp;
  weight?: number;
  /** Seconds from noon. */
  until?: number;
  resting?: boolean;
  record?: Record<string, unknown>;
}

export type DecisionCase = readonly [title: string, situation: Situation, expected: ExpectedDecision];

/** One test for each case. */
export function itDecides(cases: readonly DecisionCase[]): void {
  for (const [title, situation, expected] of cases) {
    it(title, () => compare(decide(anObservation(situation)) as unknown as Record<string, unknown>, expected));
  }
}

function compare(decision: Record<string, unknown>, { because = /\S/, until, record = {}, ...plain }: ExpectedDecision): void {
  expect(decision['because']).to.match(because);
  for (const [field, value] of Object.entries(plain)) {
    expect(field === 'resting' ? decision[field] === true : decision[field], `${field} (${decision['because']})`).to.equal(value);
  }
  if (until !== undefined) {
    expect((decision['until'] as Date).toISOString()).to.equal(afterNoon(until));
  }
  for (const [field, value] of Object.entries(record)) {
    expect((decision['record'] as Record<string, unknown>)[field], field).to.deep.equal(value);
  }
}
