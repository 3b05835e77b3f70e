import type { KubeObject } from '../../shared/kube/kube.ts';

export interface ReviewOptions {
  readonly uid?: string;
  readonly operation?: 'CREATE' | 'UPDATE' | 'DELETE' | 'CONNECT';
  /** The object as it is to be, and as it is; null where there is none. */
  readonly object: KubeObject | null;
  readonly oldObject: KubeObject | null;
  readonly dryRun?: boolean;
  readonly username?: string;
  readonly subResource?: string;
}

/** An AdmissionReview as the API server sends it: by jane, of the change from one object to another. */
export function aReview({ uid = 'd9f2b8a1-0000-4000-8000-000000000001', operation = 'UPDATE', object, oldObject, dryRun = false, username = 'jane', subResource }: ReviewOptions) {
  const { apiVersion = 'apps/v1', kind = 'Deployment', metadata } = object ?? oldObject ?? {};
  const [group, version] = apiVersion.includes('/') ? apiVersion.split('/') : ['', apiVersion];
  const resource = `${kind.toLowerCase()}s`;
  return {
    apiVersion: 'admission.k8s.io/v1',
    kind: 'AdmissionReview',
    request: {
      uid,
      kind: { group, version, kind },
      resource: { group, version, resource },
      requestKind: { group, version, kind },
      requestResource: { group, version, resource },
      ...(subResource === undefined ? {} : { subResource }),
      name: metadata?.name ?? '',
      namespace: metadata?.namespace ?? '',
      operation,
      userInfo: { username, groups: ['system:authenticated'] },
      object,
      oldObject,
      dryRun,
      options: { kind: 'UpdateOptions', apiVersion: 'meta.k8s.io/v1' },
    },
  };
}
