/** What a watch screen knows of a rollout after some checks: both sides with their pods, and how the measurements went. */
import { withSamples, noTrends } from '../../plugin/view/trends.ts';
import type { Trends } from '../../plugin/view/trends.ts';
import { sidesOf } from '../../plugin/view/sides.ts';
import type { Sides, WatchedPod } from '../../plugin/view/sides.ts';
import type { CanaryView } from '../../plugin/view/canary-view.ts';
import { aDeployment } from './a-deployment.ts';
import { analysingAt, anObservation } from './an-observation.ts';
import { aWatchedPod } from './watched-pods.ts';

/** podinfo:1 serves with three pods; podinfo:2 is tried by these. */
export function someSides(canary: readonly WatchedPod[] = [aWatchedPod('podinfo-canary-6c9f4d7b58-x2x7z', { image: 'registry.test/podinfo:2' })], lastWords: ReadonlyMap<string, string> = new Map()): Sides {
  const stable = ['h8kqz', 'p4vwd', 'tz5mx'].map((id) => aWatchedPod(`podinfo-5d7c9f8b64-${id}`));
  const observation = anObservation(analysingAt(1, { target: { object: aDeployment().image('registry.test/podinfo:2').build() } }));
  return sidesOf(observation, { stable, canary, lastWords })!;
}

/** The checks of this view, as if each had been measured so often, a little different every time. */
export function someTrends(view: CanaryView, times = 12): Trends {
  const looks = Array.from({ length: times }, (_, index) => ({
    ...view,
    checks: view.checks.map((check) => ({
      ...check,
      at: new Date((check.at?.getTime() ?? 0) - (times - index) * 10_000),
      number: check.number === undefined ? undefined : check.number + ((index * 7) % 5),
    })),
  }));
  return looks.reduce(withSamples, noTrends);
}
