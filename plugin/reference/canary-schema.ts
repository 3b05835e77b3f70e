/** The JSON schema of what `-o json` prints, from the CustomResourceDefinition that is installed: nothing is described twice. Pure. */

type Node = Record<string, unknown>;

interface Definition {
  spec: { versions: { name: string; schema: { openAPIV3Schema: Node } }[] };
}

/** One Canary as `status` prints it, or the List of `list`. */
export function canarySchema(definition: object): object {
  const [version] = (definition as Definition).spec.versions;
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'What kubectl canary status -o json (a Canary) and list -o json (a List of them) print',
    oneOf: [{ $ref: '#/definitions/canary' }, { $ref: '#/definitions/list' }],
    definitions: {
      list: {
        type: 'object',
        description: 'Canaries, those that need a person first.',
        required: ['apiVersion', 'kind', 'items'],
        additionalProperties: false,
        properties: { apiVersion: { const: 'v1' }, kind: { const: 'List' }, items: { type: 'array', items: { $ref: '#/definitions/canary' } } },
      },
      canary: canaryNode(plain(version?.schema.openAPIV3Schema ?? {})),
    },
  };
}

function canaryNode(schema: Node): Node {
  const properties = schema['properties'] as Node;
  return {
    ...schema,
    required: ['apiVersion', 'kind', 'metadata', 'spec'],
    additionalProperties: false,
    properties: {
      ...properties,
      apiVersion: { const: 'kubectl-canary.dev/v1beta1' },
      kind: { const: 'Canary' },
      metadata: { type: 'object', description: 'As of every object of Kubernetes, without managedFields.', required: ['name', 'namespace'], properties: { name: { type: 'string' }, namespace: { type: 'string' }, managedFields: false } },
    },
  };
}

/** OpenAPI's own words in those of JSON schema; what Kubernetes adds is left out. Objects are closed, as the API server drops what is not declared. */
function plain(node: Node): Node {
  const kept = Object.entries(node).filter(([keyword]) => !keyword.startsWith('x-') && keyword !== 'nullable');
  const mapped = Object.fromEntries(kept.map(([keyword, value]) => [keyword, keywords[keyword]?.(value) ?? value]));
  const { properties, additionalProperties, type } = mapped;
  const isClosed = properties !== undefined && additionalProperties === undefined && type === 'object' && node['x-kubernetes-preserve-unknown-fields'] !== true;
  const types = node['x-kubernetes-int-or-string'] === true ? { type: ['integer', 'string'] } : nullable(node);
  return { ...mapped, ...types, ...(isClosed ? { additionalProperties: false } : {}) };
}

function nullable({ nullable: isNullable, type }: Node): Node {
  return isNullable === true ? { type: [type, 'null'] } : {};
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value);
const one = (value: unknown) => (isNode(value) ? plain(value) : value);
const each = (value: unknown) => Object.fromEntries(Object.entries(value as Node).map(([name, property]) => [name, one(property)]));
const all = (value: unknown) => (value as unknown[]).map(one);

const keywords: Record<string, (value: unknown) => unknown> = { properties: each, items: one, additionalProperties: one, not: one, allOf: all, anyOf: all, oneOf: all };
