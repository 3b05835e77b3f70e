import type { KubeObject, ObjectMeta } from '../kube/kube.ts';

/** Any object, with all its fields. */
export interface ApiObject extends KubeObject {
  metadata: ApiObjectMeta;
  [field: string]: unknown;
}

export interface ApiObjectMeta extends ObjectMeta {
  generateName?: string;
  deletionGracePeriodSeconds?: number;
  managedFields?: ManagedFieldsEntry[];
}

/** Which fields who has set, and how (structured merge, as server-side apply keeps it). */
export interface ManagedFieldsEntry {
  manager: string;
  operation: 'Apply' | 'Update';
  apiVersion: string;
  time?: string;
  fieldsType: 'FieldsV1';
  fieldsV1: Record<string, unknown>;
  subresource?: string;
}
