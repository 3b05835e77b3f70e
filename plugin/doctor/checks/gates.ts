import type { CanaryCheck } from '../check.ts';
import { ok } from '../finding.ts';
import { problemSights } from '../problem-sights.ts';

/** Can each gate be called, as it is written? */
export const gates: CanaryCheck = {
  code: 'KC701',
  title: 'the gates can be called, as they are written',
  about: 'canary',
  async look(context) {
    const sights = await problemSights(context, 'gates');
    const { webhooks = [] } = context.canary.spec.analysis;
    return sights.length > 0 || webhooks.length === 0 ? sights : [ok(`gates: ${webhooks.map(({ name, type }) => `${name} (${type || 'rollout'})`).join(', ')}`)];
  },
};
