/**
 * The rules of the hold (design: hold, don't copy). A pure function from one change of a workload to what admission answers: it calls
 * nothing, so it is dry-run safe. The ValidatingAdmissionPolicy in manifests/webhook states the same rules for when no webhook answers.
 */
import type { Canary } from '../api/canary.ts';
import type { KubeObject } from '../kube/kube.ts';
import type { WorkloadKind } from './workload.ts';

/** One UPDATE of a workload that a Canary targets. */
export interface Change {
  readonly kind: WorkloadKind;
  readonly old: KubeObject;
  readonly new: KubeObject;
  readonly canary: Canary;
}

/** RFC 6902. */
export type PatchOperation =
  | { readonly op: 'add' | 'replace'; readonly path: string; readonly value: unknown }
  | { readonly op: 'remove'; readonly path: string };

export type HoldVerdict =
  /** Not ours to touch: the template did not change and nothing is held. */
  | 'untouched'
  /** A new template waits; the old pods keep serving. */
  | 'held'
  /** The change tried to end the hold, or brought another template: held still. */
  | 'held-again'
  /** The stable template was applied again: no hold any more. */
  | 'lifted'
  /** Whoever may promote named the held template: Kubernetes rolls it. */
  | 'released'
  /** Let through once, for the reason a person gave. */
  | 'bypassed'
  /** Nothing to protect: no replicas asked for, none available, or a rollout beyond its deadline. */
  | 'passed';

export interface HoldDecision {
  readonly verdict: HoldVerdict;
  readonly patch: readonly PatchOperation[];
  /** What a person is told by kubectl; undefined where nothing happened. */
  readonly warning: string | undefined;
}

/** Decides what becomes of a change. */
export declare function hold(change: Change): HoldDecision;

/** Why a change is denied: the target is still rolling, and a further change would freeze it half-way. Undefined where it may go on. */
export declare function denyWhileRolling(change: Change): string | undefined;
