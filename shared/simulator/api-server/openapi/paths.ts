import type { Definition } from '../../schema/definition.ts';
import { componentName } from './components.ts';

const patchTypes = ['application/apply-patch+yaml', 'application/json-patch+json', 'application/merge-patch+json'];
const strategicMergePatch = 'application/strategic-merge-patch+json';
/** kubectl leaves it to the server to look for unknown fields where a patch takes this. */
const writeParameters = [...['dryRun', 'fieldManager', 'fieldValidation'].map((name) => queryParameter(name, 'string')), queryParameter('force', 'boolean')];

type Named = Pick<Definition, 'group' | 'version' | 'kind' | 'plural' | 'namespaced' | 'isCustom'>;

/** The paths of a resource, with what clients ask of them: which kind it is, and how it may be patched. */
export function pathsOf(resource: Named): Record<string, object> {
  const { group, version, plural, namespaced } = resource;
  const root = group === '' ? `/api/${version}` : `/apis/${group}/${version}`;
  const collection = `${root}/${namespaced ? 'namespaces/{namespace}/' : ''}${plural}`;
  return {
    [collection]: { get: operation(resource), post: operation(resource, { parameters: writeParameters, requestBody: bodyOf(resource) }), delete: operation(resource) },
    [`${collection}/{name}`]: {
      get: operation(resource),
      put: operation(resource, { parameters: writeParameters, requestBody: bodyOf(resource) }),
      patch: operation(resource, { parameters: writeParameters, requestBody: patchBodyOf(resource) }),
      delete: operation(resource),
    },
    ...(namespaced ? { [`${root}/${plural}`]: { get: operation(resource) } } : {}),
  };
}

function queryParameter(name: string, type: 'string' | 'boolean'): object {
  return { name, in: 'query', schema: { type, uniqueItems: true } };
}

function operation(resource: Named, more: object = {}): object {
  const { group, version, kind } = resource;
  return { ...more, responses: { 200: { description: 'OK', content: contentOf(resource) } }, 'x-kubernetes-group-version-kind': { group, version, kind } };
}

function bodyOf(resource: Named): object {
  return { content: contentOf(resource), required: true };
}

function contentOf(resource: Named): object {
  return { 'application/json': { schema: { $ref: `#/components/schemas/${componentName(resource)}` } } };
}

/** Custom resources know no strategic merge patch. */
function patchBodyOf({ isCustom }: Named): object {
  const types = isCustom ? patchTypes : [...patchTypes, strategicMergePatch];
  return { content: Object.fromEntries(types.map((type) => [type, { schema: { type: 'object' } }])), required: true };
}
