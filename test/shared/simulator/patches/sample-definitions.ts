/** Two small resources: one like a Deployment, and a custom one with a list or map of every kind. */
import type { ApiObject, ManagedFieldsEntry } from '../../../../shared/simulator/api-object.ts';
import type { Definition } from '../../../../shared/simulator/schema/definition.ts';
import type { Schema } from '../../../../shared/simulator/schema/schema.ts';

const text: Schema = { type: 'string' };

function mapOf(keys: readonly string[], properties: Record<string, Schema>): Schema {
  return {
    'type': 'array',
    'items': { type: 'object', required: [...keys], properties },
    'x-kubernetes-list-type': 'map',
    'x-kubernetes-list-map-keys': [...keys],
    'x-kubernetes-patch-strategy': 'merge',
    'x-kubernetes-patch-merge-key': keys[0]!,
  };
}

const container: Record<string, Schema> = {
  name: text,
  image: text,
  args: { type: 'array', items: text },
  env: mapOf(['name'], { name: text, value: text }),
  ports: mapOf(['containerPort', 'protocol'], { containerPort: { type: 'integer' }, name: text, protocol: { type: 'string', default: 'TCP' } }),
};

const podSpec: Schema = {
  type: 'object',
  required: ['containers'],
  properties: {
    containers: mapOf(['name'], container),
    volumes: { ...mapOf(['name'], { name: text, emptyDir: { type: 'object' }, secret: { type: 'object', properties: { secretName: text } } }), 'x-kubernetes-patch-strategy': 'merge,retainKeys' },
    tolerations: { type: 'array', items: { type: 'object', properties: { key: text, operator: text } } },
    nodeSelector: { 'type': 'object', 'additionalProperties': text, 'x-kubernetes-map-type': 'atomic' },
  },
};

const deploymentSchema: Schema = {
  type: 'object',
  properties: {
    spec: {
      type: 'object',
      required: ['selector', 'template'],
      properties: {
        replicas: { type: 'integer' },
        paused: { type: 'boolean' },
        selector: { 'type': 'object', 'properties': { matchLabels: { type: 'object', additionalProperties: text } }, 'x-kubernetes-map-type': 'atomic' },
        strategy: { 'type': 'object', 'properties': { type: text, rollingUpdate: { type: 'object', properties: { maxSurge: { 'x-kubernetes-int-or-string': true } } } }, 'x-kubernetes-patch-strategy': 'retainKeys' },
        template: { type: 'object', properties: { metadata: { type: 'object', properties: { labels: { type: 'object', additionalProperties: text }, annotations: { type: 'object', additionalProperties: text }, creationTimestamp: text } }, spec: podSpec } },
      },
    },
    status: { type: 'object', properties: { replicas: { type: 'integer' }, conditions: mapOf(['type'], { type: text, status: text }) } },
  },
};

const thingSchema: Schema = {
  type: 'object',
  properties: {
    spec: {
      type: 'object',
      properties: {
        open: { 'type': 'object', 'x-kubernetes-preserve-unknown-fields': true },
        mixed: { 'type': 'object', 'x-kubernetes-preserve-unknown-fields': true, 'properties': { known: { type: 'object', properties: { a: text } } } },
        strings: { type: 'object', additionalProperties: text },
        objects: { type: 'object', additionalProperties: { type: 'object', properties: { a: text, b: text } } },
        set: { 'type': 'array', 'items': text, 'x-kubernetes-list-type': 'set' },
        numbers: { 'type': 'array', 'items': { type: 'integer' }, 'x-kubernetes-list-type': 'set' },
        map: { 'type': 'array', 'items': { type: 'object', required: ['key'], properties: { key: text, kind: { type: 'string', default: 'K' }, value: text } }, 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['key', 'kind'] },
        list: { type: 'array', items: { type: 'object', properties: { a: text } } },
        atom: { 'type': 'object', 'properties': { a: text, b: text }, 'x-kubernetes-map-type': 'atomic' },
        port: { 'x-kubernetes-int-or-string': true },
      },
    },
    status: { 'type': 'object', 'x-kubernetes-preserve-unknown-fields': true },
  },
};

const shared = { shortNames: [], categories: [], namespaced: true, hasStatus: true, hasGeneration: true, columns: [], selectableFields: [] };

export const deployments: Definition = {
  ...shared, group: 'apps', version: 'v1', kind: 'Deployment', plural: 'deployments', singular: 'deployment', listKind: 'DeploymentList', isCustom: false,
  scale: { specReplicasPath: '.spec.replicas', statusReplicasPath: '.status.replicas' }, schema: deploymentSchema,
};

export const things: Definition = { ...shared, group: 'example.com', version: 'v1', kind: 'Thing', plural: 'things', singular: 'thing', listKind: 'ThingList', isCustom: true, schema: thingSchema };

/** A Deployment `web` of namespace `test`. */
export function aDeployment(spec: object, metadata: object = {}): ApiObject {
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace: 'test', ...metadata }, spec };
}

/** A Thing `t` of namespace `test`. */
export function aThing(spec: object, metadata: object = {}): ApiObject {
  return { apiVersion: 'example.com/v1', kind: 'Thing', metadata: { name: 't', namespace: 'test', ...metadata }, spec };
}

/** Who owns what, as `one Apply {...}`: by the name and the operation of each entry. */
export function owners({ metadata: { managedFields = [] } }: ApiObject): Record<string, unknown> {
  return Object.fromEntries(managedFields.map((entry) => [titleOf(entry), entry.fieldsV1]));
}

function titleOf({ manager, operation, subresource }: ManagedFieldsEntry): string {
  return [manager, operation, ...(subresource === undefined ? [] : [subresource])].join(' ');
}
