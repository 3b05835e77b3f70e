/** What pods are given: configuration, secrets, accounts, volumes, quotas. */
import type { ApiObject } from '../../../api-object.ts';
import type { Column } from '../../../schema/definition.ts';
import { age, shown, unset, wide } from '../cells.ts';

interface Data {
  readonly data?: Readonly<Record<string, string>> | null;
  readonly binaryData?: Readonly<Record<string, string>> | null;
  readonly type?: string;
}

function sizeOf(map: object | null | undefined): number {
  return Object.keys(map ?? {}).length;
}

export const configMaps: readonly Column[] = [shown('Data', ({ data, binaryData }: Data) => sizeOf(data) + sizeOf(binaryData)), age];

export const secrets: readonly Column[] = [shown('Type', ({ type }: Data) => type ?? ''), shown('Data', ({ data }: Data) => sizeOf(data)), age];

export const serviceAccounts: readonly Column[] = [age];

interface Claim extends ApiObject {
  readonly spec?: { readonly volumeName?: string; readonly storageClassName?: string; readonly volumeAttributesClassName?: string; readonly volumeMode?: string };
  readonly status?: { readonly phase?: string; readonly capacity?: Readonly<Record<string, string>>; readonly accessModes?: readonly string[] };
}

const shortModes: Partial<Record<string, string>> = { ReadWriteOnce: 'RWO', ReadOnlyMany: 'ROX', ReadWriteMany: 'RWX', ReadWriteOncePod: 'RWOP' };

function isBound({ spec }: Claim): boolean {
  return (spec?.volumeName ?? '') !== '';
}

export const persistentVolumeClaims: readonly Column[] = [
  shown('Status', ({ metadata, status }: Claim) => (metadata.deletionTimestamp === undefined ? status?.phase ?? '' : 'Terminating')),
  shown('Volume', ({ spec }: Claim) => spec?.volumeName ?? ''),
  shown('Capacity', (claim: Claim) => (isBound(claim) ? claim.status?.capacity?.['storage'] ?? '0' : '')),
  shown('Access Modes', (claim: Claim) => (isBound(claim) ? (claim.status?.accessModes ?? []).map((mode) => shortModes[mode] ?? mode).join(',') : '')),
  shown('StorageClass', ({ spec }: Claim) => spec?.storageClassName ?? ''),
  shown('VolumeAttributesClass', ({ spec }: Claim) => spec?.volumeAttributesClassName ?? unset),
  age,
  wide('VolumeMode', ({ spec }: Claim) => spec?.volumeMode ?? unset),
];

interface ResourceQuota {
  readonly status?: { readonly hard?: Readonly<Record<string, string>>; readonly used?: Readonly<Record<string, string>> };
}

export const resourceQuotas: readonly Column[] = [
  shown('Request', (quota: ResourceQuota) => quotaText(quota, (name) => !name.startsWith('limits.'))),
  shown('Limit', (quota: ResourceQuota) => quotaText(quota, (name) => name.startsWith('limits.'))),
  age,
];

/** `cpu: 1/4, pods: 3/10` */
function quotaText({ status: { hard = {}, used = {} } = {} }: ResourceQuota, isMeant: (name: string) => boolean): string {
  return Object.keys(hard).sort().filter(isMeant).map((name) => `${name}: ${used[name] ?? '0'}/${hard[name]}`).join(', ');
}
