import { readStableTemplate } from '../../workloads/stable-template.ts';
import { withTemplate } from '../../workloads/release.ts';
import type { Step } from './step.ts';

/** Applies the stable template to the target again. While held its pods run it already; after a release Kubernetes rolls back to it. */
export const revert: Step<'revert'> = async ({ kube, observation: { kind, target, canary }, accept }) => {
  const { object, held, stable } = target!;
  const template = await readStableTemplate(kube, kind, object, held ? stable : canary.status?.lastPromotedSpec ?? stable);
  accept(await kube.replace(kind.resource, withTemplate(kind, object, template)));
  return {};
};
