import { expect } from 'chai';
import { ApiError } from '../../../shared/kube/kube.ts';
import type { KubeObject } from '../../../shared/kube/kube.ts';
import { alertProviders, metricTemplates, services, traefikServices } from '../../../shared/kube/resources.ts';
import { gatherFacts } from '../../../shared/validation/gather-facts.ts';
import { aCanary } from '../../builders/a-canary.ts';
import { aDeployment } from '../../builders/a-deployment.ts';
import { fakeKube } from '../../builders/fake-kube.ts';
import type { Call } from '../../builders/fake-kube.ts';

const canary = aCanary().routedBy('traefik').analysed({
  metrics: [{ name: 'a', templateRef: { name: 'here' } }, { name: 'b', templateRef: { name: 'there', namespace: 'shared' } }, { name: 'c', templateRef: { name: 'here' } }],
  alerts: [{ name: 'chat', providerRef: { name: 'slack' } }],
});

describe('shared/validation/gather-facts.ts', () => {
  it('reads what a Canary names, and what may be in its way', async () => {
    const other = aCanary().named('other').build();
    const kube = fakeKube(canary.build(), other, aDeployment().build(), object(metricTemplates, 'here'), object(metricTemplates, 'there', 'shared'), object(services, 'podinfo'), object(services, 'elsewhere', 'shared'));
    kube.onRequest = () => ({ status: 200, headers: {}, text: JSON.stringify({ resources: [{ name: 'traefikservices' }] }) });
    const facts = await gatherFacts(kube, canary.build());
    expect(nameOf(facts.target)).to.equal('podinfo');
    expect(facts.canaryWorkload).to.equal('absent');
    expect(facts.canaries.map(nameOf)).to.deep.equal(['other']);
    expect(facts.services.map(nameOf)).to.deep.equal(['podinfo']);
    expect([...facts.metricTemplates].map(([key, fact]) => [key, nameOf(fact)])).to.deep.equal([['here.test', 'here'], ['there.shared', 'there']]);
    expect([...facts.alertProviders]).to.deep.equal([['slack.test', 'absent']]);
    expect(facts.missingResources).to.deep.equal([]);
  });

  const answers: [string, { status: number; text: string }, boolean][] = [
    ['the group is not known', { status: 404, text: 'not found' }, true],
    ['the group has other kinds only', { status: 200, text: '{"resources":[{"name":"middlewares"}]}' }, true],
    ['nobody may ask', { status: 403, text: '{}' }, false],
  ];
  for (const [title, answer, isMissing] of answers) {
    it(`${isMissing ? 'misses' : 'does not miss'} a router's API where ${title}`, async () => {
      const kube = fakeKube(canary.build());
      kube.onRequest = () => ({ headers: {}, ...answer });
      expect((await gatherFacts(kube, canary.build())).missingResources).to.deep.equal(isMissing ? [traefikServices] : []);
    });
  }

  it('does not know what may not be read', async () => {
    const kube = fakeKube(canary.build(), aDeployment().build());
    const forbidden = new ApiError(403, 'Forbidden', 'no');
    const isOf = (resource: { plural: string }) => (call: Call) => call.resource === resource.plural;
    kube.failNext(({ resource, name }) => resource === 'deployments' && name === 'podinfo', forbidden);
    kube.failNext(isOf(services), forbidden);
    kube.failNext(isOf(alertProviders), forbidden);
    const facts = await gatherFacts(kube, canary.build());
    expect([facts.target, facts.services, [...facts.alertProviders]]).to.deep.equal(['unknown', [], [['slack.test', 'unknown']]]);
  });

  it('fails where the API server does', async () => {
    const kube = fakeKube(canary.build());
    kube.failNext(({ resource }) => resource === 'services', new ApiError(500, 'InternalError', 'broken'));
    const error = await gatherFacts(kube, canary.build()).then(() => undefined, (caught: unknown) => caught);
    expect(error).to.be.instanceOf(ApiError);
  });
});

function object({ apiVersion, kind }: { apiVersion: string; kind: string }, name: string, namespace = 'test'): KubeObject {
  return { apiVersion, kind, metadata: { name, namespace } };
}

function nameOf(fact: unknown): unknown {
  return typeof fact === 'object' ? (fact as KubeObject).metadata.name : fact;
}
