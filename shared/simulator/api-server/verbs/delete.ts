import type { Attributes } from '../../admission/attributes.ts';
import type { ApiObject } from '../../api-object.ts';
import { conflict, notFound } from '../api-status.ts';
import type { Cluster } from '../cluster.ts';
import { decodeBody } from '../decode-body.ts';
import { isDryRun, optionsRefusal } from '../write-request.ts';
import type { Call } from '../request.ts';

/** The kind DeleteOptions, from body and query. */
export interface DeleteOptions {
  readonly gracePeriodSeconds?: number;
  readonly propagationPolicy?: 'Foreground' | 'Background' | 'Orphan';
  readonly preconditions?: { readonly uid?: string; readonly resourceVersion?: string };
  readonly dryRun?: string[];
  /** The older way to say Orphan. */
  readonly orphanDependents?: boolean;
}

const finalizerOf = { Foreground: 'foregroundDeletion', Orphan: 'orphan', Background: undefined } as const;

/** What the request says about how to delete. @throws ApiStatus 400, 422 */
export function deleteOptionsOf(call: Pick<Call, 'body' | 'headers' | 'query'>): DeleteOptions {
  const inBody = call.body === '' ? {} : (decodeBody(call) as DeleteOptions);
  const grace = call.query.get('gracePeriodSeconds');
  const policy = call.query.get('propagationPolicy') as 'Foreground' | 'Background' | 'Orphan' | null;
  const options: DeleteOptions = { ...inBody, ...(grace === null ? {} : { gracePeriodSeconds: Number(grace) }), ...(policy === null ? {} : { propagationPolicy: policy }) };
  if (options.propagationPolicy !== undefined && !(options.propagationPolicy in finalizerOf)) {
    const message = `Unsupported value: "${options.propagationPolicy}": supported values: "Foreground", "Background", "Orphan", "nil"`;
    throw optionsRefusal('DeleteOptions', [{ reason: 'FieldValueNotSupported', message, field: 'propagationPolicy' }]);
  }
  return options;
}

/**
 * DELETE of an object: it goes at once, unless finalizers or its time to end keep it for a while, and then comes back marked as being
 * deleted. @throws ApiStatus
 */
export async function deleteObject(cluster: Cluster, call: Call, options: DeleteOptions): Promise<{ object: ApiObject; isGone: boolean }> {
  const { definition, namespace, name, user, warn } = call;
  const before = cluster.store.get(definition, namespace, name);
  if (before === undefined) {
    throw notFound(definition, name);
  }
  assertPreconditions(call, before, options);
  const dryRun = isDryRun([...call.query.getAll('dryRun'), ...(options.dryRun ?? [])], 'DeleteOptions');
  const attributes: Attributes = { operation: 'DELETE', definition, subresource: undefined, namespace, name, object: undefined, oldObject: before, dryRun, user, options: { kind: 'DeleteOptions', apiVersion: 'meta.k8s.io/v1', ...options }, warn };
  await cluster.admission.mutate(attributes);
  await cluster.admission.validate(attributes);
  const now = cluster.store.get(definition, namespace, name);
  if (now === undefined) {
    throw notFound(definition, name);
  }
  const after = marked(definition.plural, now, options, cluster.clock.now());
  const isGone = !isKept(after);
  if (dryRun) {
    return { object: after, isGone };
  }
  if (isGone) {
    return { object: cluster.store.remove(definition, now), isGone };
  }
  return { object: after === now ? now : cluster.store.put(definition, after), isGone };
}

function assertPreconditions({ definition, name }: Call, { metadata }: ApiObject, { preconditions: { uid, resourceVersion } = {} }: DeleteOptions): void {
  const subject = { group: definition.group, plural: definition.kind, kind: definition.kind };
  if (uid !== undefined && uid !== metadata.uid) {
    throw conflict(subject, name, `the UID in the precondition (${uid}) does not match the UID in record (${metadata.uid}). The object might have been deleted and then recreated`);
  }
  if (resourceVersion !== undefined && resourceVersion !== metadata.resourceVersion) {
    throw conflict(subject, name, `the ResourceVersion in the precondition (${resourceVersion}) does not match the ResourceVersion in record (${metadata.resourceVersion}). The object might have been modified`);
  }
}

/** The object as being deleted. One that is already keeps its time, unless it is to go sooner now. */
function marked(plural: string, object: ApiObject, options: DeleteOptions, now: Date): ApiObject {
  const { deletionTimestamp, deletionGracePeriodSeconds, generation, finalizers = [] } = object.metadata;
  const grace = graceOf(plural, object, options);
  if (deletionTimestamp !== undefined && grace >= (deletionGracePeriodSeconds ?? 0)) {
    return object;
  }
  const added = options.orphanDependents === true ? finalizerOf.Orphan : finalizerOf[options.propagationPolicy ?? 'Background'];
  const all = added === undefined || finalizers.includes(added) ? finalizers : [...finalizers, added];
  return {
    ...object,
    ...(plural === 'namespaces' ? { status: { ...(object['status'] as object), phase: 'Terminating' } } : {}),
    metadata: {
      ...object.metadata,
      ...(all.length === 0 ? {} : { finalizers: all }),
      deletionTimestamp: new Date(now.getTime() + grace * 1000).toISOString().replace(/\.\d+Z$/, 'Z'),
      deletionGracePeriodSeconds: grace,
      ...(generation === undefined ? {} : { generation: generation + 1 }),
    },
  };
}

/** Only pods take their time: those that run somewhere, and have not ended yet. */
function graceOf(plural: string, object: ApiObject, { gracePeriodSeconds }: DeleteOptions): number {
  const { spec = {}, status = {} } = object as { spec?: { nodeName?: string; terminationGracePeriodSeconds?: number }; status?: { phase?: string } };
  if (plural !== 'pods' || spec.nodeName === undefined || spec.nodeName === '' || status.phase === 'Succeeded' || status.phase === 'Failed') {
    return 0;
  }
  return gracePeriodSeconds ?? spec.terminationGracePeriodSeconds ?? 30;
}

function isKept({ kind, metadata, spec }: ApiObject): boolean {
  const { finalizers = [] } = (kind === 'Namespace' ? spec ?? {} : {}) as { finalizers?: string[] };
  return (metadata.finalizers ?? []).length > 0 || (metadata.deletionGracePeriodSeconds ?? 0) > 0 || finalizers.length > 0;
}
