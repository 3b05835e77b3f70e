/** The scale subresource: how many replicas, whatever the kind. */
import type { ApiObject } from '../../api-object.ts';
import { jsonPatch } from '../../patches/json-patch.ts';
import { mergePatch } from '../../patches/merge-patch.ts';
import type { Definition } from '../../schema/definition.ts';
import { invalid, noSuchResource, notFound, unsupportedMediaType } from '../api-status.ts';
import type { Cluster } from '../cluster.ts';
import { decodeBody, mediaTypeOf, parseObject, parseText } from '../decode-body.ts';
import type { Call } from '../request.ts';
import { updateObject } from '../write-object.ts';
import { writeOptionsOf } from '../write-request.ts';

interface Scale extends ApiObject {
  spec: { replicas?: number };
  status: { replicas: number; selector?: string };
}

type ScalePaths = NonNullable<Definition['scale']>;

/** GET, PUT or PATCH of an object's scale. @throws ApiStatus */
export async function scale(cluster: Cluster, call: Call): Promise<ApiObject> {
  const paths = call.definition.scale;
  if (paths === undefined) {
    throw noSuchResource();
  }
  if (call.verb === 'get') {
    return scaleOf(existing(cluster, call), paths);
  }
  const changed = (before: ApiObject) => withReplicas(before, paths, wantedScale(call, scaleOf(before, paths)));
  return scaleOf(await updateObject(cluster, call, changed, writeOptionsOf(call, 'UpdateOptions')), paths);
}

function existing({ store }: Cluster, { definition, namespace, name }: Call): ApiObject {
  const found = store.get(definition, namespace, name);
  if (found === undefined) {
    throw notFound(definition, name);
  }
  return found;
}

function scaleOf(object: ApiObject, { specReplicasPath, statusReplicasPath, labelSelectorPath }: ScalePaths): Scale {
  const { name, namespace = '', uid = '', resourceVersion = '', creationTimestamp = '' } = object.metadata;
  const selector = labelSelectorPath === undefined ? undefined : selectorText(fieldAt(object, labelSelectorPath) ?? fieldAt(object, '.spec.selector'));
  return {
    kind: 'Scale', apiVersion: 'autoscaling/v1',
    metadata: { name, namespace, uid, resourceVersion, creationTimestamp },
    spec: { replicas: (fieldAt(object, specReplicasPath) as number | undefined) ?? 0 },
    status: { replicas: (fieldAt(object, statusReplicasPath) as number | undefined) ?? 0, ...(selector === undefined ? {} : { selector }) },
  };
}

/** A selector of built-in kinds is an object, of custom ones a text already. */
function selectorText(selector: unknown): string | undefined {
  if (typeof selector === 'string' || selector === undefined) {
    return selector;
  }
  const { matchLabels = {} } = selector as { matchLabels?: Record<string, string> };
  return Object.entries(matchLabels).map(([key, value]) => `${key}=${value}`).join(',');
}

function wantedScale(call: Call, before: Scale): Scale {
  if (call.verb === 'update') {
    return decodeBody(call) as unknown as Scale;
  }
  switch (mediaTypeOf(call.headers)) {
    case 'application/json-patch+json':
      return jsonPatch(before, parseText(call.body, false)) as Scale;
    case 'application/merge-patch+json':
    case 'application/strategic-merge-patch+json':
      return mergePatch(before, parseObject(call.body, false)) as Scale;
    default:
      throw unsupportedMediaType(['application/json-patch+json', 'application/merge-patch+json']);
  }
}

function withReplicas(object: ApiObject, { specReplicasPath }: ScalePaths, { metadata, spec }: Scale): ApiObject {
  if ((spec.replicas ?? 0) < 0) {
    throw invalid({ group: 'autoscaling', plural: 'scales', kind: 'Scale' }, metadata.name, [{ reason: 'FieldValueInvalid', field: 'spec.replicas', message: `Invalid value: ${spec.replicas}: must be greater than or equal to 0` }]);
  }
  const changed = withField(object, specReplicasPath.split('.').slice(1), spec.replicas ?? 0) as ApiObject;
  return { ...changed, metadata: { ...changed.metadata, resourceVersion: metadata.resourceVersion ?? '' } };
}

function fieldAt(object: ApiObject, path: string): unknown {
  return path.split('.').slice(1).reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], object);
}

function withField(node: unknown, [key, ...rest]: string[], value: unknown): unknown {
  return key === undefined ? value : { ...(node as object), [key]: withField((node as Record<string, unknown> | undefined)?.[key], rest, value) };
}
