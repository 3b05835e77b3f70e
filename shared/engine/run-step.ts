import type { Action } from './decision.ts';
import * as members from './steps/index.ts';
import type { StepContext, StepOutcome, Steps } from './steps/step.ts';

const steps: Steps = {
  'analyze': members.analyze,
  'finish': members.finish,
  'initialize': members.initialize,
  'note': members.note,
  'open-gates': members.openGates,
  'release': members.release,
  'release-routing': members.releaseRouting,
  'remove-finalizer': members.removeFinalizer,
  'remove-objects': members.removeObjects,
  'revert': members.revert,
  'shift-traffic': members.shiftTraffic,
  'start-canary': members.startCanary,
};

/** Carries a decision out. */
export function runStep(context: StepContext, action: Action): Promise<StepOutcome> {
  const step = steps[action.step] as (context: StepContext, action: Action) => Promise<StepOutcome>;
  return step(context, action);
}
