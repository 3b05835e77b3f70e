import { expect } from 'chai';
import { Failure } from '../../../shared/errors.ts';
import type { KubeObject } from '../../../shared/kube/kube.ts';
import { services } from '../../../shared/kube/resources.ts';
import { routeOf } from '../../../shared/routing/route-of.ts';
import { needsServices, renderServices, writeServices } from '../../../shared/routing/services.ts';
import type { FoundServices } from '../../../shared/routing/services.ts';
import { deployment } from '../../../shared/workloads/kinds/deployment.ts';
import { aCanary } from '../../builders/a-canary.ts';
import { aDeployment } from '../../builders/a-deployment.ts';
import { fakeKube } from '../../builders/fake-kube.ts';
import type { FakeKube } from '../../builders/fake-kube.ts';

interface Service extends KubeObject {
  spec: { selector?: Record<string, string>; ports?: object[]; clusterIP?: string; trafficDistribution?: string };
}

const route = routeOf(aCanary().build());
const target = aDeployment().labelled({ tier: 'web' }).build();
const none: FoundServices = { apex: undefined, primary: undefined, canary: undefined };
const usersApex: KubeObject = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'podinfo', namespace: 'test', labels: { mine: 'yes' } } };

function foundIn(kube: FakeKube): FoundServices {
  return { apex: kube.peek(services, 'podinfo'), primary: kube.peek(services, 'podinfo-primary'), canary: kube.peek(services, 'podinfo-canary') };
}

async function withServices(kube = fakeKube(), on = route): Promise<FakeKube> {
  await writeServices(kube, on, target, deployment, foundIn(kube));
  return kube;
}

function rendered(service: object, role: 'apex' | 'primary' | 'canary', found = none): Service {
  const on = routeOf(aCanary().serving(service).build());
  return renderServices(on, target, deployment, found).find((each) => each.role === role)!.service as Service;
}

describe('shared/routing/services.ts', () => {
  describe('renderServices', () => {
    const selectors = { apex: 'podinfo', primary: 'podinfo', canary: 'podinfo-canary' } as const;
    for (const [role, app] of Object.entries(selectors)) {
      it(`selects the pods of ${app} for ${role}`, () => {
        expect(rendered({}, role as keyof typeof selectors).spec.selector).to.deep.equal({ app, tier: 'web' });
      });

      it(`puts the labels and annotations of spec.service.${role} on ${role} alone`, () => {
        const { metadata } = rendered({ [role]: { labels: { a: 'b' }, annotations: { c: 'd' } } }, role as keyof typeof selectors);
        expect(metadata.labels).to.deep.equal({ 'a': 'b', 'kubectl-canary.dev/canary': 'podinfo' });
        expect(metadata.annotations).to.deep.equal({ c: 'd' });
        const other = role === 'apex' ? 'primary' : 'apex';
        expect(rendered({ [role]: { annotations: { c: 'd' } } }, other).metadata.annotations).to.equal(undefined);
      });
    }

    it('has them go with the Canary', () => {
      expect(rendered({}, 'primary').metadata.ownerReferences).to.deep.equal([{ apiVersion: 'kubectl-canary.dev/v1beta1', kind: 'Canary', name: 'podinfo', uid: 'uid-canary-podinfo', controller: true, blockOwnerDeletion: true }]);
    });

    it('has the same ports in the same order on all three (seen 22)', () => {
      const discovering = routeOf(aCanary().serving({ portDiscovery: true }).build());
      const open = aDeployment().container({ ports: [{ containerPort: 9797 }, { name: 'grpc', containerPort: 9999 }] }).build();
      const ports = renderServices(discovering, open, deployment, none).map(({ service }) => (service as Service).spec.ports?.map((port) => (port as { name: string }).name));
      expect(ports).to.deep.equal([0, 1, 2].map(() => ['http', 'tcp-9797', 'grpc']));
    });

    it('is headless and prefers endpoints where asked to', () => {
      expect(rendered({ headless: true, trafficDistribution: 'PreferClose' }, 'canary').spec).to.include({ clusterIP: 'None', trafficDistribution: 'PreferClose' });
      expect(rendered({}, 'canary').spec).not.to.have.any.keys('clusterIP', 'trafficDistribution');
    });

    it('keeps what the API server and others put on them', () => {
      const primary = { ...rendered({}, 'primary'), spec: { ...rendered({}, 'primary').spec, clusterIP: '10.0.0.1' } };
      primary.metadata.annotations = { cloud: 'yes' };
      const again = rendered({ port: 81 }, 'primary', { ...none, primary });
      expect(again.spec.clusterIP).to.equal('10.0.0.1');
      expect(again.metadata.annotations).to.deep.equal({ cloud: 'yes' });
    });

    it('leaves Services of others out', () => {
      expect(renderServices(route, target, deployment, { ...none, apex: usersApex }).map(({ role }) => role)).to.deep.equal(['canary', 'primary']);
    });

    it('keeps the ports of the stable pods while another template waits', () => {
      const discovering = routeOf(aCanary().serving({ portDiscovery: true }).build());
      const before = renderServices(discovering, aDeployment().container({ ports: [{ name: 'old', containerPort: 1 }] }).build(), deployment, none);
      const found = Object.fromEntries(before.map(({ role, service }) => [role, service])) as unknown as FoundServices;
      const held = aDeployment().held('podinfo:2').container({ ports: [{ name: 'new', containerPort: 2 }] }).build();
      const names = renderServices(discovering, held, deployment, found).map(({ service }) => (service as Service).spec.ports?.map((port) => (port as { name: string }).name));
      expect(names).to.deep.equal([['http', 'new'], ['http', 'new', 'old'], ['http', 'new', 'old']]);
    });
  });

  describe('writeServices', () => {
    it('makes all three, and then nothing more', async () => {
      const kube = await withServices();
      expect(kube.writes.map(({ verb, name }) => `${verb} ${name}`)).to.deep.equal(['create podinfo-canary', 'create podinfo-primary', 'create podinfo']);
      expect(needsServices(route, target, deployment, foundIn(kube))).to.equal(false);
      expect(await writeServices(kube, route, target, deployment, foundIn(kube))).to.deep.equal([]);
    });

    it('never changes the apex Service of a user (seen 21)', async () => {
      const kube = await withServices(fakeKube(usersApex));
      expect(kube.peek(services, 'podinfo')?.metadata.labels).to.deep.equal({ mine: 'yes' });
      expect(needsServices(route, target, deployment, foundIn(kube))).to.equal(false);
    });

    it('changes its own where the spec asks for something else', async () => {
      const kube = await withServices();
      const edited = routeOf(aCanary().serving({ port: 8080 }).build());
      expect(needsServices(edited, target, deployment, foundIn(kube))).to.equal(true);
      const written = await writeServices(kube, edited, target, deployment, foundIn(kube));
      expect(written.map(({ metadata }) => metadata.name)).to.deep.equal(['podinfo-canary', 'podinfo-primary', 'podinfo']);
    });

    it('takes an apex Service that somebody made meanwhile', async () => {
      const kube = fakeKube(usersApex);
      const written = await writeServices(kube, route, target, deployment, none);
      expect(written.map(({ metadata }) => metadata.labels)).to.deep.include({ mine: 'yes' });
    });

    const others: [whose: string, labels: Record<string, string>][] = [['somebody else', {}], ['another Canary', { 'kubectl-canary.dev/canary': 'other' }]];
    for (const [whose, labels] of others) {
      for (const seen of [true, false]) {
        it(`refuses to take the name of a -primary of ${whose}, seen ${seen ? 'before' : 'when it is made'}`, async () => {
          const kube = fakeKube({ ...usersApex, metadata: { name: 'podinfo-primary', namespace: 'test', labels } });
          const error = await writeServices(kube, route, target, deployment, seen ? foundIn(kube) : none).catch((thrown: unknown) => thrown);
          expect(error).to.be.instanceOf(Failure).with.property('message', 'service podinfo-primary in namespace test is not ours, and the canary needs that name');
        });
      }
    }
  });
});
