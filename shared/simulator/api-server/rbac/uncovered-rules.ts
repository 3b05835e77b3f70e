import { coversPath, coversResource, hasOrAll } from './policy-rule.ts';
import type { PolicyRule } from './policy-rule.ts';

/** One verb on one resource, or on one path. */
interface SingleRight {
  readonly verb: string;
  readonly group?: string;
  readonly resource?: string;
  readonly resourceName?: string;
  readonly path?: string;
}

/** What rules allow beyond what is held, as the API server words it, a line for each resource and path; in the order of the alphabet. */
export function uncoveredRules(held: readonly PolicyRule[], wanted: readonly PolicyRule[]): string[] {
  const rights = wanted.flatMap(rightsOf).filter((right) => !held.some((rule) => covers(rule, right)));
  const verbsOf = new Map<string, string[]>();
  for (const right of rights) {
    const subject = describeSubject(right);
    verbsOf.set(subject, [...(verbsOf.get(subject) ?? []), right.verb]);
  }
  return [...verbsOf].map(([subject, verbs]) => `{${subject}, Verbs:${quoted(verbs)}}`).sort();
}

function rightsOf({ verbs, apiGroups = [], resources = [], resourceNames = [], nonResourceURLs = [] }: PolicyRule): SingleRight[] {
  const names = resourceNames.length === 0 ? [undefined] : resourceNames;
  const onResources = apiGroups.flatMap((group) => resources.flatMap((resource) => verbs.flatMap((verb) => names.map((resourceName) => ({ verb, group, resource, ...(resourceName === undefined ? {} : { resourceName }) })))));
  const onPaths = nonResourceURLs.flatMap((path) => verbs.map((verb) => ({ verb, path })));
  return [...onResources, ...onPaths];
}

function covers(rule: PolicyRule, { verb, group = '', resource = '', resourceName, path }: SingleRight): boolean {
  if (!hasOrAll(rule.verbs, verb)) {
    return false;
  }
  if (path !== undefined) {
    return (rule.nonResourceURLs ?? []).some((each) => coversPath(each, path));
  }
  const { resourceNames = [] } = rule;
  const [plural = '', subresource] = resource.split('/', 2);
  const hasName = resourceNames.length === 0 || (resourceName !== undefined && resourceNames.includes(resourceName));
  return hasOrAll(rule.apiGroups, group) && coversResource(rule.resources, plural, subresource) && hasName;
}

function describeSubject({ group, resource, resourceName, path }: SingleRight): string {
  if (path !== undefined) {
    return `NonResourceURLs:${quoted([path])}`;
  }
  return `APIGroups:${quoted([group!])}, Resources:${quoted([resource!])}${resourceName === undefined ? '' : `, ResourceNames:${quoted([resourceName])}`}`;
}

/** `["get" "list"]` */
export function quoted(texts: readonly string[]): string {
  return `[${texts.map((text) => `"${text}"`).join(' ')}]`;
}
