import { expect } from 'chai';
import { textOf } from './answer.ts';
import type { Answer } from './answer.ts';

/** Expects a Status with this code and message, such as `404 configmaps "none" not found`; a pattern where only a part of it matters. */
export function expectRefusal(answer: Answer, expected: string | RegExp): void {
  if (typeof expected === 'string') {
    expect(textOf(answer)).to.equal(expected);
  } else {
    expect(textOf(answer)).to.match(expected);
  }
}
