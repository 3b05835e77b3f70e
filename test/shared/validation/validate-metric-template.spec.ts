import { expect } from 'chai';
import type { MetricTemplate } from '../../../shared/api/metric-template.ts';
import { formatProblem } from '../../../shared/validation/problem.ts';
import { validateMetricTemplate } from '../../../shared/validation/validate-metric-template.ts';

type Spec = MetricTemplate['spec'];

describe('shared/validation/validate-metric-template.ts', () => {
  const provider: Spec['provider'] = { type: 'prometheus', address: 'http://prometheus.monitoring:9090' };
  const cases: [string, Spec, RegExp | undefined][] = [
    ['is fine', { provider, query: 'sum({{ target }}) / {{ variables.code }} {{ index variables "a b" }}' }, undefined],
    ['has a provider that is not there', { provider: { ...provider, type: 'keptn' }, query: '1' }, /^spec\.provider\.type: expected .*prometheus.*, got "keptn"/],
    ['has an address that is none', { provider: { ...provider, address: 'http://[' }, query: '1' }, /^spec\.provider\.address: expected an address such as .*, got "http:\/\/\["$/],
    ['has a placeholder that is none', { provider, query: '{{ pod }}' }, /^spec\.query: expected a query whose placeholders are known, got "\{\{ pod \}\}"; .*"pod" is unknown .*known are /],
    ['has a placeholder without an end', { provider, query: '{{ target' }, /^spec\.query: .*has no end/],
  ];
  for (const [title, spec, expected] of cases) {
    it(title, () => {
      const [found, ...more] = validateMetricTemplate({ apiVersion: 'kubectl-canary.dev/v1beta1', kind: 'MetricTemplate', metadata: { name: 'a' }, spec });
      expect(more).to.deep.equal([]);
      expect(found === undefined ? '' : formatProblem(found)).to.match(expected ?? /^$/);
    });
  }
});
