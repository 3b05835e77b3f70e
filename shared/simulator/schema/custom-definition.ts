/** What a CustomResourceDefinition says, as definitions: one for each version that is served. */
import type { ApiObject } from '../api-object.ts';
import type { Column, Definition } from './definition.ts';
import type { Schema } from './schema.ts';

export interface CustomResourceDefinition extends ApiObject {
  spec: CustomResourceDefinitionSpec;
  status?: CustomResourceDefinitionStatus;
}

export interface CustomResourceDefinitionSpec {
  group: string;
  scope: 'Namespaced' | 'Cluster';
  names: Names;
  versions: Version[];
  conversion?: { strategy: string };
  preserveUnknownFields?: boolean;
}

export interface CustomResourceDefinitionStatus {
  acceptedNames?: Names;
  conditions?: Condition[];
  storedVersions?: string[];
}

export interface Names {
  plural: string;
  kind: string;
  singular?: string;
  listKind?: string;
  shortNames?: string[];
  categories?: string[];
}

export interface Condition {
  type: string;
  status: 'True' | 'False' | 'Unknown';
  reason: string;
  message: string;
  lastTransitionTime: string;
}

export interface Version {
  name: string;
  served: boolean;
  storage: boolean;
  schema?: { openAPIV3Schema?: Schema };
  subresources?: { status?: object; scale?: { specReplicasPath: string; statusReplicasPath: string; labelSelectorPath?: string } };
  additionalPrinterColumns?: { name: string; type: string; jsonPath: string; format?: string; description?: string; priority?: number }[];
  selectableFields?: { jsonPath: string }[];
}

const age: Column = { name: 'Age', type: 'date', priority: 0, value: '.metadata.creationTimestamp' };

/** Empty as long as its names are not accepted. The first is the newest version, which discovery prefers. */
export function definitionsOf(crd: CustomResourceDefinition): Definition[] {
  const { spec, status: { conditions = [], acceptedNames } = {} } = crd;
  const isEstablished = conditions.some(({ type, status }) => type === 'Established' && status === 'True');
  return isEstablished ? spec.versions.filter(({ served }) => served).sort((one, other) => byPriority(one.name, other.name)).map((version) => definitionOf(spec, acceptedNames ?? spec.names, version)) : [];
}

function definitionOf({ group, scope }: CustomResourceDefinitionSpec, names: Names, { name, schema, subresources, additionalPrinterColumns, selectableFields = [] }: Version): Definition {
  const { plural, kind, singular = kind.toLowerCase(), listKind = `${kind}List`, shortNames = [], categories = [] } = names;
  return {
    group, version: name, kind, plural, singular, listKind, shortNames, categories,
    namespaced: scope === 'Namespaced',
    isCustom: true,
    hasStatus: subresources?.status !== undefined,
    hasGeneration: true,
    ...(subresources?.scale === undefined ? {} : { scale: subresources.scale }),
    schema: schema?.openAPIV3Schema ?? { 'type': 'object', 'x-kubernetes-preserve-unknown-fields': true },
    columns: additionalPrinterColumns === undefined ? [age] : additionalPrinterColumns.map(columnOf),
    selectableFields: selectableFields.map(({ jsonPath }) => jsonPath.replace(/^\./, '')),
  };
}

function columnOf({ jsonPath, type, priority = 0, ...column }: NonNullable<Version['additionalPrinterColumns']>[number]): Column {
  return { ...column, type: type as Column['type'], priority, value: jsonPath };
}

/** v2 before v1, v1 before v1beta2, that before v1beta1, that before v1alpha1, and all others by name after these. */
export function byPriority(one: string, other: string): number {
  const [first, second] = [rankOf(one), rankOf(other)];
  for (const [index, rank] of first.entries()) {
    if (rank !== second[index]) {
      return second[index]! - rank;
    }
  }
  return one < other ? -1 : 1;
}

function rankOf(version: string): [stability: number, major: number, minor: number] {
  const [, major, stage, minor = '0'] = /^v(\d+)(?:(alpha|beta)(\d+))?$/.exec(version) ?? [];
  return major === undefined ? [0, 0, 0] : [stage === undefined ? 3 : stage === 'beta' ? 2 : 1, Number(major), Number(minor)];
}
