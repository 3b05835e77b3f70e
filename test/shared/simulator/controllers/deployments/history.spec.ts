import { expect } from 'chai';
import { beyondHistory } from '../../../../../shared/simulator/controllers/deployments/history.ts';
import { settingsOf } from '../../../../../shared/simulator/controllers/deployments/settings.ts';
import { aReplicaSet, aWebDeployment } from '../../../../builders/a-replica-set.ts';

const sets = [aReplicaSet('c', { revision: 3 }), aReplicaSet('a', { revision: 1 }), aReplicaSet('b', { revision: 2, replicas: 1 }), aReplicaSet('d', { revision: 4 })];

describe('shared/simulator/controllers/deployments/history.ts', () => {
  const cases: [limit: number, removed: string[]][] = [
    [4, []],
    [3, ['a']],
    [2, ['a']],
    [1, ['a', 'c']],
    [0, ['a', 'c', 'd']],
  ];
  for (const [limit, removed] of cases) {
    it(`removes ${removed.length === 0 ? 'nothing' : removed.join(', ')} where ${limit} may stay, and never what has pods`, () => {
      const settings = settingsOf(aWebDeployment({ revisionHistoryLimit: limit }));
      expect(beyondHistory(sets, settings).map(({ metadata }) => metadata.name)).to.deep.equal(removed);
    });
  }

  it('waits for a ReplicaSet that has not seen its size', () => {
    const unseen = { ...aReplicaSet('a'), status: { replicas: 0, observedGeneration: 0 } };
    expect(beyondHistory([unseen], settingsOf(aWebDeployment({ revisionHistoryLimit: 0 })))).to.deep.equal([]);
  });
});
