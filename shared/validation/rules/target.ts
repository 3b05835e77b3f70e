import { canaryLabel } from '../../api/annotations.ts';
import type { Canary } from '../../api/canary.ts';
import { namespaceOf } from '../../api/namespace-of.ts';
import { canaryWorkloadName, isOurs } from '../../workloads/canary-workload.ts';
import { selectorLabel } from '../../workloads/selector-label.ts';
import { workloadFor, workloadKinds } from '../../workloads/workload-for.ts';
import { known } from '../canary-facts.ts';
import type { CanaryFacts } from '../canary-facts.ts';
import { denied, unknownName, warning } from '../problem.ts';
import type { Problem } from '../problem.ts';

/** Is the target something that can be held and tried, and nobody else's? */
export function targetProblems(canary: Canary, facts: CanaryFacts): Problem[] {
  const { targetRef } = canary.spec;
  const kind = workloadFor(targetRef.kind);
  if (kind === undefined) {
    return [unknownName({ path: 'spec.targetRef.kind', value: targetRef.kind, known: workloadKinds })];
  }
  if (targetRef.apiVersion !== kind.resource.apiVersion) {
    return [denied({ path: 'spec.targetRef.apiVersion', value: targetRef.apiVersion, expected: `${kind.resource.apiVersion}, which has the kind ${kind.kind}` })];
  }
  return [...existence(canary, facts), ...rivals(canary, facts), ...selector(canary, facts), ...canaryWorkload(canary, facts)];
}

function existence({ spec: { targetRef }, metadata }: Canary, { target }: CanaryFacts): Problem[] {
  if (target === 'absent') {
    return [warning({ path: 'spec.targetRef.name', value: targetRef.name, expected: `a ${targetRef.kind} in namespace ${namespaceOf({ metadata })}`, suggestion: 'nothing is held until there is one' })];
  }
  const maker = known(target)?.metadata.labels?.[canaryLabel];
  return maker === undefined ? [] : [denied({ path: 'spec.targetRef.name', value: targetRef.name, expected: `a ${targetRef.kind} of your own`, suggestion: `this one is made by canary ${maker}` })];
}

function rivals({ spec: { targetRef }, metadata }: Canary, { canaries }: CanaryFacts): Problem[] {
  return canaries
    .filter((other) => other.metadata.name !== metadata.name && other.metadata.deletionTimestamp === undefined)
    .filter(({ spec }) => spec.targetRef.kind === targetRef.kind && spec.targetRef.name === targetRef.name)
    .map((other) => denied({ path: 'spec.targetRef.name', value: targetRef.name, expected: 'a target that no other canary has', suggestion: `canary ${other.metadata.name} has it: change that one, or take it away with "kubectl canary delete ${other.metadata.name} -n ${namespaceOf({ metadata })}"` }));
}

/** Without a label that tells its pods from others, the canary's pods would be the target's too. */
function selector({ spec: { targetRef } }: Canary, { target }: CanaryFacts): Problem[] {
  const workload = known(target);
  const labels = workload === undefined ? undefined : workloadFor(targetRef.kind)?.selector(workload);
  if (labels === undefined || selectorLabel(labels) !== undefined) {
    return [];
  }
  return [denied({ path: 'spec.targetRef.name', value: targetRef.name, expected: `a ${targetRef.kind} whose selector has a label app, name or app.kubernetes.io/name`, suggestion: `its spec.selector.matchLabels has ${Object.keys(labels).join(', ') || 'no label'}` })];
}

function canaryWorkload(canary: Canary, facts: CanaryFacts): Problem[] {
  const { name, kind } = canary.spec.targetRef;
  const existing = known(facts.canaryWorkload);
  if (existing === undefined || isOurs(existing, canary)) {
    return [];
  }
  const owner = existing.metadata.labels?.[canaryLabel];
  return [denied({ path: 'spec.targetRef.name', value: name, expected: `no ${kind} called ${canaryWorkloadName(name)}, as the new version gets that name`, suggestion: owner === undefined ? 'rename or delete that one' : `that one is of canary ${owner}` })];
}
