/** What doctor sees on a whole cluster: all in order, then one thing after another that people break. */
import { expect } from 'chai';
import { diagnose } from '../../plugin/doctor/diagnose.ts';
import { appObjects, demoCanary, demoNamespace } from '../../plugin/demo/demo-objects.ts';
import { resourceOf } from '../../plugin/install/object-title.ts';
import { clusterRoleBindings, customResourceDefinitions, deployments, ingressRoutes, roleBindings, services, validatingPolicyBindings } from '../../shared/kube/resources.ts';
import type { Kube, KubeObject } from '../../shared/kube/kube.ts';
import type { Simulator } from '../../shared/simulator/simulator.ts';
import { clockAtSpeed, realTime } from '../../shared/time/clock.ts';
import { until } from '../builders/until.ts';
import { aSimulatedCluster } from './simulated-cluster.ts';

const system = 'kubectl-canary-system';

describe('test/story/doctor.spec.ts', function () {
  this.timeout(30_000);
  let simulator: Simulator;
  let kube: Kube;
  before(async () => {
    simulator = await aSimulatedCluster(clockAtSpeed(10));
    kube = simulator.kubeFor('admin', { namespace: demoNamespace });
    for (const object of [...appObjects(), demoCanary()]) {
      await kube.create(resourceOf(object), object);
    }
    await until('the app serves', () => serving('podinfo', demoNamespace) === 2);
  });
  after(() => simulator.stop());

  const serving = (name: string, namespace: string) => (simulator.store.get({ group: 'apps', plural: 'deployments' }, namespace, name) as { status?: { availableReplicas?: number } } | undefined)?.status?.availableReplicas ?? 0;
  const look = async (as = kube, name: string | undefined = 'podinfo') => {
    const { findings } = await diagnose(as, { name, allNamespaces: false }, realTime);
    // That nobody has called the app yet is said for each metric; of the query no more than its end.
    return findings.filter(({ severity, code }) => severity !== 'ok' && code !== 'KC603').map(({ code, severity, message }) => `${code} ${severity} ${message}`);
  };

  it('sees nothing wrong, and changes nothing', async () => {
    expect(await look()).to.deep.equal([]);
    expect(simulator.store.list({ group: 'kubectl-canary.dev', plural: 'metrictemplates' })).to.deep.equal([]);
  });

  it('names what somebody may not see or do, and goes on', async () => {
    await bind('viewer', 'view');
    const lines = await look(simulator.kubeFor('viewer', { namespace: demoNamespace }));
    expect(lines[0]).to.match(/^KC201 warning in namespace demo you may not update, patch, promote, create, delete canaries\.kubectl-canary\.dev; /);
    expect(lines).to.include('KC202 warning could not be checked: user viewer may not create subjectaccessreviews.authorization.k8s.io in the whole cluster');
    expect(lines).to.include('KC303 warning could not be checked: user viewer may not get deployments.apps in namespace kubectl-canary-system');
    expect(lines.filter((line) => line.includes(' error '))).to.deep.equal([]);
  });

  it('knows what an operator may', async () => {
    await bind('operator', 'kubectl-canary-operator');
    const lines = await look(simulator.kubeFor('operator', { namespace: demoNamespace }));
    expect(lines.filter((line) => line.startsWith('KC201') || line.startsWith('KC306'))).to.deep.equal([]);
  });

  it('sees a route that goes past the weights', async () => {
    const route = { resource: ingressRoutes, namespace: demoNamespace, name: 'podinfo' };
    const to = (kind: string) => kube.patch(route, { spec: { routes: [{ kind: 'Rule', match: 'Host(`podinfo.demo`)', services: [{ kind, name: 'podinfo', port: 80 }] }] } });
    await to('Service');
    expect(await look()).to.deep.equal(['KC404 error IngressRoute podinfo leads to Service podinfo, past the weights']);
    await to('TraefikService');
  });

  it('sees what is not there any more', async () => {
    await kube.delete({ resource: validatingPolicyBindings, name: 'kubectl-canary-hold' });
    await kube.delete({ resource: clusterRoleBindings, name: 'kubectl-canary-webhook' });
    await kube.patch({ resource: services, namespace: demoNamespace, name: 'podinfo' }, { spec: { ports: [{ name: 'http', port: 8080, targetPort: 9898 }] } });
    const lines = await look();
    expect(lines[0]).to.match(/^KC202 error the webhook may not get, list, watch canaries.kubectl-canary.dev; /);
    expect(lines.slice(1)).to.deep.equal([
      'KC307 error validatingadmissionpolicybinding.admissionregistration.k8s.io/kubectl-canary-hold is missing: with no webhook, changes of targets would not be held',
      'KC503 warning spec.service.port is 80, but Service podinfo has 8080',
    ]);
  });

  it('sees that the webhook does not answer', async () => {
    await kube.patch({ resource: deployments, namespace: system, name: 'webhook' }, { spec: { replicas: 0 } });
    await until('its pods are gone', () => simulator.store.list({ group: '', plural: 'pods' }, system).length === 0);
    const lines = await look();
    expect(lines).to.include('KC303 error 0 of 0 pods of the webhook are available');
    expect(lines.find((line) => line.startsWith('KC306'))).to.match(/^KC306 error the webhook does not answer the API server: failed to call webhook: /);
  });

  it('sees that nothing is installed', async () => {
    for (const name of ['canaries', 'metrictemplates', 'alertproviders']) {
      await kube.delete({ resource: customResourceDefinitions, name: `${name}.kubectl-canary.dev` });
    }
    await until('the kinds are gone', async () => (await kube.request('/apis/kubectl-canary.dev/v1beta1')).status === 404);
    expect(await look(kube)).to.include('KC301 error canaries, metrictemplates, alertproviders of kubectl-canary.dev/v1beta1 are not served');
  });

  async function bind(user: string, role: string): Promise<void> {
    const group = 'rbac.authorization.k8s.io';
    await kube.create(roleBindings, { apiVersion: `${group}/v1`, kind: 'RoleBinding', metadata: { name: user, namespace: demoNamespace }, subjects: [{ kind: 'User', apiGroup: group, name: user }], roleRef: { kind: 'ClusterRole', apiGroup: group, name: role } } as KubeObject);
  }
});
