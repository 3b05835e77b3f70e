import { expect } from 'chai';
import { subjectOf } from '../../../plugin/doctor/problem-sights.ts';

describe('plugin/doctor/problem-sights.ts', () => {
  const cases: [path: string, subject: string][] = [
    ['spec.targetRef.kind', 'target'],
    ['spec.service.name', 'services'],
    ['spec.service', 'routing'],
    ['spec.provider', 'routing'],
    ['spec.analysis.stepWeight', 'routing'],
    ['spec.metricsServer', 'metrics'],
    ['spec.analysis.metrics[0].query', 'metrics'],
    ['spec.analysis.webhooks[1].url', 'gates'],
    ['spec.analysis.alerts', 'alerts'],
    ['spec.anythingElse', 'routing'],
  ];
  for (const [path, subject] of cases) {
    it(`${path} is about ${subject}`, () => {
      expect(subjectOf(path)).to.equal(subject);
    });
  }
});
