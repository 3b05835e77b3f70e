import { expect } from 'chai';
import { deployments, events, pods, replicaSets } from '../../../../shared/kube/resources.ts';
import { aNamespace } from '../a-namespace.ts';
import { succeeded } from '../answer.ts';
import type { Json } from '../answer.ts';
import type { Exam } from '../cluster-under-test.ts';
import type { EventStream } from '../event-stream.ts';
import { expectRefusal } from '../expect-refusal.ts';
import { aDeployment, anIdleDeployment } from '../samples.ts';

const revision = 'deployment.kubernetes.io/revision';
const stuck = 'stuck';

/** What Kubernetes does for a Deployment: this is what we hold, and let go. */
export function describeDeployments(exam: Exam): void {
  describe('deployments', () => {
    const here = aNamespace(exam, 'deployments');
    const change = async (name: string, spec: Json) => succeeded(await here.patch(deployments, name, { spec }, { type: 'strategic' }));
    const setImage = (name: string, image: string) => change(name, { template: { spec: { containers: [{ name: 'podinfod', image }] } } });
    const until = (name: string, description: string, isSo: (deployment: Json) => boolean) => here.until([deployments, name], description, (deployment) => isObserved(deployment) && isSo(deployment));
    const setsOf = async (name: string): Promise<Json[]> => (await here.list(replicaSets, { query: { labelSelector: `app=${name}` } })).body.items;

    describe('that roll out', () => {
      let stream: EventStream;
      before(async () => {
        stream = await here.watch(deployments, { fieldSelector: 'metadata.name=web' });
        await here.given(deployments, aDeployment('web', exam.cluster.image));
      });
      after(() => stream.close());

      it('are complete in the end, and say so', async () => {
        const { status, metadata } = await until('web', 'is complete', isComplete);
        const [set] = await setsOf('web');
        expect(status).to.include({ observedGeneration: 1, replicas: 2, updatedReplicas: 2, readyReplicas: 2, availableReplicas: 2 }).and.not.to.have.property('unavailableReplicas');
        expect(conditionsOf(status)).to.deep.equal({
          Available: 'True MinimumReplicasAvailable: Deployment has minimum availability.',
          Progressing: `True NewReplicaSetAvailable: ReplicaSet "${set.metadata.name}" has successfully progressed.`,
        });
        expect(metadata.annotations).to.deep.equal({ [revision]: '1' });
      });

      it('say before how far they are', () => {
        const early = stream.events.map(({ object }) => object.status).find(({ unavailableReplicas = 0, replicas = 0 }) => replicas === 2 && unavailableReplicas === 2);
        expect(early).to.include({ updatedReplicas: 2 }).and.not.to.have.any.keys('readyReplicas', 'availableReplicas');
        expect(conditionsOf(early).Available).to.equal('False MinimumReplicasUnavailable: Deployment does not have minimum availability.');
        expect(conditionsOf(early).Progressing).to.match(/^True ReplicaSetUpdated: ReplicaSet "web-[a-z0-9]+" is progressing\.$/);
      });

      it('have a ReplicaSet that is named after its template', async () => {
        const [{ metadata, spec }] = await setsOf('web') as [Json];
        const hash = metadata.labels['pod-template-hash'];
        expect(metadata.name).to.equal(`web-${hash}`);
        expect(metadata.labels).to.deep.equal({ 'app': 'web', 'pod-template-hash': hash });
        expect(metadata.annotations).to.deep.equal({ [revision]: '1', 'deployment.kubernetes.io/desired-replicas': '2', 'deployment.kubernetes.io/max-replicas': '3' });
        expect(metadata.ownerReferences[0]).to.include({ apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', controller: true, blockOwnerDeletion: true });
        expect(spec.selector.matchLabels).to.deep.equal({ 'app': 'web', 'pod-template-hash': hash });
        expect(spec.template.metadata.labels).to.deep.equal({ 'app': 'web', 'pod-template-hash': hash });
      });

      it('have pods of that ReplicaSet', async () => {
        const [set] = await setsOf('web') as [Json];
        const { items } = (await here.list(pods, { query: { labelSelector: 'app=web' } })).body;
        expect(items).to.have.length(2);
        for (const { metadata, status } of items) {
          expect(metadata.name).to.match(new RegExp(`^${set.metadata.name}-[a-z0-9]{5}$`));
          expect(metadata.labels).to.deep.equal(set.spec.template.metadata.labels);
          expect(metadata.ownerReferences[0]).to.include({ kind: 'ReplicaSet', name: set.metadata.name, controller: true });
          expect([status.phase, status.containerStatuses[0].ready, status.containerStatuses[0].restartCount]).to.deep.equal(['Running', true, 0]);
        }
      });

      it('are told of in events', async () => {
        const { items } = (await here.list(events, { query: { fieldSelector: 'involvedObject.kind=Deployment,involvedObject.name=web' } })).body;
        const [set] = await setsOf('web') as [Json];
        expect(items[0]).to.deep.include({ type: 'Normal', reason: 'ScalingReplicaSet', message: `Scaled up replica set ${set.metadata.name} from 0 to 2`, source: { component: 'deployment-controller' } });
      });
    });

    describe('that are paused', () => {
      it('make no new ReplicaSet of a new template, but count what is old', async () => {
        await change('web', { paused: true });
        await setImage('web', exam.cluster.otherImage);
        const { status } = await until('web', 'is held', ({ status: { updatedReplicas = 0 } }) => updatedReplicas === 0);
        expect(status).to.include({ replicas: 2, availableReplicas: 2 });
        expect(conditionsOf(status).Progressing).to.equal('Unknown DeploymentPaused: Deployment is paused');
        expect(await setsOf('web')).to.have.length(1);
      });

      it('still scale, with pods of the old template', async () => {
        succeeded(await here.patch(deployments, 'web', { spec: { replicas: 3 } }, { sub: 'scale' }));
        const { status } = await until('web', 'has three pods', ({ status: { availableReplicas } }) => availableReplicas === 3);
        expect(status).not.to.have.property('updatedReplicas');
        const [set, ...others] = await setsOf('web') as [Json];
        expect([set.spec.replicas, others.length]).to.deep.equal([3, 0]);
        const { items } = (await here.list(pods, { query: { labelSelector: 'app=web' } })).body;
        expect(new Set(items.map(({ spec }: Json) => spec.containers[0].image))).to.deep.equal(new Set([exam.cluster.image]));
      });

      it('go on when they are not any more', async () => {
        await using stream = await here.watch(deployments, { fieldSelector: 'metadata.name=web' });
        await change('web', { paused: false });
        const { status, metadata } = await until('web', 'is complete', isComplete);
        expect(status).to.include({ replicas: 3, updatedReplicas: 3, availableReplicas: 3 });
        expect(metadata.annotations[revision]).to.equal('2');
        const rolling = stream.events.map(({ object }) => object.status).filter(({ updatedReplicas = 0 }) => updatedReplicas > 0);
        expect(Math.min(...rolling.map(({ availableReplicas }) => availableReplicas)), 'available all the while').to.be.at.least(3);
        expect(Math.max(...rolling.map(({ replicas }) => replicas)), 'at most, with one that terminates').to.be.within(4, 5);
        const sets = await setsOf('web');
        expect(sets.map(({ metadata: { annotations }, spec: { replicas } }) => `${annotations[revision]}: ${replicas}`).sort()).to.deep.equal(['1: 0', '2: 3']);
      });
    });

    describe('that go back to an old template', () => {
      it('use its ReplicaSet again, as their newest revision', async () => {
        const before = await setsOf('web');
        await setImage('web', exam.cluster.image);
        await until('web', 'is complete', (deployment) => isComplete(deployment) && deployment.metadata.annotations[revision] === '3');
        const after = await setsOf('web');
        expect(after.map(({ metadata }) => metadata.name).sort()).to.deep.equal(before.map(({ metadata }) => metadata.name).sort());
        const used = after.find(({ spec }) => spec.replicas === 3)!;
        expect(used.metadata.annotations).to.include({ [revision]: '3', 'deployment.kubernetes.io/revision-history': '1' });
      });
    });

    describe('that are scaled', () => {
      it('by their subresource show how many they are, and which', async () => {
        const { kind, apiVersion, spec, status } = (await here.get(deployments, 'web', { sub: 'scale' })).body;
        expect([kind, apiVersion, spec, status]).to.deep.equal(['Scale', 'autoscaling/v1', { replicas: 3 }, { replicas: 3, selector: 'app=web' }]);
      });

      it('by their subresource change nothing else', async () => {
        const scale = (await here.get(deployments, 'web', { sub: 'scale' })).body;
        const put = (replicas: number) => here.http('PUT', here.path(deployments, 'web', 'scale'), { body: { ...scale, spec: { replicas } } });
        expect(succeeded(await put(1)).spec).to.deep.equal({ replicas: 1 });
        expectRefusal(await put(2), '409 Operation cannot be fulfilled on deployments.apps "web": the object has been modified; please apply your changes to the latest version and try again');
        expectRefusal(await here.patch(deployments, 'web', { spec: { replicas: -1 } }, { sub: 'scale' }), '422 Scale.autoscaling "web" is invalid: spec.replicas: Invalid value: -1: must be greater than or equal to 0');
        const { status, metadata } = await until('web', 'is smaller', ({ status: { replicas } }) => replicas === 1);
        expect([status.availableReplicas, metadata.annotations[revision]]).to.deep.equal([1, '3']);
      });
    });

    describe('that do not get on', () => {
      it('say so when their time is over', async () => {
        const template = aDeployment(stuck, 'nobody.example.com/app:1').spec.template;
        template.spec.containers[0].imagePullPolicy = 'Never';
        await here.given(deployments, aDeployment(stuck, '', { template, replicas: 1, progressDeadlineSeconds: 2, minReadySeconds: 1 }));
        const { status } = await until(stuck, 'is given up', ({ status: { conditions } }) => conditions.some(({ reason }: Json) => reason === 'ProgressDeadlineExceeded'));
        const [set] = await setsOf(stuck) as [Json];
        expect(conditionsOf(status)).to.deep.equal({
          Available: 'False MinimumReplicasUnavailable: Deployment does not have minimum availability.',
          Progressing: `False ProgressDeadlineExceeded: ReplicaSet "${set.metadata.name}" has timed out progressing.`,
        });
        expect(status).to.include({ replicas: 1, updatedReplicas: 1, unavailableReplicas: 1 });
      });

      it('go on with a better template, and are available after as long as they ask for', async () => {
        await using stream = await here.watch(deployments, { fieldSelector: `metadata.name=${stuck}` });
        await change(stuck, { progressDeadlineSeconds: 60, template: aDeployment(stuck, exam.cluster.image).spec.template });
        const { status } = await until(stuck, 'is complete', isComplete);
        expect(conditionsOf(status).Progressing).to.match(/^True NewReplicaSetAvailable: /);
        const ready = stream.events.map(({ object }) => object.status).filter(({ readyReplicas }) => readyReplicas === 1);
        expect(ready[0]).not.to.have.property('availableReplicas');
      });
    });

    describe('that are deleted', () => {
      it('take ReplicaSets and pods along', async () => {
        const [set] = await setsOf(stuck) as [Json];
        const { items: [pod] } = (await here.list(pods, { query: { labelSelector: `app=${stuck}` } })).body;
        succeeded(await here.delete(deployments, stuck, { propagationPolicy: 'Background' }));
        await here.untilGone(replicaSets, set.metadata.name);
        await here.untilGone(pods, pod.metadata.name);
      });

      it('leave them to themselves if that is asked for', async () => {
        const [set] = await setsOf('web') as [Json];
        succeeded(await here.delete(deployments, 'web', { propagationPolicy: 'Orphan' }));
        await here.untilGone(deployments, 'web');
        expect((await here.get(replicaSets, set.metadata.name)).body.metadata).not.to.have.property('ownerReferences');
      });
    });

    it('without replicas are complete at once', async () => {
      await here.given(deployments, anIdleDeployment('empty', { spec: { paused: false } }));
      const { status } = await until('empty', 'is complete', ({ status: { conditions } }) => conditions?.some(({ reason }: Json) => reason === 'NewReplicaSetAvailable'));
      expect(conditionsOf(status).Available).to.equal('True MinimumReplicasAvailable: Deployment has minimum availability.');
    });
  });
}

function isObserved({ metadata, status }: Json): boolean {
  return status.observedGeneration === metadata.generation;
}

function isComplete({ spec, status }: Json): boolean {
  return [status.replicas, status.updatedReplicas, status.availableReplicas].every((count) => count === spec.replicas);
}

function conditionsOf({ conditions }: Json): Json {
  return Object.fromEntries(conditions.map(({ type, status, reason, message }: Json) => [type, `${status} ${reason}: ${message}`]));
}
