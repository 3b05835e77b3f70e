/** The contract of a step: do what was decided, so that doing it twice does no harm. One member per file, named as the decision names it. */
import type { Canary } from '../../api/canary.ts';
import type { Kube, KubeObject } from '../../kube/kube.ts';
import type { Http } from '../../kube/service-proxy.ts';
import type { Action, EventText, StepName } from '../decision.ts';
import type { Observation } from '../observation.ts';
import type { StatusRecord } from '../record.ts';

export interface StepContext {
  readonly kube: Kube;
  readonly observation: Observation;
  readonly canary: Canary;
  /** HTTP to gates and metric servers. */
  readonly http: Http;
  readonly now: () => Date;
  /** True where this host is to tidy up after a deletion, and so puts our finalizer on. */
  readonly finalizes: boolean;
  /** Takes over the answer of a write, so that the next observation sees it. */
  accept(object: KubeObject): void;
}

export interface StepOutcome {
  /** Over what the decision records. */
  readonly record?: StatusRecord;
  readonly events?: readonly EventText[];
  readonly because?: string;
  /** True where what the decision records did not come about: only the outcome's own record is written. */
  readonly refused?: boolean;
  /** True where losing this record costs nothing but doing the step again: it is written together with the next. */
  readonly later?: boolean;
}

/** The decision of one step, with its own arguments. */
export type ActionOf<Name extends StepName> = Extract<Action, { step: Name }>;

export type Step<Name extends StepName> = (context: StepContext, action: ActionOf<Name>) => Promise<StepOutcome>;
export type ActiveStepName = Exclude<StepName, 'wait' | 'leave'>;
export type Steps = { readonly [Name in ActiveStepName]: Step<Name> };
