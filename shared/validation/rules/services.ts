import { canaryLabel } from '../../api/annotations.ts';
import type { Canary } from '../../api/canary.ts';
import { namespaceOf } from '../../api/namespace-of.ts';
import { canaryWorkloadName } from '../../workloads/canary-workload.ts';
import { canarySelector, selectorLabel } from '../../workloads/selector-label.ts';
import { workloadFor } from '../../workloads/workload-for.ts';
import { known } from '../canary-facts.ts';
import type { CanaryFacts, Service } from '../canary-facts.ts';
import { denied, warning } from '../problem.ts';
import type { Problem } from '../problem.ts';

type Labels = Record<string, string>;

/** Do the Services of the namespace leave the canary's pods, and our Services' names, alone? */
export function serviceProblems(canary: Canary, facts: CanaryFacts): Problem[] {
  const apex = canary.spec.service?.name ?? canary.spec.targetRef.name;
  const others = facts.services.filter((service) => service.metadata.labels?.[canaryLabel] !== canary.metadata.name);
  const labels = podLabels(canary, facts);
  return [
    ...others.filter(({ metadata }) => [`${apex}-primary`, `${apex}-canary`].includes(metadata.name)).map((service) => takenName(canary, service)),
    ...(labels === undefined ? [] : others.filter((service) => selects(service, labels.canary)).map((service) => intruder(canary, service, labels.key))),
    ...(labels === undefined ? [] : others.filter((service) => service.metadata.name === apex && !selects(service, labels.stable)).map((service) => elsewhere(canary, service))),
  ];
}

/** The labels of the target's pods and of the canary's, and the one that differs. Undefined where they are not known. */
function podLabels(canary: Canary, facts: CanaryFacts): { key: string; stable: Labels; canary: Labels } | undefined {
  const { kind: kindName, name } = canary.spec.targetRef;
  const kind = workloadFor(kindName);
  const target = known(facts.target);
  if (kind === undefined || target === undefined) {
    return undefined;
  }
  const label = selectorLabel(kind.selector(target));
  const stable = kind.template(target).metadata?.labels ?? {};
  return label === undefined ? undefined : { key: label.key, stable, canary: { ...stable, ...canarySelector(kind.selector(target), canaryWorkloadName(name)), [canaryLabel]: canary.metadata.name } };
}

/** A Service without a selector has endpoints that others write. */
function selects({ spec }: Service, labels: Labels): boolean {
  const selector = Object.entries(spec?.selector ?? {});
  return selector.length > 0 && selector.every(([key, value]) => labels[key] === value);
}

function takenName({ spec: { service } }: Canary, { metadata: { name } }: Service): Problem {
  return denied({ path: 'spec.service.name', value: service?.name, expected: `no Service called ${name} of somebody else, as ours gets that name`, suggestion: `delete it, or choose another spec.service.name` });
}

function intruder({ metadata }: Canary, { metadata: { name }, spec }: Service, key: string): Problem {
  return denied({ path: 'spec.targetRef.name', value: name, expected: 'no Service that selects the pods of the new version by accident', suggestion: `service ${name} in namespace ${namespaceOf({ metadata })} selects ${labelsText(spec?.selector)}: add the label ${key} to its selector` });
}

function elsewhere({ spec: { targetRef, service } }: Canary, { metadata: { name }, spec }: Service): Problem {
  return warning({ path: 'spec.service.name', value: service?.name ?? name, expected: `a Service of the pods of ${targetRef.name}`, suggestion: `service ${name} selects ${labelsText(spec?.selector) || 'nothing'}` });
}

function labelsText(labels: Labels = {}): string {
  return Object.entries(labels).map(([key, value]) => `${key}=${value}`).join(',');
}
