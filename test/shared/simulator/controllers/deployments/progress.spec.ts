import { expect } from 'chai';
import { millisecondsUntilDeadline, withPause, withProgress } from '../../../../../shared/simulator/controllers/deployments/progress.ts';
import { settingsOf } from '../../../../../shared/simulator/controllers/deployments/settings.ts';
import type { Condition } from '../../../../../shared/simulator/controllers/objects/condition.ts';
import { conditionOf } from '../../../../../shared/simulator/controllers/objects/condition.ts';
import type { DeploymentStatus } from '../../../../../shared/simulator/controllers/objects/workloads.ts';
import { aReplicaSet, aWebDeployment } from '../../../../builders/a-replica-set.ts';

const noon = '2026-01-01T12:00:00Z';
const atSecond = (seconds: number) => new Date(Date.UTC(2026, 0, 1, 12, 0, seconds));
const progressing = (reason: string, status: Condition['status'] = 'True', lastUpdateTime = noon): Condition => ({ type: 'Progressing', status, reason, message: reason, lastUpdateTime, lastTransitionTime: noon });
const rolling = { replicas: 4, updatedReplicas: 1, readyReplicas: 3, availableReplicas: 3, observedGeneration: 1 };
const complete = { replicas: 3, updatedReplicas: 3, readyReplicas: 3, availableReplicas: 3, observedGeneration: 1 };
const sets = { newSet: aReplicaSet('new', { replicas: 1 }), oldSets: [] };

describe('shared/simulator/controllers/deployments/progress.ts', () => {
  const judge = (before: DeploymentStatus, after: DeploymentStatus, { seconds = 30, deadline = 60 } = {}) => {
    const deployment = aWebDeployment({ progressDeadlineSeconds: deadline }, { status: before });
    const { conditions = [] } = withProgress(deployment, { ...after, conditions: before.conditions ?? [] }, sets, settingsOf(deployment), atSecond(seconds));
    return conditionOf({ conditions }, 'Progressing');
  };

  const cases: [title: string, before: DeploymentStatus, after: DeploymentStatus, seconds: number, is: Partial<Condition>][] = [
    ['complete', { ...rolling, conditions: [progressing('ReplicaSetUpdated')] }, complete, 30, { status: 'True', reason: 'NewReplicaSetAvailable', lastUpdateTime: '2026-01-01T12:00:30Z', lastTransitionTime: noon }],
    ['further by a pod of the new template', { ...rolling, updatedReplicas: 0, replicas: 3, conditions: [progressing('NewReplicaSetCreated')] }, rolling, 30, { reason: 'ReplicaSetUpdated', lastUpdateTime: '2026-01-01T12:00:30Z', lastTransitionTime: noon }],
    ['further once more', { ...rolling, conditions: [progressing('ReplicaSetUpdated')] }, { ...rolling, readyReplicas: 4 }, 30, { reason: 'ReplicaSetUpdated', lastUpdateTime: '2026-01-01T12:00:30Z' }],
    ['further by an old pod that is gone', { ...rolling, conditions: [progressing('ReplicaSetUpdated')] }, { ...rolling, replicas: 3 }, 30, { reason: 'ReplicaSetUpdated', lastUpdateTime: '2026-01-01T12:00:30Z' }],
    ['as before', { ...rolling, conditions: [progressing('ReplicaSetUpdated')] }, rolling, 60, { reason: 'ReplicaSetUpdated', lastUpdateTime: noon }],
    ['too late', { ...rolling, conditions: [progressing('ReplicaSetUpdated')] }, rolling, 61, { status: 'False', reason: 'ProgressDeadlineExceeded', lastTransitionTime: '2026-01-01T12:01:01Z' }],
    ['still too late', { ...rolling, conditions: [progressing('ProgressDeadlineExceeded', 'False')] }, rolling, 90, { status: 'False', reason: 'ProgressDeadlineExceeded', lastUpdateTime: noon }],
    ['further after all', { ...rolling, conditions: [progressing('ProgressDeadlineExceeded', 'False')] }, { ...rolling, readyReplicas: 4 }, 90, { status: 'True', reason: 'ReplicaSetUpdated', lastTransitionTime: '2026-01-01T12:01:30Z' }],
    ['not late where the last rollout succeeded and the next is only beginning', { ...complete, conditions: [progressing('NewReplicaSetAvailable')] }, { ...complete, updatedReplicas: 0 }, 900, { status: 'True', reason: 'NewReplicaSetAvailable' }],
    ['late from the moment that it was resumed', { ...rolling, conditions: [progressing('DeploymentResumed', 'Unknown')] }, rolling, 61, { status: 'False', reason: 'ProgressDeadlineExceeded' }],
  ];
  for (const [title, before, after, seconds, is] of cases) {
    it(`takes a rollout for ${title}`, () => {
      expect(judge(before, after, { seconds })).to.deep.include(is);
    });
  }

  it('says nothing of progress where no deadline is set', () => {
    expect(judge({ ...rolling, conditions: [progressing('ReplicaSetUpdated')] }, rolling, { deadline: 2 ** 31 - 1 })).to.equal(undefined);
  });

  it('has the failure of a ReplicaSet for its own, and loses it with it', () => {
    const failure: Condition = { type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message: 'exceeded quota', lastTransitionTime: noon };
    const deployment = aWebDeployment();
    const failing = withProgress(deployment, rolling, { newSet: aReplicaSet('new', { conditions: [failure] }), oldSets: [] }, settingsOf(deployment), atSecond(0));
    expect(conditionOf(failing, 'ReplicaFailure')).to.deep.equal({ ...failure, lastUpdateTime: noon });
    expect(conditionOf(withProgress(deployment, failing, sets, settingsOf(deployment), atSecond(0)), 'ReplicaFailure')).to.equal(undefined);
  });

  const pauses: [title: string, paused: boolean, before: Condition[], reason: string | undefined][] = [
    ['paused', true, [progressing('ReplicaSetUpdated')], 'DeploymentPaused'],
    ['paused from the start', true, [], 'DeploymentPaused'],
    ['resumed', false, [progressing('DeploymentPaused', 'Unknown')], 'DeploymentResumed'],
    ['neither', false, [progressing('ReplicaSetUpdated')], 'ReplicaSetUpdated'],
    ['late, though it is paused now', true, [progressing('ProgressDeadlineExceeded', 'False')], 'ProgressDeadlineExceeded'],
  ];
  for (const [title, paused, before, reason] of pauses) {
    it(`says of a Deployment that it is ${title}`, () => {
      const deployment = aWebDeployment({ paused });
      expect(conditionOf({ conditions: withPause(deployment, before, settingsOf(deployment), atSecond(5)) }, 'Progressing')?.reason).to.equal(reason);
    });
  }

  const waits: [title: string, status: DeploymentStatus, wait: number | undefined][] = [
    ['a second after the deadline', { ...rolling, conditions: [progressing('ReplicaSetUpdated')] }, 51_000],
    ['never once it is complete', { ...complete, conditions: [progressing('NewReplicaSetAvailable')] }, undefined],
    ['never once it is late', { ...rolling, conditions: [progressing('ProgressDeadlineExceeded', 'False')] }, undefined],
    ['never where no progress is noted', rolling, undefined],
  ];
  for (const [title, status, wait] of waits) {
    it(`looks again ${title}`, () => {
      const deployment = aWebDeployment({ progressDeadlineSeconds: 60 });
      expect(millisecondsUntilDeadline(deployment, status, settingsOf(deployment), atSecond(10))).to.equal(wait);
    });
  }
});
