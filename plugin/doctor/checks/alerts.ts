import type { CanaryCheck } from '../check.ts';
import { ok } from '../finding.ts';
import { problemSights } from '../problem-sights.ts';

/** Is anybody told, as it is written? */
export const alerts: CanaryCheck = {
  code: 'KC801',
  title: 'the alerts can be sent, as they are written',
  about: 'canary',
  async look(context) {
    const sights = await problemSights(context, 'alerts');
    const { alerts: asked = [] } = context.canary.spec.analysis;
    return sights.length > 0 || asked.length === 0 ? sights : [ok(`alerts: ${asked.map(({ name }) => name).join(', ')}`)];
  },
};
