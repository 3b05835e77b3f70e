import type { Router } from '../router.ts';
import { allToStable } from '../weights.ts';

/** Services alone: users reach the stable pods until Kubernetes itself rolls the change out; the canary is reached by its own Service. */
export const kubernetes: Router = {
  name: 'kubernetes',
  supports: { weights: false, headerMatch: false, mirror: false, sessionAffinity: false },
  honours: [],
  resources: [],
  settleSeconds: 0,
  objects: () => ({}),
  weights: () => allToStable,
  render: () => [],
  release: () => [],
  refusal: () => undefined,
};
