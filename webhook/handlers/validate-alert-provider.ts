import type { AlertProvider } from '../../shared/api/alert-provider.ts';
import { alertProviders } from '../../shared/kube/resources.ts';
import { validateAlertProvider as problemsOf } from '../../shared/validation/validate-alert-provider.ts';
import { answerProblems } from '../admission/answer-problems.ts';
import { isWritten, writtenObject } from '../admission/own-object.ts';
import type { Handler } from './handler.ts';

/** An AlertProvider that nobody could be told through is told so when it is applied. */
export const validateAlertProvider: Handler = {
  name: 'validate-alert-provider',
  path: '/validate',
  failsOpen: false,
  isFor: (review) => isWritten(review, alertProviders),
  answer: (review) => answerProblems(problemsOf(writtenObject<AlertProvider>(review))),
};
