import type { Schema } from '../schema/schema.ts';

const texts: Schema = { type: 'object', additionalProperties: { type: 'string' } };

/** What all objects have in common, with how its lists are merged. */
const metadata: Schema = {
  type: 'object',
  properties: {
    name: { type: 'string' },
    generateName: { type: 'string' },
    namespace: { type: 'string' },
    selfLink: { type: 'string' },
    uid: { type: 'string' },
    resourceVersion: { type: 'string' },
    generation: { type: 'integer' },
    creationTimestamp: { type: 'string' },
    deletionTimestamp: { type: 'string' },
    deletionGracePeriodSeconds: { type: 'integer' },
    labels: texts,
    annotations: texts,
    finalizers: { 'type': 'array', 'items': { type: 'string' }, 'x-kubernetes-list-type': 'set', 'x-kubernetes-patch-strategy': 'merge' },
    ownerReferences: {
      'type': 'array',
      'items': { 'type': 'object', 'x-kubernetes-map-type': 'atomic' },
      'x-kubernetes-list-type': 'map',
      'x-kubernetes-list-map-keys': ['uid'],
      'x-kubernetes-patch-strategy': 'merge',
      'x-kubernetes-patch-merge-key': 'uid',
    },
    managedFields: { 'type': 'array', 'items': { type: 'object' }, 'x-kubernetes-list-type': 'atomic' },
  },
};

/** The schema of a whole object, with what its own schema need not describe: apiVersion, kind and metadata. */
export function withMetadata(schema: Schema): Schema {
  return { ...schema, type: 'object', properties: { ...schema.properties, apiVersion: { type: 'string' }, kind: { type: 'string' }, metadata } };
}
