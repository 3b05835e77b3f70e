/** What goes wrong on demand: a test says which requests and watch events, and how. */
import type { ApiObject } from '../api-object.ts';
import type { ApiStatus } from './api-status.ts';

/** A request as rules see it. */
export interface SeenCall {
  readonly verb: string;
  /** Plural, e.g. `deployments`. */
  readonly resource: string;
  readonly namespace: string;
  readonly name: string;
  readonly subresource: string | undefined;
  readonly username: string;
}

export type Fault =
  /** Refused before anything is done. */
  | { readonly kind: 'refuse'; readonly status: ApiStatus; readonly retryAfterSeconds?: number }
  /** The connection is cut, before anything is done or after all is done: the answer is lost. */
  | { readonly kind: 'cut'; readonly when: 'before' | 'after' }
  /** Answered from the state so many versions ago; for reads. */
  | { readonly kind: 'stale'; readonly versions: number }
  /** Ended after so many seconds of the cluster's clock; for watches. */
  | { readonly kind: 'brief'; readonly seconds: number }
  /** Waits so many milliseconds of the cluster's clock first. */
  | { readonly kind: 'delay'; readonly milliseconds: number };

export type EventFault = { readonly kind: 'drop' } | { readonly kind: 'delay'; readonly milliseconds: number };

export interface FaultRule {
  onCall?(call: SeenCall): Fault | undefined;
  onEvent?(event: { type: string; object: ApiObject }, watch: SeenCall): EventFault | undefined;
}

/** Thrown through all of the server: the client gets no answer. */
export class ConnectionCut extends Error {
  override readonly name = 'ConnectionCut';
}

export class Faults {
  readonly #rules = new Set<FaultRule>();

  /** From now on this rule is asked as well; returns how to lift it. */
  add(rule: FaultRule): () => void {
    this.#rules.add(rule);
    return () => this.#rules.delete(rule);
  }

  /** What is to befall this request; all rules are asked, the first answer counts. */
  ofCall(call: SeenCall): Fault | undefined {
    return [...this.#rules].map((rule) => rule.onCall?.(call)).find((fault) => fault !== undefined);
  }

  /** What is to befall this event of a watch. */
  ofEvent(event: { type: string; object: ApiObject }, watch: SeenCall): EventFault | undefined {
    return [...this.#rules].map((rule) => rule.onEvent?.(event, watch)).find((fault) => fault !== undefined);
  }
}
