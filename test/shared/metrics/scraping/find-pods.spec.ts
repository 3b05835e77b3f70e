import { expect } from 'chai';
import { describePods, findPods } from '../../../../shared/metrics/scraping/find-pods.ts';
import { aPod } from '../../../builders/a-pod.ts';
import { fakeKube } from '../../../builders/fake-kube.ts';

describe('shared/metrics/scraping/find-pods.ts', () => {
  const kube = fakeKube(
    aPod('a', { namespace: 'one', labels: { app: 'traefik' } }), aPod('b', { namespace: 'two', labels: { app: 'traefik' } }),
    aPod('c', { namespace: 'two', labels: { app: 'traefik' }, phase: 'Pending' }), aPod('d', { namespace: 'two', labels: { name: 'traefik' } }),
  );
  const cases: [title: string, namespace: string | undefined, labelSelectors: string[], names: string[]][] = [
    ['in any namespace', undefined, ['app=traefik'], ['a', 'b']],
    ['in one namespace', 'two', ['app=traefik'], ['b']],
    ['by the first label that finds any', undefined, ['k8s-app=traefik', 'name=traefik', 'app=traefik'], ['d']],
    ['nowhere', 'three', ['app=traefik'], []],
  ];
  for (const [title, namespace, labelSelectors, names] of cases) {
    it(`finds running pods ${title}`, async () => {
      const found = await findPods(kube, { namespace, labelSelectors });
      expect(found.map(({ metadata }) => metadata.name)).to.have.members(names);
    });
  }

  it('says where it looked', () => {
    expect(describePods({ namespace: 'one', labelSelectors: ['a=b'] })).to.equal('with label a=b in namespace one');
  });
});
