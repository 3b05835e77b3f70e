import { expect } from 'chai';
import { settingsOf } from '../../../../../shared/simulator/controllers/deployments/settings.ts';
import { aWebDeployment } from '../../../../builders/a-replica-set.ts';

describe('shared/simulator/controllers/deployments/settings.ts', () => {
  const cases: [replicas: number, maxSurge: number | string, maxUnavailable: number | string, surge: number, unavailable: number][] = [
    [2, 0, '1%', 0, 1],
    [1, 0, '1%', 0, 1],
    [2, '1%', '25%', 1, 0],
    [1, '1%', '25%', 1, 0],
    [2, '1%', 0, 1, 0],
    [10, '25%', '25%', 3, 2],
    [3, 0, 0, 0, 1],
    [0, '25%', '25%', 0, 0],
    [0, 2, 2, 2, 0],
    [2, 1, 5, 1, 2],
    [4, '100%', '100%', 4, 4],
  ];
  for (const [replicas, maxSurge, maxUnavailable, surge, unavailable] of cases) {
    it(`lets ${replicas} pods become ${surge} more and ${unavailable} less for maxSurge ${maxSurge} and maxUnavailable ${maxUnavailable}`, () => {
      expect(settingsOf(aWebDeployment({ replicas, strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge, maxUnavailable } } }))).to.include({ maxSurge: surge, maxUnavailable: unavailable });
    });
  }

  it('has the defaults of the API server', () => {
    const { replicas: _replicas, ...spec } = aWebDeployment().spec;
    expect(settingsOf({ ...aWebDeployment(), spec })).to.deep.equal({ replicas: 1, isRolling: true, maxSurge: 1, maxUnavailable: 0, minReadySeconds: 0, deadlineSeconds: 600, historyLimit: 10 });
  });

  it('has neither surge nor missing pods where the strategy is Recreate', () => {
    expect(settingsOf(aWebDeployment({ strategy: { type: 'Recreate' } }))).to.include({ isRolling: false, maxSurge: 0, maxUnavailable: 0 });
  });

  it('takes the largest number for none', () => {
    const { deadlineSeconds, historyLimit } = settingsOf(aWebDeployment({ progressDeadlineSeconds: 2 ** 31 - 1, revisionHistoryLimit: 2 ** 31 - 1 }));
    expect([deadlineSeconds, historyLimit]).to.deep.equal([undefined, undefined]);
  });
});
