import type { KubeObject, Selection } from '../../shared/kube/kube.ts';

/** Whether an object is in a selection, as the API server decides it. @throws Error for a selector that is none. */
export function isSelected(object: KubeObject, { resource, namespace, labelSelector, fieldSelector }: Selection): boolean {
  return object.apiVersion === resource.apiVersion && object.kind === resource.kind
    && (namespace === undefined || object.metadata.namespace === namespace)
    && hasLabels(object.metadata.labels ?? {}, labelSelector ?? '')
    && hasFields(object, fieldSelector ?? '');
}

function hasLabels(labels: Record<string, string>, selector: string): boolean {
  return selector.split(/,(?![^(]*\))/).filter((term) => term.trim() !== '').every((term) => hasLabel(labels, term.trim()));
}

function hasLabel(labels: Record<string, string>, term: string): boolean {
  const [, name = '', operator = '', value = ''] = /^(\S+?)\s*(==|!=|=|\sin\s|\snotin\s)\s*(.*)$/.exec(term) ?? [];
  const values = value.replace(/^\(|\)$/g, '').split(',').map((each) => each.trim());
  switch (operator.trim()) {
    case '=':
    case '==':
    case 'in':
      return values.includes(labels[name] ?? '') && labels[name] !== undefined;
    case '!=':
    case 'notin':
      return labels[name] === undefined || !values.includes(labels[name]);
    default:
      return term.startsWith('!') ? labels[term.slice(1)] === undefined : labels[term] !== undefined;
  }
}

function hasFields(object: KubeObject, selector: string): boolean {
  return selector.split(',').filter((term) => term !== '').every((term) => hasField(object, term));
}

function hasField(object: KubeObject, term: string): boolean {
  const [, path, operator, value] = /^([^=!]+)(==|!=|=)(.*)$/.exec(term) ?? [];
  if (path === undefined) {
    throw new Error(`"${term}" is no field selector: write a field, = and a value, such as metadata.name=podinfo`);
  }
  const found = path.split('.').reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], object);
  return (String(found ?? '') === value) === (operator !== '!=');
}
