import { expect } from 'chai';
import type { KubeObject } from '../../shared/kube/kube.ts';
import { canaries, services, traefikServices } from '../../shared/kube/resources.ts';
import type { Load } from './load.ts';
import { answersComeIn, createCanary, quick, startPodinfo, targetOf } from './product.ts';
import { waitFor } from './wait-for.ts';
import { aWorld } from './world.ts';

const system = ['--namespace', 'kubectl-canary-system'] as const;
const kinds = ['customresourcedefinitions', 'clusterroles', 'clusterrolebindings', 'validatingadmissionpolicies', 'validatingadmissionpolicybindings', 'mutatingwebhookconfigurations', 'validatingwebhookconfigurations', 'namespaces'];

describe('test/cluster/install.story.ts', function () {
  this.timeout(240_000);
  const world = aWorld('install');

  before(() => succeeds('uninstall', '--yes'));

  /** Its lines on stdout. */
  async function succeeds(...args: string[]): Promise<string[]> {
    const { code, stdout, stderr } = await world.canary(args, 200);
    expect(code, stdout + stderr).to.equal(0);
    return stdout.trim().split('\n');
  }

  /** All in the cluster that carries our label. */
  async function whatThereIs(): Promise<string[]> {
    const names = await world.kubectl('get', kinds.join(','), '-l', 'app.kubernetes.io/part-of=kubectl-canary', '-o', 'name');
    return names.split('\n').filter((name) => name !== '');
  }

  it('refuses no change of a Deployment that has no canary, before, while and after it is installed', async () => {
    await world.kubectl('create', 'deployment', 'other', '--image=ghcr.io/stefanprodan/podinfo:6.0.0', '--replicas=0');
    const refusals: string[] = [];
    let changes = 0;
    let isOn = true;
    const changing = (async () => {
      while (isOn) {
        changes += 1;
        const { code, stderr } = await world.tryKubectl('set', 'env', 'deployment/other', `CHANGE=${changes}`);
        refusals.push(...(code === 0 && stderr === '' ? [] : [stderr]));
      }
    })();
    await succeeds('install');
    await succeeds('uninstall', '--yes');
    isOn = false;
    await changing;
    expect(refusals).to.deep.equal([]);
    expect(changes).to.be.greaterThan(20);
  });

  describe('installing', () => {
    it('tells who may not install all that is missing, and changes nothing', async () => {
      const { code, stderr } = await world.as('alice').canary(['install']);
      expect(code).to.equal(6);
      expect(stderr).to.include('- you may not get, list, watch, create, patch customresourcedefinitions.apiextensions.k8s.io');
      expect(stderr).to.match(/\d+ things stand in the way; nothing was changed/);
      expect(await whatThereIs()).to.deep.equal([]);
    });

    it('shows in a dry run what it would do, and does nothing', async () => {
      expect(await succeeds('install', '--dry-run')).to.include('deployment.apps/webhook created (server dry run)');
      expect(await whatThereIs()).to.deep.equal([]);
    });

    it('installs, and ends when all pods are ready and the API server trusts them', async () => {
      expect(await succeeds('install')).to.include('deployment.apps/webhook created');
      const ready = await world.kubectl(...system, 'get', 'pods', '-o', 'jsonpath={range .items[*]}{.status.conditions[?(@.type=="Ready")].status} {end}');
      expect(ready.trim()).to.equal('True True True');
      const authorities = await world.kubectl('get', 'mutatingwebhookconfigurations,validatingwebhookconfigurations', 'kubectl-canary', '-o', 'jsonpath={.items[*].webhooks[*].clientConfig.caBundle}');
      expect(authorities.split(' ')).to.have.length(3);
    });

    it('changes nothing the second time', async () => {
      const lines = await succeeds('install');
      expect(lines.filter((line) => !line.endsWith(' unchanged'))).to.deep.equal([]);
      expect((await succeeds('install', '--dry-run')).filter((line) => !line.endsWith(' unchanged (server dry run)'))).to.deep.equal([]);
    });

    it('changes what is there in place: a runner that drives, then none', async () => {
      const args = ['get', 'deployment', 'runner', '--ignore-not-found', '-o', 'jsonpath={.spec.template.spec.containers[0].args}'] as const;
      expect(await succeeds('install', '--drive')).to.include('deployment.apps/runner configured');
      expect(JSON.parse(await world.kubectl(...system, ...args))).to.deep.equal(['run', '--all-namespaces']);
      expect(await succeeds('install', '--no-runner')).to.include('deployment.apps/runner deleted');
      expect(await world.kubectl(...system, ...args)).to.equal('');
      await succeeds('install', '--runner');
      expect(JSON.parse(await world.kubectl(...system, ...args))).to.deep.equal(['run', '--all-namespaces', '--standby']);
    });
  });

  describe('uninstalling', () => {
    let load: Load;
    before(() => startPodinfo(world, quick));
    beforeEach(async () => {
      await succeeds('install');
      if ((await world.read(canaries, 'podinfo')) === undefined) {
        await createCanary(world, quick);
        await answersComeIn(world);
      }
      load = await world.load();
    });

    async function uninstalls(): Promise<string[]> {
      const lines = await succeeds('uninstall', '--yes');
      await load.stop();
      expect(load.failures(), 'failed requests of users').to.deep.equal([]);
      expect(await targetOf(world)).to.deep.equal({ held: false, paused: false, image: '6.0.0' });
      expect(await whatThereIs()).to.deep.equal([]);
      return lines;
    }

    it('is refused where nobody was asked', async () => {
      const { code, stderr } = await world.canary(['uninstall']);
      expect(code).to.equal(2);
      expect(stderr).to.include(`podinfo.${world.namespace}`).and.include('expected --yes');
      expect(await world.read(canaries, 'podinfo')).not.to.equal(undefined);
    });

    it('takes a canary away in the middle of its analysis, and says what stays', async () => {
      world.startCanary('run', 'podinfo', '--idle', 'await');
      await world.setImage('6.0.1');
      await waitFor('requests to the canary', () => (load.shares(Date.now() - 1000)['6.0.1'] ?? 0) > 0, 60);
      const lines = await uninstalls();
      expect(lines).to.include(`canary.kubectl-canary.dev/podinfo in namespace ${world.namespace} deleted`);
      expect(lines.at(-1)).to.equal(`traefikservices.traefik.io/podinfo in namespace ${world.namespace} stays: requests come through it`);
      expect(await world.read(services, 'podinfo-primary')).to.equal(undefined);
      expect((await world.read<KubeObject>(traefikServices, 'podinfo'))?.metadata.ownerReferences).to.equal(undefined);
      expect((await world.trySetImage('6.0.0')).stderr, 'warnings').to.equal('');
    });

    it('is content the second time', async () => {
      await succeeds('uninstall', '--yes');
      expect(await succeeds('uninstall', '--yes')).to.deep.equal(['nothing is installed']);
    });

    it('works with webhook and runner down', async () => {
      await world.setImage('6.0.1');
      await world.kubectl(...system, 'scale', 'deployment', 'webhook', 'runner', '--replicas=0');
      await world.kubectl(...system, 'wait', 'pods', '--all', '--for=delete', '--timeout=60s');
      await uninstalls();
    });

    it('works with half an installation', async () => {
      await world.setImage('6.0.1');
      await world.kubectl('delete', 'clusterrole', 'kubectl-canary-drive', 'kubectl-canary-webhook');
      await world.kubectl('delete', 'validatingadmissionpolicy', 'kubectl-canary-hold');
      await world.kubectl('delete', 'crd', 'metrictemplates.kubectl-canary.dev');
      await uninstalls();
    });
  });
});
