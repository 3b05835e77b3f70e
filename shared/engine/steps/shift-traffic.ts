import { writeTraffic } from '../../routing/traffic.ts';
import { sameWeights, weightsFor } from '../../routing/weights.ts';
import { takeBaseline } from '../baseline.ts';
import { askGates } from '../ask-gates.ts';
import type { Action } from '../decision.ts';
import type { StatusRecord } from '../record.ts';
import type { Step, StepContext } from './step.ts';

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
  return { ...asked, record: { ...asked?.record, ...(baseline === undefined ? {} : { checks: baseline }), ...timesFromNow(context, action) } };
};

/** Gates and first readings take their time: the interval begins when the traffic has moved. */
function timesFromNow({ observation, now }: StepContext, { record: { stepStartedAt, nextCheckAt } }: Action): StatusRecord {
  const late = now().getTime() - observation.now.getTime();
  const later = (at: string) => new Date(Date.parse(at) + late).toISOString();
  return { ...(stepStartedAt === undefined ? {} : { stepStartedAt: later(stepStartedAt) }), ...(nextCheckAt === undefined ? {} : { nextCheckAt: later(nextCheckAt) }) };
}
