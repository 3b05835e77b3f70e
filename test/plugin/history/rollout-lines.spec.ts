import { rolloutLines, wideRolloutLines } from '../../../plugin/history/rollout-lines.ts';
import type { PastRollout } from '../../../plugin/history/past-rollouts.ts';
import { afterNoon } from '../../builders/an-observation.ts';
import { expectGolden } from '../../builders/golden.ts';

describe('plugin/history/rollout-lines.ts', () => {
  const image = (tag: string) => ({ podinfod: `ghcr.io/stefanprodan/podinfo:${tag}` });
  const rollouts: PastRollout[] = [
    { startedAt: '2025-12-31T12:00:00Z', endedAt: '2025-12-31T12:01:10Z', seconds: 70, result: 'promoted', because: 'podinfo.test is promoted', from: image('6.0.0'), to: image('6.0.1'), template: 'a1b2c3d4e5', startedBy: 'jane', drivenBy: 'jane' },
    { startedAt: '2025-12-31T13:00:00Z', endedAt: '2025-12-31T13:00:35Z', seconds: 35, result: 'rolledBack', because: 'rolled back at weight 20: failed checks threshold reached 3: Halt podinfo.test advancement success rate 53.42% < 99%', from: image('6.0.1'), to: image('6.0.2'), template: 'b1b2c3d4e5', startedBy: 'jane', drivenBy: 'system:serviceaccount:kubectl-canary-system:runner' },
    { startedAt: afterNoon(-600), endedAt: afterNoon(-590), seconds: 10, result: 'aborted', because: 'rolled back: aborted by joe', to: image('6.0.3'), template: 'c1b2c3d4e5', startedBy: 'jane', drivenBy: 'jane', command: { verb: 'abort', by: 'joe' } },
    { startedAt: afterNoon(-20), seconds: 20, result: 'underWay', from: image('6.0.1'), to: image('6.0.1'), template: 'd1b2c3d4e5', startedBy: 'jane' },
  ];
  it('prints a row for each, as wide as the terminal', () => expectGolden('history/table.txt', rolloutLines(rollouts, 120)));
  it('prints all that is known of each', () => expectGolden('history/wide.txt', wideRolloutLines(rollouts)));
});
