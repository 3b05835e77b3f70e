/** What every new pod gets before anybody else has a word in it: its service account, its priority, and how long it bears a node that is lost. */
import type { ApiObject } from '../api-object.ts';
import { forbidden } from '../api-server/api-status.ts';
import type { Store } from '../storage/store.ts';
import type { Attributes } from './attributes.ts';

interface Mount {
  readonly name: string;
  readonly mountPath: string;
  readonly readOnly?: boolean;
}

interface Container {
  readonly volumeMounts?: readonly Mount[];
}

interface Toleration {
  readonly key?: string;
  readonly effect?: string;
  readonly operator?: string;
  readonly tolerationSeconds?: number;
}

interface PriorityClass extends ApiObject {
  readonly value: number;
  readonly globalDefault?: boolean;
  readonly preemptionPolicy?: string;
}

interface PodSpec {
  readonly serviceAccountName?: string;
  readonly automountServiceAccountToken?: boolean;
  readonly containers: readonly Container[];
  readonly initContainers?: readonly Container[];
  readonly volumes?: readonly object[];
  readonly tolerations?: readonly Toleration[];
  readonly priorityClassName?: string;
  readonly priority?: number;
  readonly preemptionPolicy?: string;
}

const serviceAccounts = { group: '', plural: 'serviceaccounts' };
const priorityClasses = { group: 'scheduling.k8s.io', plural: 'priorityclasses' };
const tokenPath = '/var/run/secrets/kubernetes.io/serviceaccount';
const tokenSeconds = 3607;
const lostNodeSeconds = 300;
const suffixLetters = 'bcdfghjklmnpqrstvwxz2456789';

/** The pod with all of it. @throws ApiStatus 403 where it names a service account or a priority class that is not there. */
export function completePod(attributes: Attributes, store: Store): ApiObject {
  const pod = attributes.object!;
  const { serviceAccountName = 'default', ...rest } = pod['spec'] as PodSpec;
  const spec = { ...rest, serviceAccountName, serviceAccount: serviceAccountName };
  return { ...pod, spec: bearingLostNodes(prioritized(mounting(spec, accountOf(attributes, serviceAccountName, store)), attributes, store)) };
}

/** A namespace that is only just there may not have its `default` yet: the pod need not wait for it. */
function accountOf(attributes: Attributes, name: string, store: Store): ApiObject | undefined {
  const { definition, namespace } = attributes;
  const account = store.get(serviceAccounts, namespace, name);
  if (account === undefined && name !== 'default') {
    throw forbidden(definition, attributes.name, `error looking up service account ${namespace}/${name}: serviceaccount "${name}" not found`);
  }
  return account;
}

function mounting(spec: PodSpec, account: ApiObject | undefined): PodSpec {
  const { automountServiceAccountToken: isWanted = account?.['automountServiceAccountToken'] ?? true, containers, initContainers, volumes = [] } = spec;
  const isMissing = ({ volumeMounts = [] }: Container) => !volumeMounts.some(({ mountPath }) => mountPath === tokenPath);
  if (isWanted !== true || ![...containers, ...(initContainers ?? [])].some(isMissing)) {
    return spec;
  }
  const name = `kube-api-access-${randomSuffix()}`;
  const mounted = <T extends Container>(container: T): T => (isMissing(container) ? { ...container, volumeMounts: [...(container.volumeMounts ?? []), { name, readOnly: true, mountPath: tokenPath }] } : container);
  return { ...spec, containers: containers.map(mounted), ...(initContainers === undefined ? {} : { initContainers: initContainers.map(mounted) }), volumes: [...volumes, tokenVolume(name)] };
}

function tokenVolume(name: string): object {
  const sources = [
    { serviceAccountToken: { expirationSeconds: tokenSeconds, path: 'token' } },
    { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
    { downwardAPI: { items: [{ path: 'namespace', fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' } }] } },
  ];
  return { name, projected: { sources, defaultMode: 0o644 } };
}

function randomSuffix(): string {
  return Array.from({ length: 5 }, () => suffixLetters[Math.floor(Math.random() * suffixLetters.length)]).join('');
}

/** By the class that it names, or the one that is for all. */
function prioritized(spec: PodSpec, { definition, name }: Attributes, store: Store): PodSpec {
  const { priorityClassName = '' } = spec;
  const found = (store.list(priorityClasses) as PriorityClass[]).find(({ metadata, globalDefault }) => (priorityClassName === '' ? globalDefault === true : metadata.name === priorityClassName));
  if (found === undefined && priorityClassName !== '') {
    throw forbidden(definition, name, `no PriorityClass with name ${priorityClassName} was found`);
  }
  const preemptionPolicy = spec.preemptionPolicy ?? found?.preemptionPolicy ?? 'PreemptLowerPriority';
  return { ...spec, ...(found === undefined ? {} : { priorityClassName: found.metadata.name }), priority: found?.value ?? 0, preemptionPolicy };
}

function bearingLostNodes(spec: PodSpec): PodSpec {
  const { tolerations = [] } = spec;
  const bears = (wanted: string) => tolerations.some(({ key = '', effect = '' }) => (key === wanted || key === '') && (effect === 'NoExecute' || effect === ''));
  const missing = ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable'].filter((key) => !bears(key));
  return missing.length === 0 ? spec : { ...spec, tolerations: [...tolerations, ...missing.map((key) => ({ key, operator: 'Exists', effect: 'NoExecute', tolerationSeconds: lostNodeSeconds }))] };
}
