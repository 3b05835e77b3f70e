import { writeEvent } from '../../shared/kube/events.ts';
import type { KubeObject } from '../../shared/kube/kube.ts';
import { hold } from '../../shared/workloads/hold.ts';
import type { Change } from '../../shared/workloads/hold.ts';
import { allowed, patched } from '../admission/response.ts';
import type { Review } from '../admission/review.ts';
import { guardedChange, isWorkloadUpdate } from './guarded-change.ts';
import type { Handler, Sight } from './handler.ts';

/** `kubectl set image` lands here: the new template of a Canary's target is held, whatever else becomes of it is shared/workloads/hold.ts's to say. */
export const holdWorkload: Handler = {
  name: 'hold-workload',
  path: '/mutate',
  failsOpen: true,
  isFor: isWorkloadUpdate,
  answer(review, sight) {
    const change = guardedChange(review, sight.canaries());
    if (change === undefined) {
      return { response: allowed(), verdict: 'allowed' };
    }
    const { verdict, patch, warning } = hold(change);
    const response = patched(patch, warning === undefined ? [] : [warning]);
    return { response, verdict, ...(verdict === 'bypassed' ? { afterwards: () => tellOfBypass(change, review, sight) } : {}) };
  },
};

/** Who asked for a bypass is told of here; whether that person may, the policy says after us. */
async function tellOfBypass({ kind, old, new: wanted, canary }: Change, { username }: Review, { kube, now }: Sight): Promise<void> {
  const reason = hold({ kind, old, new: wanted, canary }).warning ?? '';
  await writeEvent(kube, canary as KubeObject, { type: 'Warning', reason: 'BypassRequested', text: `asked for by ${username}: ${reason}` }, now());
}
