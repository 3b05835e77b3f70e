/** The real kubectl takes the simulated cluster for a real one. What it prints is what people will see in `kubectl canary demo`. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { KubeObject } from '../../shared/kube/kube.ts';
import { createPodinfo } from '../../shared/simulator/pods/programs/podinfo.ts';
import { startSimulator } from '../../shared/simulator/simulator.ts';
import type { Simulator } from '../../shared/simulator/simulator.ts';
import { issueAuthority, issueServing } from '../../webhook/certificates/issue.ts';
import { type Background, type Finished, run, start } from './child.ts';
import { readFixture } from './fixture.ts';
import { waitFor } from './wait-for.ts';

const podinfo = (version: string) => `ghcr.io/stefanprodan/podinfo:${version}`;

describe('the real kubectl on the simulator', function () {
  this.timeout(120_000);
  let simulator: Simulator;
  let folder: string;
  const started: Background[] = [];

  const program = (args: readonly string[], { input = '', user = 'admin', env = {} } = {}) => ({ command: 'kubectl', args: ['--cache-dir', join(folder, 'cache'), ...args], input, env: { KUBECONFIG: join(folder, user), ...env } });
  const tryKubectl = (args: readonly string[], options = {}): Promise<Finished> => run(program(args, options));
  const kubectl = async (...args: string[]): Promise<string> => printed(args, await tryKubectl(args));
  const apply = async (change: Change = () => {}, ...args: string[]): Promise<Finished> =>
    tryKubectl(['apply', '-f', '-', ...args], { input: JSON.stringify({ apiVersion: 'v1', kind: 'List', items: await changed(change) }) });
  const status = () => kubectl('rollout', 'status', 'deployment/podinfo', '--timeout=60s');
  const imageOf = () => kubectl('get', 'deployment', 'podinfo', '-o', 'jsonpath={.spec.template.spec.containers[0].image}');

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'simulator-story-'));
    const now = new Date();
    const authority = await issueAuthority(now);
    const serving = await issueServing({ authority, hosts: ['127.0.0.1'], now });
    simulator = await startSimulator({ serving: { certificateAuthority: authority.certificate, ...serving }, programs: [createPodinfo().program], users: ['alice'] });
    for (const user of ['admin', 'alice']) {
      await writeFile(join(folder, user), simulator.kubeconfigFor(user, { namespace: 'test' }));
    }
    await kubectl('create', 'namespace', 'test');
  });
  after(async () => {
    await Promise.all(started.map((each) => each.kill()));
    await simulator?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  describe('applies', () => {
    it('what is not there, what is the same, and what is changed', async () => {
      expect((await apply()).stdout).to.equal('deployment.apps/podinfo created\nservice/podinfo created\n');
      expect((await apply()).stdout).to.equal('deployment.apps/podinfo unchanged\nservice/podinfo unchanged\n');
      expect((await apply(([deployment]) => Object.assign(deployment!.metadata, { labels: { team: 'web' } }))).stdout).to.equal('deployment.apps/podinfo configured\nservice/podinfo unchanged\n');
      expect((await apply()).stdout).to.equal('deployment.apps/podinfo configured\nservice/podinfo unchanged\n');
      expect(await kubectl('get', 'deployment', 'podinfo', '-o', 'jsonpath={.metadata.labels}')).to.equal('');
      await status();
    });

    it('in a dry run on the server, without effect', async () => {
      expect((await apply(withImage('6.0.1'), '--dry-run=server')).stdout).to.equal('deployment.apps/podinfo configured (server dry run)\nservice/podinfo unchanged (server dry run)\n');
      expect(await imageOf()).to.equal(podinfo('6.0.0'));
    });

    it('nothing that has a field nobody knows', async () => {
      const { code, stderr } = await apply(([deployment]) => Object.assign((deployment as KubeObject & { spec: object }).spec, { repicas: 3 }));
      expect(code).to.equal(1);
      expect(stderr).to.match(/strict decoding error: unknown field "spec\.repicas"/);
    });

    it('on the server, with conflicts told', async () => {
      const server = ['--server-side', '--field-manager=git'];
      const { code, stderr } = await apply(withImage('6.0.1'), ...server);
      expect(code).to.equal(1);
      expect(stderr).to.match(/Apply failed with 1 conflict: conflict with "kubectl-client-side-apply" using apps\/v1: \.spec\.template\.spec\.containers\[name="podinfod"\]\.image/);
      expect((await apply(() => {}, ...server, '--force-conflicts')).stdout).to.equal('deployment.apps/podinfo serverside-applied\nservice/podinfo serverside-applied\n');
    });

    it('what `kubectl diff` shows before', async () => {
      const [deployment] = await changed(withImage('6.0.1'));
      const { code, stdout } = await tryKubectl(['diff', '-f', '-'], { input: JSON.stringify(deployment) });
      expect(code).to.equal(1);
      expect(stdout).to.match(/^-[ -]+image: .*podinfo:6\.0\.0$/m).and.to.match(/^\+[ -]+image: .*podinfo:6\.0\.1$/m);
    });
  });

  describe('shows', () => {
    it('objects as lines', async () => {
      const [header, line] = (await kubectl('get', 'deployments')).split('\n');
      expect(header).to.match(/^NAME +READY +UP-TO-DATE +AVAILABLE +AGE$/);
      expect(line).to.match(/^podinfo +2\/2 +2 +2 +\d+s$/);
      expect(await kubectl('get', 'deploy', 'podinfo', '-o', 'wide')).to.match(/CONTAINERS +IMAGES +SELECTOR\npodinfo .* podinfod +ghcr\.io\/stefanprodan\/podinfo:6\.0\.0 +app=podinfo\n$/);
      expect(await kubectl('get', 'pods', '-l', 'app=podinfo', '--no-headers')).to.match(/^(podinfo-[a-z0-9]+-[a-z0-9]{5} +1\/1 +Running +0 +\d+s\n){2}$/);
      expect(await kubectl('get', 'pods', '-l', 'app=none')).to.equal('');
    });

    it('everything of a namespace', async () => {
      const all = await kubectl('get', 'all');
      for (const each of ['pod/podinfo-', 'service/podinfo ', 'deployment.apps/podinfo ', 'replicaset.apps/podinfo-']) {
        expect(all).to.include(each);
      }
    });

    it('objects as YAML, by path and by columns', async () => {
      expect(await kubectl('get', 'service', 'podinfo', '-o', 'yaml')).to.match(/^apiVersion: v1\nkind: Service\nmetadata:\n/);
      expect(await kubectl('get', 'pods', '-o', 'jsonpath={range .items[*]}{.status.phase}{"\\n"}{end}')).to.equal('Running\nRunning\n');
      expect(await kubectl('get', 'services', '-o', 'custom-columns=NAME:.metadata.name,PORT:.spec.ports[0].port')).to.equal('NAME      PORT\npodinfo   80\n');
      expect(await kubectl('get', 'deployments', '-o', 'name')).to.equal('deployment.apps/podinfo\n');
    });

    it('what is to be known of one', async () => {
      const deployment = await kubectl('describe', 'deployment', 'podinfo');
      expect(deployment).to.match(/^Replicas: +2 desired \| 2 updated \| 2 total \| 2 available \| 0 unavailable$/m);
      expect(deployment).to.match(/^ +Normal +ScalingReplicaSet +\d+s +deployment-controller +Scaled up replica set podinfo-[a-z0-9]+ from 0 to 2$/m);
      const [pod] = (await kubectl('get', 'pods', '-o', 'name')).split('\n');
      expect(await kubectl('describe', pod!)).to.match(/^Status: +Running$/m).and.to.match(/^ +Normal +Started +/m);
      expect(await kubectl('describe', 'service', 'podinfo')).to.match(/^Endpoints: +[\d.]+:9898,[\d.]+:9898$/m);
    });

    it('what a container says', async () => {
      expect(await kubectl('logs', 'deployment/podinfo', '--tail=5')).to.match(/Starting/);
    });

    it('events', async () => {
      expect(await kubectl('get', 'events', '--field-selector', 'involvedObject.kind=Deployment')).to.match(/Normal +ScalingReplicaSet +deployment\/podinfo +Scaled up replica set/);
      expect(await kubectl('events', '--for', 'deployment/podinfo')).to.match(/ScalingReplicaSet/);
    });

    it('that there is no such thing', async () => {
      expect(await tryKubectl(['get', 'deployment', 'none'])).to.deep.equal({ code: 1, stdout: '', stderr: 'Error from server (NotFound): deployments.apps "none" not found\n' });
      expect((await tryKubectl(['get', 'nothings'])).stderr).to.equal('error: the server doesn\'t have a resource type "nothings"\n');
    });

    it('changes as they come', async () => {
      const watch = start(program(['get', 'deployment', 'podinfo', '--watch']));
      started.push(watch);
      await waitFor('the first line', () => watch.lines.length >= 2, 20);
      await kubectl('scale', 'deployment/podinfo', '--replicas=3');
      await waitFor('three pods', () => watch.lines.some((line) => /3\/3 +3 +3/.test(line)), 30);
      await kubectl('scale', 'deployment/podinfo', '--replicas=2');
      await watch.kill();
    });
  });

  describe('changes', () => {
    it('an image, and waits until it is rolled out', async () => {
      expect(await kubectl('set', 'image', 'deployment/podinfo', `podinfod=${podinfo('6.0.1')}`)).to.equal('deployment.apps/podinfo image updated\n');
      expect(await status()).to.match(/deployment "podinfo" successfully rolled out\n$/);
      expect(await kubectl('get', '--raw', '/api/v1/namespaces/test/services/podinfo:80/proxy/version')).to.match(/"version": "6\.0\.1"/);
    });

    it('back to what was before', async () => {
      expect(await kubectl('rollout', 'history', 'deployment/podinfo')).to.match(/^deployment\.apps\/podinfo \nREVISION +CHANGE-CAUSE\n1 +<none>\n2 +<none>\n/);
      expect(await kubectl('rollout', 'undo', 'deployment/podinfo')).to.equal('deployment.apps/podinfo rolled back\n');
      await status();
      expect(await imageOf()).to.equal(podinfo('6.0.0'));
      expect(await kubectl('rollout', 'history', 'deployment/podinfo', '--revision=3')).to.match(/Image:\tghcr\.io\/stefanprodan\/podinfo:6\.0\.0/);
    });

    it('nothing while it is paused', async () => {
      expect(await kubectl('rollout', 'pause', 'deployment/podinfo')).to.equal('deployment.apps/podinfo paused\n');
      await kubectl('set', 'image', 'deployment/podinfo', `podinfod=${podinfo('6.0.2')}`);
      expect((await tryKubectl(['rollout', 'undo', 'deployment/podinfo'])).stderr).to.match(/cannot rollback a paused deployment/);
      expect(await kubectl('rollout', 'resume', 'deployment/podinfo')).to.equal('deployment.apps/podinfo resumed\n');
      await status();
      expect(await imageOf()).to.equal(podinfo('6.0.2'));
    });

    it('pods for new ones of the same kind', async () => {
      const before = await kubectl('get', 'pods', '-o', 'name');
      expect(await kubectl('rollout', 'restart', 'deployment/podinfo')).to.equal('deployment.apps/podinfo restarted\n');
      await status();
      await kubectl('wait', '--for=delete', ...before.trim().split('\n'), '--timeout=60s');
      expect((await kubectl('get', 'pods', '-o', 'name')).trim().split('\n')).to.have.length(2);
    });

    it('what an editor changes, or a patch', async () => {
      const edited = await tryKubectl(['edit', 'deployment', 'podinfo'], { env: { KUBE_EDITOR: 'sed -i s/podinfo:6.0.2/podinfo:6.0.1/' } });
      expect([edited.code, edited.stdout]).to.deep.equal([0, 'deployment.apps/podinfo edited\n']);
      expect(await imageOf()).to.equal(podinfo('6.0.1'));
      for (const [type, patch] of [['strategic', '{"spec":{"template":{"spec":{"containers":[{"name":"podinfod","env":[{"name":"A","value":"b"}]}]}}}}'], ['merge', '{"metadata":{"annotations":{"a":"b"}}}'], ['json', '[{"op":"remove","path":"/metadata/annotations/a"}]']] as const) {
        expect(await kubectl('patch', 'deployment', 'podinfo', `--type=${type}`, '-p', patch)).to.equal('deployment.apps/podinfo patched\n');
      }
      expect(await kubectl('label', 'deployment', 'podinfo', 'team=web')).to.equal('deployment.apps/podinfo labeled\n');
      expect(await kubectl('annotate', 'deployment', 'podinfo', 'why=so')).to.equal('deployment.apps/podinfo annotated\n');
      await status();
    });

    it('how many there are', async () => {
      expect(await kubectl('scale', 'deployment/podinfo', '--replicas=1', '--current-replicas=2')).to.equal('deployment.apps/podinfo scaled\n');
      expect((await tryKubectl(['scale', 'deployment/podinfo', '--replicas=3', '--current-replicas=2'])).stderr).to.match(/Expected replicas to be 2, was 1/);
      expect(await kubectl('wait', 'deployment/podinfo', '--for=jsonpath={.status.replicas}=1', '--timeout=60s')).to.equal('deployment.apps/podinfo condition met\n');
      await kubectl('scale', 'deployment/podinfo', '--replicas=2');
      expect(await kubectl('wait', 'deployment/podinfo', '--for=condition=Available', '--timeout=60s')).to.equal('deployment.apps/podinfo condition met\n');
    });

    it('nothing of others\' without rights', async () => {
      const refused = await tryKubectl(['set', 'image', 'deployment/podinfo', 'podinfod=x'], { user: 'alice' });
      expect(refused.stderr).to.equal('Error from server (Forbidden): deployments.apps "podinfo" is forbidden: User "alice" cannot get resource "deployments" in API group "apps" in the namespace "test"\n');
      await kubectl('create', 'rolebinding', 'editors', '--clusterrole=edit', '--user=alice');
      expect(await tryKubectl(['set', 'image', 'deployment/podinfo', `podinfod=${podinfo('6.0.3')}`], { user: 'alice' })).to.include({ code: 0 });
      await status();
    });
  });

  describe('finds out', () => {
    it('which version, and where', async () => {
      expect(await kubectl('version')).to.match(/^Server Version: v1\.\d+/m);
      expect(await kubectl('cluster-info')).to.include(simulator.url);
    });

    it('what there is', async () => {
      const resources = await kubectl('api-resources');
      expect(resources).to.match(/^deployments +deploy +apps\/v1 +true +Deployment$/m).and.to.match(/^namespaces +ns +v1 +false +Namespace$/m);
      expect(await kubectl('api-versions')).to.match(/^apps\/v1$/m).and.to.match(/^v1$/m);
    });

    it('what a field means', async () => {
      expect(await kubectl('explain', 'deployment.spec.replicas')).to.match(/^GROUP: +apps\nKIND: +Deployment\nVERSION: +v1\n\nFIELD: replicas <integer>\n/);
      expect(await kubectl('explain', 'service.spec')).to.match(/^ {2}clusterIP\t<string>/m);
    });

    it('who may what', async () => {
      expect(await tryKubectl(['auth', 'can-i', 'delete', 'namespaces'], { user: 'alice' })).to.include({ code: 1, stdout: 'no\n' });
      expect((await tryKubectl(['auth', 'can-i', 'patch', 'deployments'], { user: 'alice' })).stdout).to.equal('yes\n');
      expect(await kubectl('auth', 'can-i', '*', '*', '--all-namespaces')).to.equal('yes\n');
      expect((await tryKubectl(['auth', 'can-i', '--list'], { user: 'alice' })).stdout).to.match(/^Resources +Non-Resource URLs +Resource Names +Verbs\n/);
      expect((await tryKubectl(['auth', 'whoami'], { user: 'alice' })).stdout).to.match(/^Username +alice$/m);
    });
  });

  describe('deletes', () => {
    it('objects, and waits until they are gone', async () => {
      expect(await kubectl('delete', 'deployment,service', 'podinfo')).to.match(/^deployment\.apps "podinfo" deleted( from test namespace)?\nservice "podinfo" deleted( from test namespace)?\n$/);
      await waitFor('their pods are gone', async () => (await kubectl('get', 'pods', '-o', 'name')) === '', 60);
    });

    it('a namespace, with all that is in it', async () => {
      await apply();
      expect(await kubectl('delete', 'namespace', 'test', '--timeout=60s')).to.equal('namespace "test" deleted\n');
      expect(await kubectl('get', 'deployments', '--all-namespaces', '-o', 'name')).to.equal('');
    });
  });
});

type Change = (objects: KubeObject[]) => void;

function withImage(version: string): Change {
  return ([deployment]) => {
    const { spec } = (deployment as KubeObject & { spec: { template: { spec: { containers: { image: string }[] } } } }).spec.template;
    spec.containers[0]!.image = podinfo(version);
  };
}

async function changed(change: Change): Promise<KubeObject[]> {
  const objects = await readFixture('podinfo', {});
  change(objects);
  return objects;
}

function printed(args: readonly string[], { code, stdout, stderr }: Finished): string {
  if (code !== 0) {
    throw new Error(`kubectl ${args.join(' ')}: exit code ${code}: ${stderr.trim()}`);
  }
  return stdout;
}
