import { expect } from 'chai';
import { command } from '../../../plugin/commands/install.ts';
import { drivesItself } from '../../../plugin/install/desired-objects.ts';
import type { Deployment } from '../../../plugin/install/desired-objects.ts';
import { finalizer } from '../../../shared/api/annotations.ts';
import { describeFailure } from '../../../shared/errors.ts';
import { canaries, clusterRoleBindings, deployments, mutatingWebhooks, namespaces, validatingPolicies } from '../../../shared/kube/resources.ts';
import { clockAtSpeed } from '../../../shared/time/clock.ts';
import { aCanary } from '../../builders/a-canary.ts';
import { EmptyCluster } from '../../builders/an-empty-cluster.ts';
import type { ClusterSettings } from '../../builders/an-empty-cluster.ts';
import { anInvocation } from '../../builders/an-invocation.ts';

const system = 'kubectl-canary-system';
const defaults = { image: 'kubectl-canary:1', runner: undefined, drive: undefined, dryRun: false, waitTimeout: '2m' };

describe('plugin/commands/install.ts', () => {
  const clusters: EmptyCluster[] = [];
  const aCluster = (settings?: ClusterSettings) => {
    const cluster = new EmptyCluster(settings);
    clusters.push(cluster);
    return cluster;
  };
  afterEach(() => clusters.splice(0).forEach((cluster) => cluster.end()));

  const install = async ({ kube }: EmptyCluster, args: Partial<Record<keyof typeof defaults, unknown>> = {}, signal?: AbortSignal) => {
    const { invocation, printed, told } = anInvocation(kube, { ...defaults, ...args } as never, { clock: clockAtSpeed(2000), ...(signal === undefined ? {} : { signal }) });
    const result = await command.run(invocation as never).then((outcome) => ({ outcome }), (error: unknown) => ({ error: describeFailure(error) }));
    return { ...result, printed, told };
  };
  const runner = ({ kube }: EmptyCluster) => kube.peek<Deployment>(deployments, 'runner', system);

  it('installs on an empty cluster, with a runner that stands by', async () => {
    const cluster = aCluster();
    const { printed, ...result } = await install(cluster);
    expect(result).to.include({ outcome: undefined });
    expect(printed[0]).to.equal('namespace/kubectl-canary-system created');
    expect(printed).to.include('deployment.apps/webhook created').and.include('mutatingwebhookconfiguration.admissionregistration.k8s.io/kubectl-canary created');
    expect(printed.filter((line) => !line.endsWith(' created'))).to.deep.equal([]);
    expect(drivesItself(runner(cluster)!)).to.equal(false);
  });

  it('changes nothing the second time', async () => {
    const cluster = aCluster();
    const first = await install(cluster);
    const second = await install(cluster);
    const merged = (line: string) => !line.includes('webhookconfiguration'); // the cluster in memory does not merge lists as the real one does
    expect(second.printed.filter(merged)).to.deep.equal(first.printed.filter(merged).map((line) => line.replace(/created$/, 'unchanged')));
  });

  it('upgrades in place', async () => {
    const cluster = aCluster();
    await install(cluster);
    const { printed } = await install(cluster, { image: 'kubectl-canary:2' });
    expect(printed).to.include('clusterrole.rbac.authorization.k8s.io/kubectl-canary-drive unchanged').and.include('deployment.apps/runner configured');
  });

  it('shows what it would do in a dry run, and does nothing', async () => {
    const cluster = aCluster();
    const { printed, outcome } = { outcome: 'none', ...(await install(cluster, { dryRun: true })) };
    expect(outcome).to.equal(undefined);
    expect(printed).to.include('deployment.apps/webhook created (server dry run)');
    expect(cluster.kube.writes).to.deep.equal([]);
  });

  it('says all that stands in the way, and changes nothing', async () => {
    const cluster = aCluster({ version: '1.29', denied: ['create deployments'] });
    const { told, ...result } = await install(cluster);
    expect(result).to.have.property('error', '2 things stand in the way; nothing was changed; see above, then run "kubectl canary install" again');
    expect(told).to.deep.equal(['- the cluster is Kubernetes 1.29; at least 1.30 is needed', '- you may not create deployments.apps in namespace kubectl-canary-system']);
    expect(cluster.kube.writes).to.deep.equal([]);
  });

  it('asks no webhook, and guards nothing, where the pods do not start', async () => {
    const cluster = aCluster({ broken: ['Deployment'] });
    cluster.kube.put({
      apiVersion: 'v1', kind: 'Pod', metadata: { name: 'webhook-1', namespace: system, labels: { 'app.kubernetes.io/name': 'webhook', 'app.kubernetes.io/part-of': 'kubectl-canary' } },
      status: { containerStatuses: [{ ready: false, image: 'kubectl-canary:1', state: { waiting: { reason: 'ErrImagePull', message: 'not found' } } }] },
    } as never);
    const { told, ...result } = await install(cluster);
    expect(result).to.have.property('error').that.matches(/^deployment\.apps\/webhook is not ready yet: pod webhook-1 with image kubectl-canary:1 waits: ErrImagePull \(not found\); /);
    expect(told).to.deep.equal(['waiting for deployment.apps/webhook']);
    expect([cluster.kube.peek(mutatingWebhooks, 'kubectl-canary'), cluster.kube.peek(validatingPolicies, 'kubectl-canary-hold')]).to.deep.equal([undefined, undefined]);
  });

  it('guards nothing before the API server can trust the webhook', async () => {
    const cluster = aCluster({ broken: ['MutatingWebhookConfiguration'] });
    expect(await install(cluster)).to.have.property('error').that.includes('mutatingwebhookconfiguration.admissionregistration.k8s.io/kubectl-canary has no CA from the pods of deployment.apps/webhook yet');
    expect(cluster.kube.peek(validatingPolicies, 'kubectl-canary-hold')).to.equal(undefined);
  });

  it('ends where it is when it is interrupted', async () => {
    const ctrlC = new AbortController();
    const cluster = aCluster({ broken: ['CustomResourceDefinition'] });
    cluster.kube.afterWrite(3, () => ctrlC.abort());
    const { outcome, told } = { outcome: undefined, ...(await install(cluster, {}, ctrlC.signal)) };
    expect(outcome).to.equal('interrupted');
    expect(told.at(-1)).to.include('go on with "kubectl canary install"');
    expect(cluster.kube.peek(namespaces, system)).not.to.equal(undefined);
  });

  const choices: [string, object, object, 'none' | 'stands by' | 'drives'][] = [
    ['--drive', { drive: true }, {}, 'drives'],
    ['--drive, and nothing at the upgrade', { drive: true }, {}, 'drives'],
    ['--drive, and --no-drive at the upgrade', { drive: true }, { drive: false }, 'stands by'],
    ['--no-runner, and nothing at the upgrade', { runner: false }, {}, 'none'],
    ['--no-runner, and --runner at the upgrade', { runner: false }, { runner: true }, 'stands by'],
    ['--no-runner, and --drive at the upgrade', { runner: false }, { drive: true }, 'drives'],
    ['nothing, and --no-runner at the upgrade', {}, { runner: false }, 'none'],
  ];
  for (const [title, first, second, expected] of choices) {
    it(`${title}: the runner ${expected === 'none' ? 'is gone' : expected}`, async () => {
      const cluster = aCluster();
      await install(cluster, first);
      await install(cluster, second);
      const found = runner(cluster);
      expect(found === undefined ? 'none' : drivesItself(found) ? 'drives' : 'stands by').to.equal(expected);
    });
  }

  it('takes off what only a runner would, when the runner goes', async () => {
    const cluster = aCluster();
    cluster.kube.put(aCanary().with({ metadata: { finalizers: [finalizer, 'somebody/else'] } }).build() as never);
    await install(cluster);
    const { printed } = await install(cluster, { runner: false });
    expect(printed).to.include('deployment.apps/runner deleted').and.include('clusterrolebinding.rbac.authorization.k8s.io/kubectl-canary-secrets deleted');
    expect(cluster.kube.peek(clusterRoleBindings, 'kubectl-canary-runner')).to.equal(undefined);
    expect(cluster.kube.peek(canaries, 'podinfo')?.metadata.finalizers).to.deep.equal(['somebody/else']);
  });

  const mistakes: [string, object, string][] = [
    ['a runner that drives and is not there', { runner: false, drive: true }, 'expected either --drive or --no-runner, got both'],
    ['a time that is none', { waitTimeout: 'soon' }, '--wait-timeout is a number with a unit, not "soon"'],
  ];
  for (const [title, args, message] of mistakes) {
    it(`refuses ${title}`, async () => {
      const cluster = aCluster();
      expect(await install(cluster, args)).to.have.property('error').that.includes(message);
      expect(cluster.kube.calls.filter(({ verb }) => verb !== 'watch')).to.deep.equal([]);
    });
  }
});
