import { expect } from 'chai';
import type { KubeObject } from '../../shared/kube/kube.ts';
import { deployments } from '../../shared/kube/resources.ts';
import { waitFor } from './wait-for.ts';
import { aWorld } from './world.ts';

interface Deployment extends KubeObject {
  status?: { availableReplicas?: number };
}

describe('the test cluster', () => {
  const world = aWorld('cluster');

  it('has a node that is ready', async () => {
    const statuses = await world.kubectl('get', 'nodes', '-o', 'jsonpath={.items[*].status.conditions[?(@.type=="Ready")].status}');
    expect(statuses).to.match(/^True( True)*$/);
  });

  it('runs the app', async () => {
    await world.apply('podinfo');
    await world.waitForObject<Deployment>([deployments, 'podinfo'], 'has two available pods', (podinfo) => podinfo?.status?.availableReplicas === 2);
  });

  it('lets the app be reached through Traefik', async () => {
    await world.apply('traefik-service');
    await world.apply('ingress-route');
    const probe = await world.load({ requestsPerSecond: 5, seconds: 30 });
    await waitFor('an answer of podinfo', () => probe.answers.some(({ version }) => version === '6.0.0'), 30);
    await probe.stop();
  });

  it('sees only 200 under a steady load, at the asked-for rate', async () => {
    const load = await world.load({ requestsPerSecond: 80, seconds: 5 });
    await load.ended;
    expect(load.failures()).to.deep.equal([]);
    expect(load.answers).to.have.length(400);
    expect(load.shares()).to.deep.equal({ '6.0.0': 1 });
  });

  it('sees only 200 while Kubernetes rolls the app to another version', async () => {
    const load = await world.load({ seconds: 90 });
    await world.setImage('6.0.1');
    await world.kubectl('rollout', 'status', 'deployment/podinfo', '--timeout=60s');
    await waitFor('the new version alone', () => load.shares(Date.now() - 1000)['6.0.1'] === 1, 20);
    await load.stop();
    expect(load.failures()).to.deep.equal([]);
    expect(load.shares()).to.have.all.keys('6.0.0', '6.0.1');
  });

  it('counts the requests of each Service in Prometheus', async () => {
    const query = `sum(traefik_service_requests_total{service="${world.namespace}-podinfo-80@kubernetescrd",code="200"})`;
    const path = `/api/v1/namespaces/traefik/services/http:prometheus:9090/proxy/api/v1/query?query=${encodeURIComponent(query)}`;
    await waitFor('at least 400 requests counted', async () => {
      const { data } = JSON.parse(await world.kubectl('get', '--raw', path)) as { data: { result: { value: [number, string] }[] } };
      return Number(data.result[0]?.value[1]) >= 400;
    }, 30);
  });

  it('knows Alice, who may edit workloads and no more', async () => {
    await world.apply('people');
    await world.as('alice').setImage('6.0.2');
    const { code, stderr } = await world.as('alice').tryKubectl('delete', 'ingressroute', 'podinfo');
    expect(code).to.equal(1);
    expect(stderr).to.include('User "alice" cannot delete resource "ingressroutes"');
  });
});
