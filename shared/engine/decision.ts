/** What is to be done next, and why. Made by `decide.ts`, carried out by the step of the same name. */
import type { CanaryStatus } from '../api/canary.ts';
import type { GateType } from '../gates/gate.ts';

export type Decision =
  /** Nothing, until something changes or (`until`) a time comes. `resting`: no rollout is under way. */
  | { readonly step: 'wait'; readonly because: string; readonly until?: Date; readonly resting?: true }
  /** A new revision is held, but this host does not begin analyses by itself. */
  | { readonly step: 'leave'; readonly because: string }
  | Action;

/** `record` and `events` are written down once the step has succeeded. */
export type Action = { readonly because: string; readonly record: Partial<CanaryStatus>; readonly events: readonly EventText[] } & StepArguments;

export type StepArguments =
  /** Makes Services and routing, or brings them back to what the spec asks. */
  | { readonly step: 'initialize' }
  /** Only writes down what was observed. */
  | { readonly step: 'note' }
  /** Calls these gates; while one is closed, what the decision asked for is not recorded. */
  | { readonly step: 'open-gates'; readonly gates: GateType }
  | { readonly step: 'start-canary'; readonly replicas: number }
  | { readonly step: 'shift-traffic'; readonly weight: number; readonly gates?: GateType; readonly baseline?: true }
  | { readonly step: 'analyze' }
  | { readonly step: 'release' }
  | { readonly step: 'revert' }
  /** Scales the canary to zero and calls the post-rollout gates. */
  | { readonly step: 'finish' }
  | { readonly step: 'release-routing' }
  | { readonly step: 'remove-objects' }
  | { readonly step: 'remove-finalizer' };

export type StepName = Decision['step'];

/** One Kubernetes Event: a distinct CamelCase reason and the text people know from Flagger where the same thing happens. */
export interface EventText {
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  readonly text: string;
}

export const normal = (reason: string, text: string): EventText => ({ type: 'Normal', reason, text });
export const warning = (reason: string, text: string): EventText => ({ type: 'Warning', reason, text });
