import { expect } from 'chai';
import { propose } from '../../../plugin/init/propose.ts';
import type { Wishes } from '../../../plugin/init/propose.ts';
import type { Prometheus } from '../../../plugin/init/find-prometheus.ts';
import { renderProposal } from '../../../plugin/init/render-proposal.ts';
import type { Backend, Service, Surroundings } from '../../../plugin/init/surroundings.ts';
import type { KubeObject } from '../../../shared/kube/kube.ts';
import { deployment } from '../../../shared/workloads/kinds/deployment.ts';
import { aCanary } from '../../builders/a-canary.ts';
import { aDeployment } from '../../builders/a-deployment.ts';
import type { DeploymentBuilder } from '../../builders/a-deployment.ts';
import { expectGolden } from '../../builders/golden.ts';

const object = (kind: string, name: string, spec: object, apiVersion = 'traefik.io/v1alpha1') => ({ apiVersion, kind, metadata: { name, namespace: 'test' }, spec }) as never;
const service = (name: string, { ports = [{ port: 80, targetPort: 9898 }] as object[], selector = { app: 'podinfo' } as Record<string, string> } = {}): Service => ({ apiVersion: 'v1', kind: 'Service', metadata: { name, namespace: 'test' }, spec: { selector, ports: ports as never } });
const route = (...services: Backend[]) => [object('IngressRoute', 'web', { routes: [{ match: 'Host(`x`)', services }] })];
const weighted = (name: string, ...names: string[]) => [object('TraefikService', name, { weighted: { services: names.map((each) => ({ name: each, port: 80 })) } })];
const prometheus = (traefik: Prometheus['traefik']): Prometheus => ({ service: 'prometheus', namespace: 'monitoring', address: 'http://prometheus.monitoring:9090', traefik });

/** A Deployment behind one Service, in a cluster with Traefik and nothing that leads there. */
const plain: Surroundings = { canaries: [], services: [service('podinfo')], ingressRoutes: [], traefikServices: [], ingresses: [], prometheus: [], traefikPods: 1 };
const behindTraefik: Surroundings = { ...plain, ingressRoutes: route({ kind: 'TraefikService', name: 'podinfo' }), traefikServices: weighted('podinfo', 'podinfo') };

function proposalFor(surroundings: Partial<Surroundings>, { target = aDeployment(), ...wishes }: Wishes & { target?: DeploymentBuilder } = {}) {
  return propose({ kind: deployment, object: target.build(), namespace: 'test' }, { ...plain, ...surroundings }, wishes);
}

const health = { readinessProbe: { httpGet: { path: '/readyz', port: 'http' } } };
const cases: Record<string, [surroundings: Partial<Surroundings>, wishes?: Wishes & { target?: DeploymentBuilder }]> = {
  'behind-traefik': [{ ...behindTraefik, prometheus: [prometheus('counted')] }],
  'behind-traefik-without-prometheus': [{ ...behindTraefik, prometheus: [prometheus('not counted')], traefikPods: 0 }],
  'behind-traefik-with-a-silent-prometheus': [{ ...behindTraefik, prometheus: [prometheus({ unanswered: 'prometheus answered HTTP 403: forbidden' })] }],
  'a-route-to-the-service-itself': [{ ingressRoutes: route({ name: 'other' }, { name: 'podinfo', port: 80 }), traefikServices: [] }],
  'a-route-through-another-name': [{ ingressRoutes: route({ kind: 'TraefikService', name: 'shop' }), traefikServices: weighted('shop', 'podinfo') }],
  'a-route-to-a-name-that-is-yet-to-come': [{ ingressRoutes: route({ kind: 'TraefikService', name: 'podinfo' }), traefikServices: [] }],
  'routes-of-others': [{ ingressRoutes: route({ name: 'other' }, { kind: 'TraefikService', name: 'mixed' }, { name: 'podinfo', namespace: 'elsewhere' }), traefikServices: weighted('mixed', 'podinfo', 'other') }],
  'no-traefik': [{ ingressRoutes: 'absent', traefikServices: 'absent', ingresses: [object('Ingress', 'web', { rules: [{ http: { paths: [{ backend: { service: { name: 'podinfo' } } }] } }] }, 'networking.k8s.io/v1')] }],
  'routes-that-may-not-be-read': [{ ingressRoutes: 'unknown', traefikServices: 'unknown', services: 'unknown' }],
  'a-load-tester': [{ services: [service('podinfo', { ports: [{ port: 8080, targetPort: 'http' }] }), service('loadtester', { selector: { app: 'loadtester' } })] }, { target: aDeployment().container(health) }],
  'no-service': [{ services: [] }],
  'no-port-at-all': [{ services: [] }, { target: aDeployment().container({ ports: [] }) }],
  'two-services': [{ services: [service('front', { ports: [{ name: 'grpc', port: 9999 }, { name: 'http', port: 80, targetPort: 'http' }] }), service('back'), service('other', { selector: { app: 'other' } })] }],
  'two-services-and-a-route-to-one': [{ services: [service('podinfo'), service('front')], ingressRoutes: route({ kind: 'TraefikService', name: 'front' }), traefikServices: weighted('front', 'front') }, { target: aDeployment().replicas(20) }],
  'another-deadline': [{}, { target: aDeployment().with({ spec: { progressDeadlineSeconds: 60 } }).available(0) }],
  'a-provider-that-was-asked-for': [{ ingressRoutes: 'unknown', traefikServices: 'unknown', prometheus: [prometheus('counted')] }, { provider: 'traefik' }],
  'a-port-that-was-asked-for': [{ ...behindTraefik, services: [service('podinfo', { ports: [{ port: 80 }, { port: 9898, targetPort: 'http' }] })] }, { provider: 'kubernetes', port: 9898 }],
};

describe('plugin/init/propose.ts', () => {
  for (const [name, [surroundings, wishes]] of Object.entries(cases)) {
    it(`proposes a Canary for ${name.replaceAll('-', ' ')}`, () => {
      const proposal = proposalFor(surroundings, wishes);
      expectGolden(`init/${name}.yaml`, [...renderProposal(proposal), ...proposal.doubts.map((doubt) => `# note: ${doubt}`), ...proposal.next.map(({ to, command }) => `# to ${to}: ${command}`)]);
    });
  }

  it('does not propose a second one', () => {
    expect(() => proposalFor({ canaries: [aCanary().named('other').targeting('podinfo').build()] })).to.throw('canary other has deployment/podinfo as its target already');
  });

  it('refuses a provider that it does not know', () => {
    expect(() => proposalFor({}, { provider: 'trafik' })).to.throw('there is no provider "trafik"').with.property('next', 'did you mean traefik?');
  });

  it('takes no Service of ours for the one that clients call', () => {
    const ours = { ...service('podinfo-primary'), metadata: { name: 'podinfo-primary', labels: { 'kubectl-canary.dev/canary': 'podinfo' } } } as KubeObject as Service;
    expect(proposalFor({ services: [ours] }).canary.spec.service?.name).to.equal(undefined);
  });
});
