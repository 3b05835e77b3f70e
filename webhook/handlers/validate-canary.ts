import type { Canary } from '../../shared/api/canary.ts';
import { canaries } from '../../shared/kube/resources.ts';
import { gatherFacts } from '../../shared/validation/gather-facts.ts';
import { validateCanary as problemsOf } from '../../shared/validation/validate-canary.ts';
import { answerProblems } from '../admission/answer-problems.ts';
import { isWritten, writtenObject } from '../admission/own-object.ts';
import type { Handler } from './handler.ts';

/** A Canary that could do harm, or nothing at all, is told so when it is applied. What it is compared with is read afresh. */
export const validateCanary: Handler = {
  name: 'validate-canary',
  path: '/validate',
  failsOpen: false,
  isFor: (review) => isWritten(review, canaries),
  async answer(review, { kube }) {
    const canary = writtenObject<Canary>(review);
    return answerProblems(problemsOf(canary, await gatherFacts(kube, canary)));
  },
};
