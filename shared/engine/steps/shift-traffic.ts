import { writeTraffic } from '../../routing/traffic.ts';
import { sameWeights, weightsFor } from '../../routing/weights.ts';
import { takeBaseline } from '../baseline.ts';
import { askGates } from '../ask-gates.ts';
import type { Step } from './step.ts';

/** Moves the traffic to this weight, where the gates allow it. The routing objects are replaced only as they were observed. */
export const shiftTraffic: Step<'shift-traffic'> = async (context, action) => {
  const { kube, observation: { router, route, found, weights: current }, accept } = context;
  const asked = action.gates === undefined ? undefined : await askGates(context, action.gates);
  if (asked?.refused === true) {
    return asked;
  }
  const baseline = action.baseline === true ? await takeBaseline(context) : undefined;
  const weights = weightsFor(action.weight);
  if (current === undefined || !sameWeights(current, weights)) {
    for (const object of await writeTraffic(kube, router, route, weights, found)) {
      accept(object);
    }
  }
  return { ...asked, ...(baseline === undefined ? {} : { record: { ...asked?.record, checks: baseline } }) };
};
