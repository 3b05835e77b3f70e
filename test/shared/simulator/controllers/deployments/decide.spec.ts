import { expect } from 'chai';
import { decide } from '../../../../../shared/simulator/controllers/deployments/decide.ts';
import type { Decision } from '../../../../../shared/simulator/controllers/deployments/decide.ts';
import { conditionOf } from '../../../../../shared/simulator/controllers/objects/condition.ts';
import type { Condition } from '../../../../../shared/simulator/controllers/objects/condition.ts';
import type { Deployment, DeploymentStatus, ReplicaSet } from '../../../../../shared/simulator/controllers/objects/workloads.ts';
import { aReplicaSet, aWebDeployment } from '../../../../builders/a-replica-set.ts';
import { aRunningPod } from '../../../../builders/a-running-pod.ts';

const now = new Date('2026-01-01T12:00:30Z');
const progressing = (reason: string, status: Condition['status'] = 'True'): Condition => ({ type: 'Progressing', status, reason, message: reason, lastUpdateTime: '2026-01-01T12:00:00Z', lastTransitionTime: '2026-01-01T12:00:00Z' });
const served: DeploymentStatus = { observedGeneration: 1, replicas: 3, updatedReplicas: 3, readyReplicas: 3, availableReplicas: 3, conditions: [progressing('NewReplicaSetAvailable')] };
const old = () => aReplicaSet('web-old', { replicas: 3, image: 'web:old', revision: 1 });
const sizes = ({ create, update }: Decision) => [...(create === undefined ? [] : [create]), ...update].map(({ metadata, spec }) => `${metadata.name.slice(0, 7)} ${spec.replicas}`);
const reason = ({ deployment }: Decision) => conditionOf(deployment?.status, 'Progressing')?.reason;

describe('shared/simulator/controllers/deployments/decide.ts', () => {
  const judge = (deployment: Deployment, replicaSets: ReplicaSet[], pods = [] as ReturnType<typeof aRunningPod>[]) => decide({ deployment, replicaSets, pods }, now);

  it('makes the first ReplicaSet as large as asked for', () => {
    const decision = judge(aWebDeployment(), []);
    expect(decision.create!.spec.replicas).to.equal(3);
    expect(decision.notes).to.deep.equal([{ type: 'Normal', reason: 'ScalingReplicaSet', message: `Scaled up replica set ${decision.create!.metadata.name} from 0 to 3` }]);
    expect(decision.deployment!.metadata.annotations).to.deep.equal({ 'deployment.kubernetes.io/revision': '1' });
    expect(reason(decision)).to.equal('NewReplicaSetCreated');
  });

  it('rolls to a new template under the next revision', () => {
    const decision = judge(aWebDeployment({}, { status: served }), [old()]);
    expect(sizes(decision)).to.deep.equal([`${decision.create!.metadata.name.slice(0, 7)} 1`]);
    expect(decision.create!.metadata.annotations).to.include({ 'deployment.kubernetes.io/revision': '2' });
    expect(reason(decision)).to.equal('NewReplicaSetCreated');
  });

  it('does nothing where all is as it should be', () => {
    const [deployment, set] = [aWebDeployment({}, { image: 'web:old', status: served }), old()];
    const { deployment: settled } = judge(deployment, [set]);
    expect(judge(settled!, [set])).to.deep.equal({ create: undefined, update: [], remove: [], notes: [], deployment: undefined, wakeAfterMs: undefined });
  });

  it('makes nothing of a new template while it is paused', () => {
    const decision = judge(aWebDeployment({ paused: true }, { status: served }), [old()]);
    expect([decision.create, decision.update]).to.deep.equal([undefined, []]);
    expect(reason(decision)).to.equal('DeploymentPaused');
    expect(decision.deployment!.status).to.not.have.property('updatedReplicas');
    expect(decision.wakeAfterMs).to.equal(undefined);
  });

  it('says of a resumed Deployment that it was resumed until it comes further, as Kubernetes does', () => {
    const resumed = judge(aWebDeployment({}, { status: { ...served, conditions: [progressing('DeploymentPaused', 'Unknown')] } }), [old()]);
    expect(resumed.create).not.to.equal(undefined);
    expect(reason(resumed)).to.equal('DeploymentResumed');
  });

  it('notes a ReplicaSet that it has found where no progress was ever noted', () => {
    const { conditions: _conditions, ...counted } = served;
    expect(reason(judge(aWebDeployment({ paused: false }, { image: 'web:old', status: { ...counted, replicas: 2 } }), [{ ...old(), status: { replicas: 2 } }]))).to.equal('FoundNewReplicaSet');
  });

  it('scales before it rolls', () => {
    const sized = aReplicaSet('web-old', { replicas: 3, image: 'web:old', annotations: { 'deployment.kubernetes.io/desired-replicas': '3' } });
    const decision = judge(aWebDeployment({ replicas: 5 }, { status: served }), [sized]);
    expect([decision.create, sizes(decision)]).to.deep.equal([undefined, ['web-old 5']]);
  });

  it('recreates only when the last old pod has ended', () => {
    const recreate = aWebDeployment({ strategy: { type: 'Recreate' } }, { status: served });
    expect(sizes(judge(recreate, [old()]))).to.deep.equal(['web-old 0']);
    const emptied = { ...aReplicaSet('web-old', { image: 'web:old' }) };
    const pod = aRunningPod('web-old-x', { owner: { kind: 'ReplicaSet', name: 'web-old', uid: 'uid-web-old' }, terminating: true });
    expect(judge(recreate, [emptied], [pod]).create).to.equal(undefined);
    expect(judge(recreate, [emptied], [{ ...pod, status: { phase: 'Succeeded' } }]).create?.spec.replicas).to.equal(3);
  });

  it('looks again when the deadline has passed', () => {
    const status = { ...served, updatedReplicas: 1, conditions: [progressing('ReplicaSetUpdated')] };
    const sets = [old(), aReplicaSet('web-new', { replicas: 1, available: 0, image: 'web:new' })];
    expect(judge(aWebDeployment({ progressDeadlineSeconds: 60 }, { status }), sets).wakeAfterMs).to.equal(31_000);
  });

  it('leaves the ReplicaSets of a Deployment that is being deleted alone, but counts', () => {
    const deployment = aWebDeployment({ replicas: 7 });
    const decision = judge({ ...deployment, metadata: { ...deployment.metadata, deletionTimestamp: '2026-01-01T12:00:00Z', generation: 2 } }, [old()]);
    expect([decision.create, decision.update]).to.deep.equal([undefined, []]);
    expect(decision.deployment!.status).to.include({ observedGeneration: 2, replicas: 3 });
  });
});
