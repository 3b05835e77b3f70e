/** What clients may know of all fields: `kubectl explain`, and what kubectl asks before it applies. */
import { createHash } from 'node:crypto';
import { apiVersionOf } from '../schema/definition.ts';
import type { Definition, Definitions } from '../schema/definition.ts';
import { componentName, componentsOf } from './openapi/components.ts';
import type { Components } from './openapi/components.ts';
import { pathsOf } from './openapi/paths.ts';
import { reviewKinds } from './review-kinds.ts';
import type { ReviewKind } from './review-kinds.ts';

/** What a resource adds to the document of its version. */
interface Part {
  readonly paths: Record<string, object>;
  readonly schemas: Components;
}

const parts = new WeakMap<object, Part>();
const hashes = new WeakMap<object, string>();

/** `/openapi/v3`: where the documents are, under addresses that change with them. */
export function openApiIndex(definitions: Definitions): object {
  const groupVersions = [...new Set([...definitions.all(), ...reviewKinds].map(apiVersionOf))].sort();
  return { paths: Object.fromEntries(groupVersions.map((groupVersion) => [pathOf(groupVersion), { serverRelativeURL: `/openapi/v3/${pathOf(groupVersion)}?hash=${hashOf(groupVersion, definitions)}` }])) };
}

function pathOf(groupVersion: string): string {
  return groupVersion.includes('/') ? `apis/${groupVersion}` : `api/${groupVersion}`;
}

/** `/openapi/v3/apis/apps/v1` for `apps/v1`; undefined where there is no such version of a group. */
export function openApiDocument(groupVersion: string, definitions: Definitions): object | undefined {
  const found = [
    ...definitions.all().filter((each) => apiVersionOf(each) === groupVersion).map(partOfDefinition),
    ...reviewKinds.filter((each) => apiVersionOf(each) === groupVersion).map(partOfReview),
  ];
  if (found.length === 0) {
    return undefined;
  }
  return {
    openapi: '3.0.0',
    info: { title: 'Kubernetes', version: '1.37' },
    paths: Object.assign({}, ...found.map(({ paths }) => paths)),
    components: { schemas: Object.assign({}, ...found.map(({ schemas }) => schemas)) },
  };
}

function partOfDefinition(definition: Definition): Part {
  const part = parts.get(definition) ?? { paths: pathsOf(definition), schemas: componentsOf(definition) };
  parts.set(definition, part);
  return part;
}

/**
 * Nobody patches a review. But kubectl asks in vain whether it could be patched, and then looks for unknown fields by itself,
 * for which it needs documents of version 2.
 */
function partOfReview(review: ReviewKind): Part {
  const { group, version, kind } = review;
  const schema = { 'type': 'object', 'x-kubernetes-preserve-unknown-fields': true, 'x-kubernetes-group-version-kind': [{ group, version, kind }] };
  return { paths: pathsOf({ ...review, isCustom: false }), schemas: { [componentName(review)]: schema } };
}

function hashOf(groupVersion: string, definitions: Definitions): string {
  const hash = createHash('sha256');
  definitions.all().filter((each) => apiVersionOf(each) === groupVersion).forEach((each) => hash.update(hashOfDefinition(each)));
  return hash.digest('hex').toUpperCase();
}

/** The schemas of built-in kinds are always the same. */
function hashOfDefinition(definition: Definition): string {
  const { kind, isCustom, schema } = definition;
  const hash = hashes.get(definition) ?? createHash('sha256').update(isCustom ? kind + JSON.stringify(schema) : kind).digest('hex');
  hashes.set(definition, hash);
  return hash;
}

/** `/openapi/v2` in the only format in which it is asked for: a document of nothing is written as nothing. kubectl looks for no unknown fields then. */
export const openApiV2 = { body: '', headers: { 'Content-Type': 'application/com.github.proto-openapi.spec.v2.v1.0+protobuf' } } as const;
