import { normal } from '../decision.ts';
import { referenceOf } from '../../kube/kube.ts';
import { madeFrom, renderCanaryWorkload } from '../../workloads/canary-workload.ts';
import type { Step } from './step.ts';

/** Brings `<target>-canary` to the held template and this many pods. */
export const startCanary: Step<'start-canary'> = async ({ kube, observation: { kind, router, target, canaryWorkload, canary }, accept }, { replicas }) => {
  const existing = canaryWorkload?.object;
  const wanted = renderCanaryWorkload({ kind, canary, target: target!.object, replicas, existing, settleSeconds: router.settleSeconds });
  if (existing === undefined) {
    accept(await kube.create(kind.resource, wanted));
  } else if (madeFrom(existing) === madeFrom(wanted)) {
    accept(await kube.patch(referenceOf(kind.resource, existing), { spec: { replicas } }));
    return {};
  } else {
    accept(await kube.replace(kind.resource, wanted));
  }
  const { name, namespace } = target!.object.metadata;
  return { events: [normal('CanaryStarting', `Waiting for ${name}.${namespace} rollout to finish: 0 of ${replicas} updated replicas are available`)] };
};
