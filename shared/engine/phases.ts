import type { Phase } from '../api/canary.ts';

/** A rollout is under way: traffic may be shared, checks run. */
export const underWay: readonly Phase[] = ['Progressing', 'WaitingPromotion', 'Promoting', 'Finalising'];

/** Whether a rollout is under way. */
export function isUnderWay(phase: Phase | undefined): boolean {
  return phase !== undefined && underWay.includes(phase);
}

/** The condition `Promoted` of each phase, as Flagger words it where the same thing happens; after a failure that is another. */
export const promotedCondition: Record<Exclude<Phase, ''>, { status: 'True' | 'False' | 'Unknown'; message: string }> = {
  Initializing: { status: 'Unknown', message: 'New Deployment detected, starting initialization.' },
  Initialized: { status: 'True', message: 'Deployment initialization completed.' },
  Waiting: { status: 'Unknown', message: 'Waiting for approval.' },
  Progressing: { status: 'Unknown', message: 'New revision detected, progressing canary analysis.' },
  WaitingPromotion: { status: 'Unknown', message: 'Waiting for approval.' },
  Promoting: { status: 'Unknown', message: 'Canary analysis completed, starting primary rolling update.' },
  Finalising: { status: 'Unknown', message: 'Canary analysis completed, routing all traffic to primary.' },
  Succeeded: { status: 'True', message: 'Canary analysis completed successfully, promotion finished.' },
  Failed: { status: 'False', message: 'Canary failed, all traffic is on the stable pods.' },
  Terminating: { status: 'Unknown', message: 'Canary is being removed, traffic goes back to the stable pods.' },
  Terminated: { status: 'Unknown', message: 'Canary is removed.' },
};
