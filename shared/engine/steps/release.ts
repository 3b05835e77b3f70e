import { referenceOf } from '../../kube/kube.ts';
import { releasePatch } from '../../workloads/release.ts';
import type { Step } from './step.ts';

/** One PATCH ends the hold and names the template it lets through; Kubernetes rolls it out. */
export const release: Step<'release'> = async ({ kube, observation: { kind, target }, accept }) => {
  accept(await kube.patch(referenceOf(kind.resource, target!.object), releasePatch(target!.object)));
  return {};
};
