import { expect } from 'chai';
import { surroundingFacts } from '../../../plugin/validate/surrounding-facts.ts';
import type { KubeObject } from '../../../shared/kube/kube.ts';
import { aCanary } from '../../builders/a-canary.ts';
import { aDeployment } from '../../builders/a-deployment.ts';

describe('plugin/validate/surrounding-facts.ts', () => {
  const service = (namespace: string) => ({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'podinfo', namespace } }) as KubeObject;
  const template = (namespace?: string) => ({ apiVersion: 'kubectl-canary.dev/v1beta1', kind: 'MetricTemplate', metadata: { name: 'errors', ...(namespace === undefined ? {} : { namespace }) } }) as KubeObject;

  it('knows what is given, in the namespace of the Canary', () => {
    const facts = surroundingFacts(aCanary().build(), [aDeployment().build(), service('test'), service('other'), aCanary().named('second').build() as KubeObject, aCanary().named('third').inNamespace('other').build() as KubeObject, template('shared')]);
    expect(facts.target).to.have.nested.property('metadata.name', 'podinfo');
    expect(facts.services).to.have.length(1);
    expect(facts.canaries.map(({ metadata }) => metadata.name)).to.deep.equal(['second']);
    expect([...facts.metricTemplates.keys()]).to.deep.equal(['errors.shared']);
  });

  it('says nothing of what is not given', () => {
    expect(surroundingFacts(aCanary().build(), [aDeployment().inNamespace('other').build()])).to.deep.include({ target: 'unknown', canaryWorkload: 'unknown', canaries: [], missingResources: [] });
  });

  it('takes objects without a namespace for those of one namespace', () => {
    const bare = (object: KubeObject) => ({ ...object, metadata: { name: object.metadata.name } }) as KubeObject;
    const facts = surroundingFacts(bare(aCanary().build() as KubeObject) as never, [{ ...bare(aDeployment().build()) }, template()]);
    expect(facts.target).to.have.nested.property('metadata.name', 'podinfo');
    expect([...facts.metricTemplates.keys()]).to.deep.equal(['errors.default']);
  });
});
