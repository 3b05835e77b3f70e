/** What all objects have in common. */
import type { ApiObject, ApiObjectMeta } from '../../api-object.ts';
import type { StatusCause } from '../../api-server/api-status.ts';
import type { OwnerReference } from '../../../kube/kube.ts';
import { forbidden, invalid, invalidForEach, required, tooLong, Verbatim } from './causes.ts';
import { labelProblems } from './labels.ts';
import { labelKeyProblems } from './names.ts';

/** What is wrong with a name, in words; `isPrefix`: it is the beginning of a name that is to be made. */
export type NameRule = (name: string) => string[];

export interface MetadataRules {
  readonly nameRule: NameRule;
  /** Built-in kinds want finalizers that name who removes them. */
  readonly areFinalizersQualified: boolean;
}

const mostAnnotationBytes = 256 * 1024;
const standardFinalizers = ['orphan', 'foregroundDeletion', 'kubernetes'];

/** What is wrong with the metadata of an object, or with how they were changed. */
export function metadataProblems({ metadata }: ApiObject, before: ApiObject | undefined, rules: MetadataRules): StatusCause[] {
  return [
    ...(before === undefined ? nameProblems(metadata, rules.nameRule) : updateProblems(metadata, before.metadata)),
    ...labelProblems(metadata.labels ?? {}, 'metadata.labels'),
    ...annotationProblems(metadata.annotations ?? {}),
    ...ownerProblems(metadata.ownerReferences ?? []),
    ...(before === undefined ? finalizerProblems(metadata.finalizers ?? [], rules) : []),
  ];
}

function nameProblems({ name = '', generateName = '' }: Partial<ApiObjectMeta>, nameRule: NameRule): StatusCause[] {
  // What is added to it ends with a letter or digit.
  const ofPrefix = generateName === '' ? [] : invalidForEach('metadata.generateName', generateName, nameRule(generateName.replace(/-$/, 'a')));
  return [...ofPrefix, ...(name === '' ? [required('metadata.name', 'name or generateName is required')] : invalidForEach('metadata.name', name, nameRule(name)))];
}

function updateProblems(metadata: ApiObjectMeta, before: ApiObjectMeta): StatusCause[] {
  const added = (metadata.finalizers ?? []).filter((finalizer) => !(before.finalizers ?? []).includes(finalizer)).sort();
  const late = before.deletionTimestamp === undefined || added.length === 0 ? [] : [forbidden('metadata.finalizers', `no new finalizers can be added if the object is being deleted, found new finalizers []string{${added.map((each) => JSON.stringify(each)).join(', ')}}`)];
  const changed = (['name', 'namespace', 'uid'] as const).filter((field) => metadata[field] !== before[field]);
  return [...late, ...changed.map((field) => invalid(`metadata.${field}`, metadata[field] ?? '', 'field is immutable'))];
}

function annotationProblems(annotations: Record<string, string>): StatusCause[] {
  const bytes = Object.entries(annotations).reduce((sum, [key, value]) => sum + key.length + Buffer.byteLength(value), 0);
  const ofKeys = Object.keys(annotations).flatMap((key) => invalidForEach('metadata.annotations', key, labelKeyProblems(key.toLowerCase())));
  return [...ofKeys, ...(bytes > mostAnnotationBytes ? [tooLong('metadata.annotations', mostAnnotationBytes)] : [])];
}

function ownerProblems(owners: OwnerReference[]): StatusCause[] {
  const fields = ['apiVersion', 'kind', 'name', 'uid'] as const;
  const missing = owners.flatMap((owner, index) => fields.filter((field) => (owner[field] ?? '') === '').map((field) => required(`metadata.ownerReferences[${index}].${field}`, 'must not be empty')));
  const [first, ...others] = owners.filter(({ controller }) => controller === true);
  const titleOf = ({ kind, name }: OwnerReference) => `${kind}/${name}`;
  return [...missing, ...others.map((other) => invalid('metadata.ownerReferences', new Verbatim(JSON.stringify(owners)), `Only one reference can have Controller set to true. Found "true" in references for ${titleOf(first!)} and ${titleOf(other)}`))];
}

function finalizerProblems(finalizers: string[], { areFinalizersQualified }: MetadataRules): StatusCause[] {
  const formed = finalizers.flatMap((finalizer) => invalidForEach('metadata.finalizers', finalizer, labelKeyProblems(finalizer)));
  const unqualified = finalizers.flatMap((finalizer, index) => (areFinalizersQualified && !finalizer.includes('/') && !standardFinalizers.includes(finalizer) ? [invalid(`metadata.finalizers[${index}]`, finalizer, 'name is neither a standard finalizer name nor is it fully qualified')] : []));
  const isTorn = finalizers.includes('orphan') && finalizers.includes('foregroundDeletion');
  return [...formed, ...unqualified, ...(isTorn ? [invalid('metadata.finalizers', finalizers, 'finalizer orphan and foregroundDeletion cannot be both set')] : [])];
}
