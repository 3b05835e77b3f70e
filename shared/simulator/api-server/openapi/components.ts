/** Our schemas as OpenAPI documents carry them: what has a name of its own stands once, under that name, and is referred to. */
import { schemaOfModel } from '../../schema/builtin/schema-of-model.ts';
import type { Definition } from '../../schema/definition.ts';
import type { Schema } from '../../schema/schema.ts';

/** By name. */
export type Components = Record<string, object>;

/** What belongs to a named schema itself; all else to the field that refers to it. */
const ofTheType = ['type', 'properties', 'required', 'x-kubernetes-map-type', 'x-kubernetes-group-version-kind'];

const intOrString = 'io.k8s.apimachinery.pkg.util.intstr.IntOrString';
const quantity = 'io.k8s.apimachinery.pkg.api.resource.Quantity';
const primitives: Components = {
  [intOrString]: { format: 'int-or-string', oneOf: [{ type: 'integer' }, { type: 'string' }] },
  [quantity]: { oneOf: [{ type: 'string' }, { type: 'number' }] },
};

/** `dev.kubectl-canary.v1beta1.Canary`: the group backwards, the version, the kind. */
export function componentName({ group, version, kind }: Pick<Definition, 'group' | 'version' | 'kind'>): string {
  const prefix = group === '' ? ['core'] : group.split('.').reverse();
  return [...prefix, version, kind].join('.');
}

/** The schemas that a resource is made of; its own is known by its group, version and kind. */
export function componentsOf(definition: Definition): Components {
  const { group, version, kind, schema, isCustom } = definition;
  const components: Components = {};
  const metadata = refer(schemaOfModel('V1ObjectMeta'), components);
  // A custom resource's schema refers to nothing.
  const own = isCustom ? schema : resolve(schema, components);
  const properties = { ...typeMeta, ...(own['properties'] as object | undefined), metadata };
  components[componentName(definition)] = { type: 'object', ...own, properties, 'x-kubernetes-group-version-kind': [{ group, version, kind }] };
  return components;
}

const typeMeta = { apiVersion: { type: 'string' }, kind: { type: 'string' } };

/** The schema with references in place of what has a name. */
function resolve(schema: Schema, components: Components): Record<string, unknown> {
  const { title: _title, properties, items, additionalProperties, ...rest } = schema;
  return {
    ...rest,
    ...(properties === undefined ? {} : { properties: Object.fromEntries(Object.entries(properties).map(([name, each]) => [name, refer(each, components)])) }),
    ...(items === undefined ? {} : { items: refer(items, components) }),
    ...(typeof additionalProperties === 'object' ? { additionalProperties: refer(additionalProperties, components) } : additionalProperties === undefined ? {} : { additionalProperties }),
  };
}

/** A reference to the schema where it has a name; what the field adds to it stands beside the reference. */
function refer(schema: Schema, components: Components): object {
  const name = nameOf(schema);
  if (name === undefined) {
    return resolve(schema, components);
  }
  if (components[name] === undefined) {
    // The name stands before what it stands for: a schema may contain itself.
    components[name] = {};
    components[name] = primitives[name] ?? resolve(pick(schema, (key) => ofTheType.includes(key)), components);
  }
  const reference = { $ref: `#/components/schemas/${name}` };
  const ofTheField = primitives[name] === undefined ? pick(schema, (key) => key !== 'title' && !ofTheType.includes(key)) : pick(schema, (key) => !['type', 'format', 'x-kubernetes-int-or-string'].includes(key));
  return Object.keys(ofTheField).length === 0 ? reference : { ...ofTheField, allOf: [reference] };
}

function pick(schema: Schema, isMeant: (key: string) => boolean): Schema {
  return Object.fromEntries(Object.entries(schema).filter(([key]) => isMeant(key)));
}

/** A type is titled `v1.PodSpec`; within one version of a group no two types have the same title. */
function nameOf({ title, format, properties, 'x-kubernetes-int-or-string': isIntOrString }: Schema): string | undefined {
  if (isIntOrString === true) {
    return intOrString;
  }
  if (format === 'quantity') {
    return quantity;
  }
  return typeof title === 'string' && properties !== undefined ? `io.k8s.api.${title}` : undefined;
}
