import type { AccessAttributes } from '../authorize.ts';

/** A rule of a Role or ClusterRole: what may be done with which resources, or with which paths. */
export interface PolicyRule {
  readonly verbs: readonly string[];
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly nonResourceURLs?: readonly string[];
}

/** Whether a rule allows what is asked for. */
export function ruleAllows(rule: PolicyRule, attributes: AccessAttributes): boolean {
  const { verb, group, resource, subresource, name, path } = attributes;
  if (!hasOrAll(rule.verbs, verb)) {
    return false;
  }
  if (path !== undefined) {
    return (rule.nonResourceURLs ?? []).some((each) => coversPath(each, path));
  }
  return hasOrAll(rule.apiGroups, group) && coversResource(rule.resources, resource, subresource) && isAbout(rule.resourceNames, name);
}

/** Whether it is in the list, or the list is of all. */
export function hasOrAll(values: readonly string[] = [], value: string): boolean {
  return values.includes('*') || values.includes(value);
}

/** `pods/log` is covered by itself, by a star followed by `/log`, and by a star alone; not by `pods`. */
export function coversResource(resources: readonly string[] = [], resource: string, subresource = ''): boolean {
  return subresource === '' ? hasOrAll(resources, resource) : hasOrAll(resources, `${resource}/${subresource}`) || resources.includes(`*/${subresource}`);
}

/** A path may end in a star. */
export function coversPath(pattern: string, path: string): boolean {
  return pattern === path || (pattern.endsWith('*') && path.startsWith(pattern.replace(/\*+$/, '')));
}

/** No names: any object, also one that has no name yet. */
function isAbout(names: readonly string[] = [], name: string): boolean {
  return names.length === 0 || names.includes(name);
}
