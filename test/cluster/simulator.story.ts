/** The real kubectl against the simulator: what it prints and how it ends is what it prints, and how it ends, on a real cluster. */
import { readFile } from 'node:fs/promises';
import { expect } from 'chai';
import { type Twins, someTwins } from './twins.ts';
import { waitFor } from './wait-for.ts';

const app = await readFile(new URL('fixtures/twins.yaml', import.meta.url), 'utf8');
const widgets = await readFile(new URL('fixtures/widgets.yaml', import.meta.url), 'utf8');
const ofThree = app.replace('replicas: 2', 'replicas: 3');
const aWidget = (spec: string) => `{apiVersion: twins.example.com/v1, kind: Widget, metadata: {name: one}, spec: ${spec}}`;
const json = (object: object) => JSON.stringify(object);
const aDeployment = (patch: string) => `patch deployment podinfo ${patch}`;
const editor = (command: string) => ({ env: { KUBE_EDITOR: command } });

/** Lines of kubectl that must be the same; a text beside one is its stdin. */
type Lines = readonly (string | readonly [line: string, input: string])[];

/** Whether an image has to be pulled, and when a probe is first answered, is another matter on each cluster. */
const withoutLuck = (text: string) => text.split('\n').filter((line) => !/Pull|Unhealthy|Resource Version/.test(line)).join('\n');
/** A path is told without the descriptions of fields, which only the real cluster has, and the values that they may have. */
const fields = (text: string) => text.split('\n').filter((line) => /^(KIND|VERSION|GROUP|FIELD)|\t</.test(line) && !/fieldsV1|^ {2}spec\t/.test(line)).join('\n');
/** The value of a refused patch is the whole object that would have come of it. */
const withoutValue = (text: string) => text.replace(/Invalid value: ".*": /, 'Invalid value: ...: ');

describe('kubectl on the simulator', () => {
  before(function () {
    // Another Kubernetes, another text: only that of our own cluster is known.
    if (process.env.KUBECTL_CANARY_TEST_KUBECONFIG !== undefined) {
      this.skip();
    }
  });
  const twins = someTwins();
  const rolledOut = () => twins.both('rollout status deployment/podinfo --timeout=60s');

  describe('applies', () => {
    tells(twins, 'from the client', [
      ['apply -f -', app],
      ['apply -f -', app],
      ['apply -f -', ofThree],
      ['diff -f -', ofThree],
      ['apply --dry-run=server -f -', app],
      ['apply --dry-run=client -f -', app],
    ]);

    tells(twins, 'from the server', [
      ['apply --server-side -f -', app],
      ['apply --server-side --force-conflicts -f -', app],
      ['apply --server-side --field-manager=other -f -', ofThree],
      ['apply --server-side --field-manager=other --force-conflicts --dry-run=server -f -', ofThree],
    ]);

    it('and shows what would change', async () => {
      const changes = (text: string) => text.split('\n').filter((line) => /^[+-] /.test(line)).join('\n');
      await twins.same('diff -f -', { input: ofThree, of: changes });
      await twins.same('diff --server-side --field-manager=other --force-conflicts -f -', { input: ofThree, of: changes });
    });

    tells(twins, 'nothing that is wrong', [
      ['apply -f -', app.replace('replicas: 2', 'replicaz: 2')],
      ['apply -f -', app.replace('replicas: 2', 'replicas: two')],
      ['apply -f -', app.replace('matchLabels: {app: podinfo}', 'matchLabels: {app: other}').replace('name: podinfo, labels', 'name: wrong, labels')],
      ['apply --validate=warn -f -', app.replace('replicas: 2', 'replicaz: 2')],
      ['create -f -', json({ apiVersion: 'v1', kind: 'Nothing', metadata: { name: 'x' } })],
      ['create -f -', json({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'X_y' } })],
      ['create -f -', json({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x' }, spec: { containers: [] } })],
      ['create -f -', json({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x' }, spec: { containers: [{ name: 'A b' }, { name: 'c', image: 'x', ports: [{ containerPort: 70000 }] }] } })],
      ['create -f -', app],
      'create namespace default',
      'create namespace Bad_Name',
      'delete namespace default',
      '-n nowhere create configmap x',
    ]);
  });

  describe('shows', () => {
    before(async () => {
      await twins.both('apply -f -', { input: app });
      await rolledOut();
      await twins.both('wait --for=delete pod --field-selector=status.phase=Failed --timeout=30s');
    });

    tells(twins, 'tables', [
      'get deployments,replicasets,services,configmaps,serviceaccounts',
      'get deployments,services -o wide',
      'get deployments --show-labels',
      'get deployment podinfo',
      'get pods -l app=podinfo --field-selector status.phase!=Running',
      'get services -A --field-selector metadata.name=kubernetes',
      'get deployments -L team --no-headers',
      'get deploy -o custom-columns=NAME:.metadata.name,REPLICAS:.spec.replicas,IMAGES:.spec.template.spec.containers[*].image',
      'get nothing',
      'get deployment nothing',
      'get deployment nothing podinfo',
      'get pods --field-selector spec.foo=x',
      '-n nowhere get pods',
      'get events --field-selector reason=ScalingReplicaSet --no-headers -o custom-columns=TYPE:.type,FROM:.source.component,KIND:.involvedObject.kind --sort-by=.metadata.name',
      'get nodes',
      'get namespace NAMESPACE',
    ]);

    tells(twins, 'whole objects and parts of them', [
      'get deployment podinfo -o yaml',
      'get deployment podinfo -o json',
      'get service podinfo -o yaml',
      'get configmap settings -o yaml',
      'get namespace NAMESPACE -o yaml',
      `get deployment podinfo -o jsonpath='{.status.conditions[*].type}'`,
      'get deployments,services -o name',
      'get --raw /apis/apps',
    ]);

    it('descriptions', async () => {
      for (const line of ['describe deployment podinfo', 'describe service podinfo', 'describe configmap settings', 'describe namespace NAMESPACE']) {
        await twins.same(line, { of: (text) => withoutLuck(text).split('\nEvents:')[0]! });
      }
    });

    it('changes as they come', async () => {
      const watching = twins.startSimulated('get configmaps --watch');
      await waitFor('what is there', () => watching.lines.some((line) => line.startsWith('settings')), 10);
      await twins.both('create configmap later --from-literal=a=b');
      await waitFor('the new one', () => watching.lines.some((line) => /^later +1 +\d+s$/.test(line)), 10);
      await watching.kill();
    });
  });

  describe('rolls out', () => {
    tells(twins, 'what is asked for, with its history', ['set image deployment/podinfo podinfod=ghcr.io/stefanprodan/podinfo:6.0.1', 'set image deployment/podinfo nobody=x:1']);

    it('and back', async () => {
      await rolledOut();
      await all(twins, ['rollout status deployment/podinfo', 'rollout history deployment/podinfo', 'rollout history deployment/podinfo --revision=2', 'rollout history deployment/podinfo --revision=9', 'rollout undo deployment/podinfo']);
      await rolledOut();
      await all(twins, ['rollout history deployment/podinfo', 'rollout pause deployment/podinfo', 'rollout pause deployment/podinfo', 'rollout undo deployment/podinfo', 'rollout resume deployment/podinfo', 'rollout resume deployment/podinfo', 'rollout restart deployment/podinfo']);
      await rolledOut();
      await twins.same('get deployment podinfo');
    });

    tells(twins, 'to another size', ['scale deployment/podinfo --replicas=1', 'scale deployment/podinfo --replicas=2 --current-replicas=5', 'autoscale deployment podinfo --min=1 --max=3 --cpu=50%', 'delete horizontalpodautoscaler podinfo']);

    it('until a condition is met', async () => {
      await twins.both('wait --for=condition=Available deployment/podinfo --timeout=30s');
      await all(twins, ['wait --for=condition=Available deployment/podinfo --timeout=30s', 'wait --for=condition=Nothing deployment/podinfo --timeout=1s', `wait --for=jsonpath='{.spec.replicas}'=1 deployment/podinfo --timeout=5s`]);
    });
  });

  describe('changes', () => {
    tells(twins, 'by patches of all types', [
      aDeployment(`-p '{"spec":{"template":{"spec":{"containers":[{"name":"podinfod","imagePullPolicy":"Never"}]}}}}'`),
      aDeployment(`-p '{"spec":{"template":{"spec":{"containers":[{"name":"podinfod","imagePullPolicy":"Never"}]}}}}'`),
      aDeployment(`--type=merge -p '{"metadata":{"labels":{"x":"y"}}}'`),
      aDeployment(`--type=json -p '[{"op":"replace","path":"/spec/replicas","value":2}]'`),
      aDeployment(`--type=json -p '[{"op":"test","path":"/spec/replicas","value":9}]'`),
      aDeployment(`--type=json -p '[{"op":"remove","path":"/spec/nothing"}]'`),
      aDeployment(`--type=merge -p '{"spec":{"selector":{"matchLabels":{"q":"r"}}}}'`),
      aDeployment(`--type=merge -p '{"spec":{"replicas":-1}}'`),
      aDeployment(`--subresource=status --type=merge -p '{"status":{"collisionCount":3}}'`),
    ]);

    it('nothing into what it cannot be', async () => {
      const [real, simulated] = await Promise.all([twins.real, twins.simulated].map((kubectl) => kubectl.call(twins, aDeployment(`--type=merge -p '{"spec":{"replicas":"x"}}'`))));
      expect(withoutValue(simulated!.stderr)).to.equal(withoutValue(real!.stderr));
    });

    it('in an editor', async () => {
      await twins.same('edit deployment/podinfo', editor('sed -i s/minReadySeconds:.1/minReadySeconds:\\ 2/'));
      await twins.same('edit deployment/podinfo', editor('true'));
    });

    tells(twins, 'labels and annotations', ['label deployment podinfo tier=web', 'label deployment podinfo tier=db', 'label deployment podinfo tier=db --overwrite', 'label deployment podinfo tier-', 'annotate deployment podinfo why=because', 'annotate deployment podinfo why-']);
  });

  describe('makes', () => {
    tells(twins, 'objects from a line', [
      'create deployment web --image=ghcr.io/stefanprodan/podinfo:6.0.1 -- ./podinfo --port=9898',
      'create deployment web --image=ghcr.io/stefanprodan/podinfo:6.0.1',
      'expose deployment web --port=80 --target-port=9898',
      'create configmap some --from-literal=a=b --from-literal=c=d',
      'create secret generic password --from-literal=password=x',
      'create serviceaccount robot',
      'create role reader --verb=get,list --resource=pods',
      'create rolebinding reader --role=reader --serviceaccount=NAMESPACE:robot',
      'create job once --image=ghcr.io/stefanprodan/podinfo:6.0.1 --dry-run=server',
      'run solo --image=ghcr.io/stefanprodan/podinfo:6.0.1 --port=9898 --restart=Never --command -- ./podinfo --port=9898',
      'get configmaps,secrets,serviceaccounts,roles,rolebindings,services',
      'describe role reader',
      'describe rolebinding reader',
      'describe secret password',
    ]);

    it('pods that run, log and answer', async () => {
      await twins.both('wait --for=condition=Ready pod/solo --timeout=60s');
      await twins.both('wait --for=condition=Available deployment/web --timeout=60s');
      await all(twins, ['get pod solo', 'get pod solo -o wide', 'logs solo --tail=0', 'logs solo -c nobody', 'logs nobody', 'get --raw /api/v1/namespaces/NAMESPACE/services/web:80/proxy/healthz', 'get --raw /api/v1/namespaces/NAMESPACE/pods/solo:9898/proxy/version', 'get --raw /api/v1/namespaces/NAMESPACE/services/nobody:80/proxy/healthz']);
      await twins.same('describe pod solo', { of: withoutLuck });
      const following = twins.startSimulated('logs --follow solo');
      await waitFor('a line of the log', () => following.lines.some((line) => line.includes('Starting podinfo')), 10);
      await following.kill();
    });

    it('no connection into a pod, and says why', async () => {
      for (const line of ['exec solo -- ls', 'attach solo', 'port-forward solo 0:9898']) {
        const { code, stderr } = await twins.simulated(line);
        expect({ code, stderr }, line).to.deep.include({ code: 1 }).and.satisfy(() => /^error: .*unable to upgrade connection: a simulated pod is a program/m.test(stderr));
      }
    });
  });

  describe('knows', () => {
    tells(twins, 'who may do what', ['auth can-i create deployments', 'auth can-i create deployments --as=nobody', 'auth whoami --as=jane --as-group=devs', 'get pods --as=nobody', 'create configmap x --as=nobody', 'delete deployment x --as=nobody', 'get nodes --as=nobody']);

    it('its kinds, and none that a cluster does not have', async () => {
      const lines = (text: string) => text.split('\n').map((line) => line.replace(/ +/g, ' '));
      for (const line of ['api-resources -o wide', 'api-versions']) {
        const [real, simulated] = await Promise.all([twins.real(line), twins.simulated(line)]);
        expect(lines(real.stdout)).to.include.members(lines(simulated.stdout));
      }
    });

    it('the fields of its kinds', async () => {
      for (const path of ['deployment', 'deployment.spec.strategy', 'pod.spec.containers.readinessProbe', 'deployment.spec.nothing']) {
        await twins.same(`explain ${path}`, { of: fields });
      }
    });

    it('where and what it is', async () => {
      expect((await twins.simulated('version')).stdout).to.match(/^Client Version: v(.*)\n.*\nServer Version: v1\.37\..*simulated\n$/);
      expect((await twins.simulated('cluster-info')).stdout).to.match(/Kubernetes control plane.* is running at .*https:\/\/127\.0\.0\.1:\d+/);
    });
  });

  describe('takes kinds of others', () => {
    before(async () => {
      await twins.both('apply -f -', { input: widgets });
      await twins.both('wait --for=condition=Established crd/widgets.twins.example.com --timeout=30s');
    });
    after(() => twins.both('delete crd widgets.twins.example.com'));

    tells(twins, 'and their objects', [
      'get crd widgets.twins.example.com',
      ['apply -f -', aWidget('{size: 2}')],
      ['apply -f -', aWidget('{size: 2}')],
      ['apply -f -', aWidget('{size: 7}')],
      ['apply --validate=false -f -', aWidget('{size: 20, colour: blue}')],
      ['apply --server-side -f -', aWidget('{size: 3}')],
      'get widgets',
      'get wd -o wide',
      'get toys',
      'get wd -o yaml',
      'describe wd one',
      'scale widget one --replicas=4',
      `patch wd one --type=merge -p '{"spec":{"colour":"green"}}'`,
      `patch wd one -p '{"spec":{"colour":"green"}}'`,
      'explain widget.spec',
      'delete wd --all',
    ]);
  });

  describe('removes', () => {
    tells(twins, 'one, some and all', [
      'delete pod solo --now',
      'delete deployment web --cascade=foreground',
      'get replicasets,pods -l app=web',
      'delete deployment podinfo --cascade=orphan',
      `get replicasets -l app=podinfo -o jsonpath='{.items[*].metadata.ownerReferences}'`,
      'delete configmaps -l nothing=here',
      'delete configmaps some settings nobody',
      'delete services --all',
      'delete configmap/x service/y --ignore-not-found',
    ]);
  });
});

function tells(twins: Twins, title: string, lines: Lines): void {
  it(title, () => all(twins, lines));
}

async function all(twins: Twins, lines: Lines): Promise<void> {
  for (const each of lines) {
    const [line, input = ''] = typeof each === 'string' ? [each] : each;
    await twins.same(line, { input });
  }
}
