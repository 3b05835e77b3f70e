import { expect } from 'chai';
import type { KubeObject } from '../../../shared/kube/kube.ts';
import { metricTemplates } from '../../../shared/kube/resources.ts';
import { validateMetricTemplate } from '../../../webhook/handlers/validate-metric-template.ts';
import { answered, shownAnswer } from '../../builders/answered.ts';
import { expectGolden } from '../../builders/golden.ts';

const template = (provider: object, query: string) => ({ apiVersion: metricTemplates.apiVersion, kind: metricTemplates.kind, metadata: { name: 'latency', namespace: 'test' }, spec: { provider, query } }) as KubeObject;
const created = (object: KubeObject) => ({ operation: 'CREATE' as const, object, oldObject: null });

describe('webhook/handlers/validate-metric-template.ts', () => {
  it('lets a sound template on', async () => {
    const sound = template({ type: 'prometheus', address: 'http://prometheus.monitoring:9090' }, 'sum(rate(requests{app="{{ target }}"}[{{ interval }}]))');
    expect(await answered(validateMetricTemplate, created(sound))).to.deep.equal({ response: { allowed: true }, verdict: 'allowed' });
  });

  it('says all that is wrong at once', async () => {
    expectGolden('admission/a-wrong-metric-template.json', shownAnswer(await answered(validateMetricTemplate, created(template({ type: 'prometeus', address: 'prometheus' }, '{{ tagret }}')))));
  });
});
