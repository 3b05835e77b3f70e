/** Which requests a webhook or a policy is about. */
import { apiVersionOf } from '../schema/definition.ts';
import type { Definition, Definitions } from '../schema/definition.ts';
import { matchesLabels } from '../storage/selectors.ts';
import type { Labels, LabelSelector } from '../storage/selectors.ts';
import type { Store } from '../storage/store.ts';
import type { Attributes } from './attributes.ts';

/** Absent fields are as if the API server had set their defaults. */
export interface Rule {
  readonly apiGroups?: readonly string[];
  readonly apiVersions?: readonly string[];
  /** As `pods`, `pods/log`, `pods/*`; `*` alone means all resources, but no subresources. */
  readonly resources?: readonly string[];
  readonly operations?: readonly string[];
  readonly scope?: string;
  /** Of policies only; empty: any. */
  readonly resourceNames?: readonly string[];
}

export interface Criteria {
  readonly resourceRules?: readonly Rule[];
  readonly excludeResourceRules?: readonly Rule[];
  readonly matchPolicy?: string;
  readonly namespaceSelector?: LabelSelector;
  readonly objectSelector?: LabelSelector;
}

type Knowledge = { readonly store: Store; readonly definitions: Definitions };

/**
 * The request as the criteria match it: with matchPolicy Equivalent, that may be another version of the same resource. Undefined where they
 * do not match. Without rules all resources match.
 */
export function match(attributes: Attributes, criteria: Criteria, { store, definitions }: Knowledge): Attributes | undefined {
  const { resourceRules = [], excludeResourceRules = [], matchPolicy = 'Equivalent', namespaceSelector, objectSelector } = criteria;
  if (!isInNamespace(attributes, namespaceSelector, store) || !isObject(attributes, objectSelector)) {
    return undefined;
  }
  const versions = matchPolicy === 'Equivalent' ? [attributes.definition, ...equivalents(attributes.definition, definitions)] : [attributes.definition];
  if (versions.some((definition) => excludeResourceRules.some((rule) => meets(attributes, definition, rule)))) {
    return undefined;
  }
  const found = resourceRules.length === 0 ? attributes.definition : versions.find((definition) => resourceRules.some((rule) => meets(attributes, definition, rule)));
  return found === undefined ? undefined : underVersion(attributes, found);
}

function isInNamespace(attributes: Attributes, selector: LabelSelector = {}, store: Store): boolean {
  const { namespace, definition, operation, object, subresource } = attributes;
  if (isEmpty(selector) || (namespace === '' && definition.plural !== 'namespaces')) {
    return true;
  }
  const isChanged = definition.plural === 'namespaces' && subresource === undefined && operation !== 'DELETE';
  const found = isChanged ? object : store.get({ group: '', plural: 'namespaces' }, '', namespace);
  return matchesLabels({ ...found?.metadata.labels, 'kubernetes.io/metadata.name': namespace }, selector);
}

/** Before or after. */
function isObject({ object, oldObject }: Attributes, selector: LabelSelector = {}): boolean {
  return isEmpty(selector) || [object, oldObject].some((each) => each !== undefined && matchesLabels(each.metadata.labels as Labels | undefined, selector));
}

function isEmpty({ matchLabels = {}, matchExpressions = [] }: LabelSelector): boolean {
  return Object.keys(matchLabels).length === 0 && matchExpressions.length === 0;
}

function equivalents({ group, version, plural }: Definition, definitions: Definitions): Definition[] {
  return definitions.all().filter((each) => each.group === group && each.plural === plural && each.version !== version);
}

function meets(attributes: Attributes, definition: Definition, rule: Rule): boolean {
  const { operation, subresource = '', name } = attributes;
  const { apiGroups = [], apiVersions = [], resources = [], operations = [], scope = '*', resourceNames = [] } = rule;
  return hasScope(attributes, scope)
    && has(operations, operation) && has(apiGroups, definition.group) && has(apiVersions, definition.version)
    && resources.some((resource) => isResource(resource, definition.plural, subresource))
    && (resourceNames.length === 0 || resourceNames.includes(name));
}

function hasScope({ definition, namespace }: Attributes, scope: string): boolean {
  const isInOne = namespace !== '' && !(definition.group === '' && definition.plural === 'namespaces');
  return scope === '*' || (scope === 'Namespaced') === isInOne;
}

function has(items: readonly string[], wanted: string): boolean {
  return items.includes('*') || items.includes(wanted);
}

function isResource(pattern: string, plural: string, subresource: string): boolean {
  const [resource, part = ''] = pattern.split(/\/(.*)/s);
  return (resource === '*' || resource === plural) && (part === '*' || part === subresource);
}

function underVersion(attributes: Attributes, definition: Definition): Attributes {
  if (definition === attributes.definition) {
    return attributes;
  }
  const [from, apiVersion] = [apiVersionOf(attributes.definition), apiVersionOf(definition)];
  const convert = (object: Attributes['object']) => (object?.apiVersion === from ? { ...object, apiVersion } : object);
  return { ...attributes, definition, object: convert(attributes.object), oldObject: convert(attributes.oldObject) };
}
