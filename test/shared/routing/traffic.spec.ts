import { expect } from 'chai';
import { isStatus } from '../../../shared/kube/kube.ts';
import { traefikServices } from '../../../shared/kube/resources.ts';
import { routeOf } from '../../../shared/routing/route-of.ts';
import { traefik } from '../../../shared/routing/routers/traefik.ts';
import { needsTraffic, readTraffic, releaseTraffic, writeTraffic } from '../../../shared/routing/traffic.ts';
import { allToStable, weightsFor } from '../../../shared/routing/weights.ts';
import { aCanary } from '../../builders/a-canary.ts';
import { fakeKube } from '../../builders/fake-kube.ts';
import type { FakeKube } from '../../builders/fake-kube.ts';

const route = routeOf(aCanary().routedBy('traefik').build());

async function routed(percent: number): Promise<FakeKube> {
  const kube = fakeKube();
  await writeTraffic(kube, traefik, route, weightsFor(percent), {});
  return kube;
}

describe('shared/routing/traffic.ts', () => {
  it('reads objects by their roles, absent ones too', async () => {
    expect(await readTraffic(fakeKube(), traefik, route)).to.deep.equal({ weighted: undefined });
    expect((await readTraffic(await routed(10), traefik, route))['weighted']?.metadata.name).to.equal('podinfo');
  });

  it('makes what is absent and returns it as it is now', async () => {
    const kube = fakeKube();
    const [written] = await writeTraffic(kube, traefik, route, weightsFor(10), {});
    expect(written).to.deep.equal(kube.peek(traefikServices, 'podinfo'));
    expect(kube.writes.map(({ verb }) => verb)).to.deep.equal(['create']);
  });

  it('replaces what differs', async () => {
    const kube = await routed(10);
    const found = await readTraffic(kube, traefik, route);
    await writeTraffic(kube, traefik, route, weightsFor(20), found);
    expect(traefik.weights(route, await readTraffic(kube, traefik, route))).to.deep.equal(weightsFor(20));
    expect(kube.writes.map(({ verb }) => verb)).to.deep.equal(['create', 'replace']);
  });

  it('writes nothing where all is so already', async () => {
    const kube = await routed(10);
    const found = await readTraffic(kube, traefik, route);
    expect(needsTraffic(traefik, route, weightsFor(10), found)).to.equal(false);
    expect(await writeTraffic(kube, traefik, route, weightsFor(10), found)).to.deep.equal([]);
    expect(kube.writes).to.have.length(1);
  });

  it('sees that metadata of spec.service is missing', async () => {
    const found = await readTraffic(await routed(10), traefik, route);
    const edited = routeOf(aCanary().routedBy('traefik').serving({ apex: { labels: { team: 'web' } } }).build());
    expect(needsTraffic(traefik, edited, weightsFor(10), found)).to.equal(true);
  });

  it('is refused where somebody wrote since it was read', async () => {
    const kube = await routed(10);
    const found = await readTraffic(kube, traefik, route);
    await kube.patch({ resource: traefikServices, namespace: 'test', name: 'podinfo' }, { metadata: { labels: { a: 'b' } } });
    const error = await writeTraffic(kube, traefik, route, weightsFor(20), found).catch((thrown: unknown) => thrown);
    expect(isStatus(error, 409)).to.equal(true);
    expect(traefik.weights(route, await readTraffic(kube, traefik, route))).to.deep.equal(weightsFor(10));
  });

  it('is refused where the object came to be since it was looked for', async () => {
    const kube = await routed(10);
    expect(isStatus(await writeTraffic(kube, traefik, route, allToStable, {}).catch((thrown: unknown) => thrown), 409)).to.equal(true);
  });

  it('releases once', async () => {
    const kube = await routed(10);
    const [left] = await releaseTraffic(kube, traefik, route, await readTraffic(kube, traefik, route));
    expect(left?.metadata.labels).to.equal(undefined);
    expect(await releaseTraffic(kube, traefik, route, await readTraffic(kube, traefik, route))).to.deep.equal([]);
  });
});
