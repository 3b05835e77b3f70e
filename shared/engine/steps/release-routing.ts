import { releaseTraffic } from '../../routing/traffic.ts';
import type { Step } from './step.ts';

/** Leaves the routing objects as they were before us, or with all weight on the apex Service. */
export const releaseRouting: Step<'release-routing'> = async ({ kube, observation: { router, route, found }, accept }) => {
  for (const object of await releaseTraffic(kube, router, route, found)) {
    accept(object);
  }
  return {};
};
