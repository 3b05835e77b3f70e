import { expect } from 'chai';
import { endingLines, outcomeOf } from '../../plugin/ending.ts';
import type { DriveResult } from '../../shared/engine/drive.ts';

describe('plugin/ending.ts', () => {
  const cases: [outcome: DriveResult['outcome'], exits: string | undefined, says: RegExp][] = [
    ['promoted', 'promoted', /^why$/],
    ['rolledBack', 'rolledBack', /^podinfo\.test rolled back: why\n.*kubectl canary status podinfo -n test$/],
    ['aborted', 'aborted', /^podinfo\.test aborted: why\n.*kubectl canary status podinfo -n test$/],
    ['deleted', 'aborted', /^podinfo\.test is deleted: why$/],
    ['nothingToDo', undefined, /nothing to do: why$/],
    ['stopped', 'interrupted', /kubectl canary watch podinfo -n test$/],
  ];
  for (const [outcome, exits, says] of cases) {
    it(`ends ${outcome} as ${exits ?? 'success'}, with the next useful command`, () => {
      const result = { outcome, because: 'why' };
      expect(outcomeOf(result)).to.equal(exits);
      expect(endingLines(result, { name: 'podinfo', namespace: 'test' }).join('\n')).to.match(says);
    });
  }

  it('does not say twice that it was rolled back, and says how to end the hold', () => {
    const [first, next] = endingLines({ outcome: 'rolledBack', because: 'rolled back at weight 20: failed checks threshold reached 3' }, { name: 'podinfo', namespace: 'test' });
    expect(first).to.equal('podinfo.test rolled back at weight 20: failed checks threshold reached 3');
    expect(next).to.match(/still held.*kubectl canary abort podinfo -n test --revert$/);
  });
});
