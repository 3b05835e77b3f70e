import type { Schema } from './schema.ts';

/** What the API server knows of one resource, built in or from a CustomResourceDefinition. */
export interface Definition {
  /** Empty for the core group. */
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly plural: string;
  readonly singular: string;
  readonly listKind: string;
  readonly shortNames: readonly string[];
  readonly categories: readonly string[];
  readonly namespaced: boolean;
  /** From a CustomResourceDefinition. */
  readonly isCustom: boolean;
  /** Whether the status is written apart from the rest. */
  readonly hasStatus: boolean;
  /** Whether `metadata.generation` counts the changes of what is not status or metadata. */
  readonly hasGeneration: boolean;
  /** Paths of fields, as `.spec.replicas`; absent: no scale subresource. */
  readonly scale?: { readonly specReplicasPath: string; readonly statusReplicasPath: string; readonly labelSelectorPath?: string };
  /** Of the whole object. `metadata` in it need not be described. */
  readonly schema: Schema;
  /** Of tables, after NAME. */
  readonly columns: readonly Column[];
  /** Fields besides metadata.name and metadata.namespace that a field selector may name, as `status.phase`. */
  readonly selectableFields: readonly string[];
}

export interface Column {
  readonly name: string;
  readonly type: 'string' | 'integer' | 'number' | 'boolean' | 'date';
  readonly format?: string;
  readonly description?: string;
  /** 0: always shown; above: with -o wide only. */
  readonly priority: number;
  /** A JSON path, as `.status.phase`, or what works the cell out of the object. `now` is the cluster's time. */
  readonly value: string | ((object: never, now: Date) => unknown);
}

/** What is known of all resources just now. */
export interface Definitions {
  all(): readonly Definition[];
  /** By what stands in a path; undefined where there is none. */
  find(group: string, version: string, plural: string): Definition | undefined;
  /** By what stands in an object; undefined where there is none. */
  ofKind(apiVersion: string, kind: string): Definition | undefined;
}

/** `apps/v1`, `v1` */
export function apiVersionOf({ group, version }: Pick<Definition, 'group' | 'version'>): string {
  return group === '' ? version : `${group}/${version}`;
}
