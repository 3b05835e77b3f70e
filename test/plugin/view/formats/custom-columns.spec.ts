import { expect } from 'chai';
import { canaryView } from '../../../../plugin/view/canary-view.ts';
import { customColumns } from '../../../../plugin/view/formats/custom-columns.ts';
import { unpainted } from '../../../../plugin/view/line.ts';
import { aCanary } from '../../../builders/a-canary.ts';

describe('plugin/view/formats/custom-columns.ts', () => {
  const canary = aCanary().analysed({ stepWeights: [10, 20] }).build();
  const subject = { canary, view: canaryView(canary) };
  const page = { now: new Date(0), width: 10, paint: unpainted, namespaces: false };

  const cases: [template: string, expected: string[]][] = [
    ['NAME:.metadata.name', ['NAME', 'podinfo']],
    ['NAME:metadata.name,N:{.spec.analysis.interval}', ['NAME      N', 'podinfo   10s']],
    ['STEPS:.spec.analysis.stepWeights[*]', ['STEPS', '10,20']],
    ['STEPS:.spec.analysis.stepWeights', ['STEPS', '[10,20]']],
    ['TWO:.spec.analysis.stepWeights[0,1]', ['TWO', '10,20']],
    ['NONE:.status.nothing', ['NONE', '<none>']],
  ];
  for (const [template, expected] of cases) {
    it(`prints ${template}`, () => {
      expect(customColumns.with(template).one(subject, page)).to.deep.equal(expected);
    });
  }

  for (const template of ['NAME', ':.a', 'NAME:', 'A:.a,']) {
    it(`refuses ${template}`, () => {
      expect(() => customColumns.with(template)).to.throw('-o custom-columns expects NAME:PATH').with.property('outcome', 'usage');
    });
  }
});
