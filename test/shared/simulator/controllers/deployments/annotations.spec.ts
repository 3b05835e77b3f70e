import { expect } from 'chai';
import { newSetAnnotations, nextRevision } from '../../../../../shared/simulator/controllers/deployments/annotations.ts';
import { aReplicaSet, aWebDeployment } from '../../../../builders/a-replica-set.ts';

const revision = 'deployment.kubernetes.io/revision';
const history = 'deployment.kubernetes.io/revision-history';
const deployment = aWebDeployment();
const annotated = { ...deployment, metadata: { ...deployment.metadata, annotations: { 'team': 'blue', [revision]: '9', 'kubectl.kubernetes.io/last-applied-configuration': '{}', 'kubernetes.io/change-cause': 'new image' } } };

describe('shared/simulator/controllers/deployments/annotations.ts', () => {
  it('gives a new ReplicaSet the Deployment\'s annotations, but not those that are its own', () => {
    expect(newSetAnnotations(annotated, undefined, 2)).to.deep.equal({ 'team': 'blue', 'kubernetes.io/change-cause': 'new image', [revision]: '2' });
  });

  it('raises the revision of one that is rolled back to, and notes the earlier ones', () => {
    const once = newSetAnnotations(deployment, { [revision]: '1' }, 3);
    expect(once).to.deep.equal({ [revision]: '3', [history]: '1' });
    expect(newSetAnnotations(deployment, once, 5)).to.deep.equal({ [revision]: '5', [history]: '1,3' });
  });

  it('never lowers a revision', () => {
    expect(newSetAnnotations(deployment, { [revision]: '7' }, 3)).to.deep.equal({ [revision]: '7' });
  });

  it('counts on from the highest revision', () => {
    expect(nextRevision([aReplicaSet('a', { revision: 4 }), aReplicaSet('b'), aReplicaSet('c', { revision: 2 })])).to.equal(5);
    expect(nextRevision([])).to.equal(1);
  });
});
