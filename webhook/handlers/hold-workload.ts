import { bypass } from '../../shared/api/annotations.ts';
import { writeEvent } from '../../shared/kube/events.ts';
import { hold } from '../../shared/workloads/hold.ts';
import type { Change } from '../../shared/workloads/hold.ts';
import { allowed, patched } from '../admission/response.ts';
import type { Review } from '../admission/review.ts';
import { guardedChange, isWorkloadUpdate } from '../admission/guarded-change.ts';
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
    // Asked again about what we have already let through, there is nothing new to tell.
    const isNews = verdict === 'bypassed' && patch.length > 0;
    return { response, verdict, ...(isNews ? { afterwards: () => tellOfBypass(change, review, sight) } : {}) };
  },
};

/** Who asked for it and why. Whether that person may is for the policy to say, after us. */
async function tellOfBypass({ kind, new: wanted, canary }: Change, { username }: Review, { kube, now }: Sight): Promise<void> {
  const title = `${kind.kind.toLowerCase()}/${wanted.metadata.name}`;
  const text = `${username} asked to change ${title} without analysis: ${wanted.metadata.annotations?.[bypass]}`;
  await writeEvent(kube, canary, { type: 'Warning', reason: 'BypassRequested', text }, now());
}
