import type { MetricTemplate } from '../../shared/api/metric-template.ts';
import { metricTemplates } from '../../shared/kube/resources.ts';
import { validateMetricTemplate as problemsOf } from '../../shared/validation/validate-metric-template.ts';
import { answerProblems } from '../admission/answer-problems.ts';
import { isWritten, writtenObject } from '../admission/own-object.ts';
import type { Handler } from './handler.ts';

/** A MetricTemplate that no Canary could ever measure by is told so when it is applied. */
export const validateMetricTemplate: Handler = {
  name: 'validate-metric-template',
  path: '/validate',
  failsOpen: false,
  isFor: (review) => isWritten(review, metricTemplates),
  answer: (review) => answerProblems(problemsOf(writtenObject<MetricTemplate>(review))),
};
