import { askGates } from '../ask-gates.ts';
import { referenceOf } from '../../kube/kube.ts';
import type { Step } from './step.ts';

/** The rollout has ended: no canary pods any more, and the post-rollout gates are told. What they answer changes nothing. */
export const finish: Step<'finish'> = async (context) => {
  const { kube, observation: { kind, canaryWorkload }, accept } = context;
  if (canaryWorkload?.ours === true && canaryWorkload.replicas > 0) {
    accept(await kube.patch(referenceOf(kind.resource, canaryWorkload.object), { spec: { replicas: 0 } }));
  }
  const { events = [], record } = await askGates(context, 'post-rollout');
  return { events, ...(record?.gates === undefined ? {} : { record: { gates: record.gates } }) };
};
