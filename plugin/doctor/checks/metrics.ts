import { limitsOf } from '../../../shared/metrics/limits.ts';
import type { CanaryCheck } from '../check.ts';
import { ok } from '../finding.ts';
import { problemSights } from '../problem-sights.ts';

/** Can each check be asked for and judged, as it is written? */
export const metrics: CanaryCheck = {
  code: 'KC601',
  title: 'the metrics can be asked for and judged, as they are written',
  about: 'canary',
  async look(context) {
    const sights = await problemSights(context, 'metrics');
    const { metrics: asked = [] } = context.canary.spec.analysis;
    if (sights.length > 0 || asked.length === 0) {
      return sights;
    }
    const texts = asked.map((metric) => {
      const { min, max } = limitsOf(metric) ?? {};
      return `${metric.name} (${[...(min === undefined ? [] : [`≥ ${min}`]), ...(max === undefined ? [] : [`≤ ${max}`])].join(', ')})`;
    });
    return [ok(`judged by ${texts.join(', ')}`)];
  },
};
