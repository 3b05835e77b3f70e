/**
 * The rules of the hold (design: hold, don't copy). A pure function from one change of a workload to what admission answers: it calls
 * nothing, so it is dry-run safe. The ValidatingAdmissionPolicy in manifests/webhook states the same rules for when no webhook answers.
 */
import * as names from '../api/annotations.ts';
import type { Canary } from '../api/canary.ts';
import type { KubeObject } from '../kube/kube.ts';
import { isRestart, templateHash } from './template-hash.ts';
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
  /** Not ours to touch: the template did not change and nothing is held, or the target is rolling (see denyWhileRolling). */
  | 'untouched'
  /** A new template waits; the old pods keep serving. */
  | 'held'
  /** The change tried to end the hold, or brought another template: held still. */
  | 'held-again'
  /** The stable template was applied again: no hold any more. */
  | 'lifted'
  /** The change names the template that is to go on: Kubernetes rolls it. Who may, is the policy's to ask. */
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
export function hold(change: Change): HoldDecision {
  const facts = factsOf(change);
  if (!facts.isHeld && (!facts.changed || isToleratedRestart(change))) {
    return { verdict: 'untouched', patch: [], warning: undefined };
  }
  if (facts.namesItself) {
    return ended(change, 'released', { set: {}, warning: `${facts.title} is released by canary ${facts.canaryName}: Kubernetes rolls it out` });
  }
  if (facts.bypassReason !== undefined) {
    return ended(change, 'bypassed', {
      set: { [names.bypassed]: `${facts.wanted}: ${facts.bypassReason}` },
      warning: `${facts.title} is changed without analysis, past canary ${facts.canaryName}: ${facts.bypassReason}`,
    });
  }
  if (facts.changed && facts.unprotected !== undefined) {
    return ended(change, 'passed', { set: {}, warning: `${facts.title} is changed without analysis, as ${facts.unprotected}` });
  }
  if (!facts.isHeld) {
    return change.kind.isRolling(change.old) ? { verdict: 'untouched', patch: [], warning: undefined } : begun(change, facts);
  }
  if (facts.wanted === facts.stable) {
    return ended(change, 'lifted', { set: { [names.lifted]: facts.stable }, warning: `${facts.title} has its stable template again: canary ${facts.canaryName} holds nothing` });
  }
  return kept(change, facts);
}

/** Why a change is denied: the target is still rolling, and a further change would freeze it half-way. Undefined where it may go on. */
export function denyWhileRolling(change: Change): string | undefined {
  const facts = factsOf(change);
  if (facts.isHeld || !facts.changed || !change.kind.isRolling(change.old) || hold(change).verdict !== 'untouched' || isToleratedRestart(change)) {
    return undefined;
  }
  const { updated, replicas } = change.kind.rollout(change.old, 100);
  return `canary ${facts.canaryName} is being promoted: ${updated} of ${replicas} pods; apply again in a moment, or run "kubectl canary abort ${facts.canaryName} -n ${facts.namespace}"`;
}

type Facts = ReturnType<typeof factsOf>;

function factsOf({ kind, old, new: wantedObject, canary }: Change) {
  const before = old.metadata.annotations ?? {};
  const after = wantedObject.metadata.annotations ?? {};
  const running = templateHash(kind.template(old));
  const wanted = templateHash(kind.template(wantedObject));
  const isHeld = before[names.heldBy] !== undefined;
  return {
    isHeld,
    wanted,
    changed: wanted !== running,
    stable: (isHeld ? before[names.stableTemplate] : undefined) ?? running,
    namesItself: after[names.promote] === wanted && before[names.promote] !== wanted,
    bypassReason: newIn(after, before, names.bypass) ?? newIn(after, before, names.bypassed)?.replace(/^[0-9a-f]{10}: /, ''),
    unprotected: whyUnprotected(kind, old, wantedObject, isHeld),
    title: `${kind.kind.toLowerCase()}/${old.metadata.name}`,
    canaryName: canary.metadata.name,
    namespace: old.metadata.namespace ?? 'default',
  };
}

/** What this change brings. `bypassed` is what we have made of `bypass`: admission may ask again, and asks for denials afterwards. */
function newIn(after: Record<string, string>, before: Record<string, string>, name: string): string | undefined {
  return after[name] === before[name] ? undefined : after[name];
}

function whyUnprotected(kind: WorkloadKind, old: KubeObject, wanted: KubeObject, isHeld: boolean): string | undefined {
  if (kind.replicas(wanted) === 0) {
    return 'it has no replicas';
  }
  if (kind.availableReplicas(old) === 0) {
    return 'none of its pods is available';
  }
  return !isHeld && kind.rollout(old, 100).stuck ? 'its rollout has exceeded its progress deadline' : undefined;
}

function isToleratedRestart({ kind, old, new: wanted, canary }: Change): boolean {
  return canary.spec.analysis.skipRestarts === true && isRestart(kind.template(old), kind.template(wanted));
}

/** The first hold: remembers what serves, what waits, and whether the user had paused it already. */
function begun(change: Change, facts: Facts): HoldDecision {
  const wasPaused = change.kind.isPaused(change.old) && change.kind.isPaused(change.new);
  const set = { ...holdMarks(facts), ...(wasPaused ? { [names.pausedByUser]: 'true' } : {}) };
  return { verdict: 'held', patch: patchOf(change, { set, remove: leftovers, paused: true }), warning: heldWarning(facts) };
}

/** Reasserts the hold: an apply that drops our fields is no reason to let a change through. A user's `rollout resume` ends the user's pause only. */
function kept(change: Change, facts: Facts): HoldDecision {
  const resumed = !change.kind.isPaused(change.new);
  const userPaused = change.old.metadata.annotations?.[names.pausedByUser] === 'true';
  const set = { ...holdMarks(facts), ...(userPaused && !resumed ? { [names.pausedByUser]: 'true' } : {}) };
  const patch = patchOf(change, { set, remove: [...leftovers, ...(resumed ? [names.pausedByUser] : [])], paused: true });
  if (patch.length === 0 && !facts.changed) {
    return { verdict: 'untouched', patch, warning: undefined };
  }
  return { verdict: 'held-again', patch, warning: heldWarning(facts) };
}

function holdMarks({ canaryName, stable, wanted }: Facts): Record<string, string> {
  return { [names.heldBy]: canaryName, [names.stableTemplate]: stable, [names.heldTemplate]: wanted };
}

function heldWarning({ title, canaryName, namespace }: Facts): string {
  return `${title} is held by canary ${canaryName}: run "kubectl canary watch ${canaryName} -n ${namespace}"`;
}

/** Marks of how an earlier hold ended; none may outlive the next hold, or it could end it. */
const leftovers = [names.promote, names.lifted, names.bypassed];

/** The end of a hold (or of what would have become one): Kubernetes goes on as the user had it. */
function ended(change: Change, verdict: HoldVerdict, { set, warning }: { set: Record<string, string>; warning: string }): HoldDecision {
  const before = change.old.metadata.annotations ?? {};
  const wasHeld = before[names.heldBy] !== undefined;
  const paused = wasHeld ? before[names.pausedByUser] === 'true' && change.kind.isPaused(change.new) : change.kind.isPaused(change.new);
  const remove = [...names.holdNames, ...(verdict === 'bypassed' ? [names.bypass] : []), ...leftovers.filter((name) => !(name in set) && !(verdict === 'released' && name === names.promote))];
  return { verdict, patch: patchOf(change, { set, remove, paused }), warning };
}

/** The operations that bring these annotations and this pause about; none where all is so already. */
function patchOf({ kind, new: wanted }: Change, { set, remove, paused }: { set: Record<string, string>; remove: readonly string[]; paused: boolean }): PatchOperation[] {
  const annotations = wanted.metadata.annotations;
  const operations: PatchOperation[] = [];
  if (annotations === undefined && Object.keys(set).length > 0) {
    operations.push({ op: 'add', path: '/metadata/annotations', value: {} });
  }
  for (const [name, value] of Object.entries(set)) {
    if (annotations?.[name] !== value) {
      operations.push({ op: 'add', path: `/metadata/annotations/${escapePointer(name)}`, value });
    }
  }
  for (const name of remove) {
    if (annotations?.[name] !== undefined) {
      operations.push({ op: 'remove', path: `/metadata/annotations/${escapePointer(name)}` });
    }
  }
  if (kind.isPaused(wanted) !== paused) {
    operations.push({ op: 'add', path: kind.pausePath, value: paused });
  }
  return operations;
}

function escapePointer(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
