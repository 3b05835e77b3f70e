import { expect } from 'chai';
import type { Metric } from '../../../shared/api/canary.ts';
import { limitsOf } from '../../../shared/metrics/limits.ts';
import type { Limits } from '../../../shared/metrics/limits.ts';

describe('shared/metrics/limits.ts', () => {
  const cases: [title: string, check: Metric, limits: Limits | undefined][] = [
    ['a range', { name: 'a', thresholdRange: { min: 1, max: 2 } }, { min: 1, max: 2 }],
    ['a bound of zero', { name: 'a', thresholdRange: { max: 0 } }, { max: 0 }],
    ['a range before a threshold', { name: 'a', thresholdRange: { min: 1 }, threshold: 5 }, { min: 1 }],
    ['a threshold', { name: 'a', threshold: 5 }, { max: 5 }],
    ['the threshold of the success rate', { name: 'request-success-rate', threshold: 99 }, { min: 99 }],
    ['the threshold of a template called success rate', { name: 'request-success-rate', templateRef: { name: 'a' }, threshold: 9 }, { max: 9 }],
    ['an empty range beside a threshold', { name: 'a', thresholdRange: {}, threshold: 5 }, { max: 5 }],
    ['nothing as no limits (quirk 15)', { name: 'request-success-rate' }, undefined],
  ];
  for (const [title, check, limits] of cases) {
    it(`reads ${title}`, () => {
      expect(limitsOf(check)).to.deep.equal(limits);
    });
  }
});
