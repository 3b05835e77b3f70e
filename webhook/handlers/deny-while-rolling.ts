import { denyWhileRolling as whyDenied } from '../../shared/workloads/hold.ts';
import { allowed, denied } from '../admission/response.ts';
import { guardedChange, isWorkloadUpdate } from '../admission/guarded-change.ts';
import type { Handler } from './handler.ts';

/** A change of a target that is still being promoted is denied at once, with how far it is. The policy says the same without us. */
export const denyWhileRolling: Handler = {
  name: 'deny-while-rolling',
  path: '/validate',
  failsOpen: true,
  isFor: isWorkloadUpdate,
  answer(review, { canaries }) {
    const change = guardedChange(review, canaries());
    const why = change === undefined ? undefined : whyDenied(change);
    return why === undefined ? { response: allowed(), verdict: 'allowed' } : { response: denied(why), verdict: 'denied' };
  },
};
