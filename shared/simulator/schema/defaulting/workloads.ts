/** Defaults of workloads and their pods that depend on other fields, by Go's name of the type. */

interface Strategy {
  type?: string;
  rollingUpdate?: object;
}

interface Container {
  image?: string;
  imagePullPolicy?: string;
  ports?: { containerPort: number; hostPort?: number }[];
  resources?: { limits?: Record<string, string>; requests?: Record<string, string> };
}

interface PodSpec {
  serviceAccount?: string;
  serviceAccountName?: string;
  hostNetwork?: boolean;
  containers?: Container[];
  initContainers?: Container[];
}

interface JobSpec {
  parallelism?: number;
  completions?: number;
  backoffLimit?: number;
  backoffLimitPerIndex?: number;
  podFailurePolicy?: object;
  podReplacementPolicy?: string;
}

export const workloads = {
  'v1.DeploymentStrategy': (strategy: Strategy) => rolling(strategy, { maxUnavailable: '25%', maxSurge: '25%' }),
  'v1.DaemonSetUpdateStrategy': (strategy: Strategy) => rolling(strategy, { maxUnavailable: 1, maxSurge: 0 }),
  'v1.StatefulSetUpdateStrategy': (strategy: Strategy) => (strategy.type === undefined || strategy.rollingUpdate !== undefined ? rolling(strategy, { partition: 0, maxUnavailable: 1 }) : strategy),
  'v1.StatefulSetSpec': (spec: { volumeClaimTemplates?: object[] }) => (spec.volumeClaimTemplates === undefined ? spec : { ...spec, volumeClaimTemplates: spec.volumeClaimTemplates.map(withKind) }),
  'v1.Container': withPullPolicy,
  'v1.EphemeralContainer': withPullPolicy,
  'v1.PodSpec': withServiceAccount,
  'v1.Pod': (pod: { spec?: PodSpec }) => ({ ...pod, spec: podSpecOf(pod.spec ?? {}) }),
  'v1.PodStatus': (status: { podIP?: string; podIPs?: object[] }) => (status.podIP === undefined || status.podIPs !== undefined ? status : { ...status, podIPs: [{ ip: status.podIP }] }),
  'v1.Volume': (volume: object) => (Object.keys(volume).some((name) => name !== 'name') ? volume : { ...volume, emptyDir: {} }),
  'v1.Job': (job: { spec?: JobSpec }) => ({ ...job, spec: jobSpecOf(job.spec ?? {}) }),
  'v1.ReplicationControllerSpec': (spec: { selector?: object; template?: { metadata?: { labels?: object } } }) => (spec.selector === undefined && spec.template?.metadata?.labels !== undefined ? { ...spec, selector: spec.template.metadata.labels } : spec),
};

function rolling(strategy: Strategy, defaults: object): Strategy {
  const { type = 'RollingUpdate', rollingUpdate } = strategy;
  return type === 'RollingUpdate' ? { ...strategy, type, rollingUpdate: { ...defaults, ...rollingUpdate } } : strategy;
}

function withKind(template: object): object {
  return { apiVersion: 'v1', kind: 'PersistentVolumeClaim', ...template };
}

function withPullPolicy(container: Container): Container {
  return container.imagePullPolicy === undefined ? { ...container, imagePullPolicy: isLatest(container.image ?? '') ? 'Always' : 'IfNotPresent' } : container;
}

function isLatest(image: string): boolean {
  const [, tag, digest] = /^[^@]*?(?::([^:/@]+))?(@.*)?$/.exec(image) ?? [];
  return image !== '' && (tag === 'latest' || (tag === undefined && digest === undefined));
}

/** `serviceAccount` is the old name of `serviceAccountName`; both are always there or none. */
function withServiceAccount(spec: PodSpec): PodSpec {
  const name = spec.serviceAccountName ?? spec.serviceAccount;
  return name === undefined || (spec.serviceAccount === name && spec.serviceAccountName === name) ? spec : { ...spec, serviceAccountName: name, serviceAccount: name };
}

/** Of pods themselves, not of templates. */
function podSpecOf(spec: PodSpec): object {
  const ofNetwork = (containers: Container[]) => (spec.hostNetwork === true ? containers.map(onHostPorts) : containers);
  return {
    enableServiceLinks: true,
    ...spec,
    ...(spec.containers === undefined ? {} : { containers: ofNetwork(spec.containers).map(requestingItsLimits) }),
    ...(spec.initContainers === undefined ? {} : { initContainers: ofNetwork(spec.initContainers).map(requestingItsLimits) }),
  };
}

function onHostPorts(container: Container): Container {
  return container.ports === undefined ? container : { ...container, ports: container.ports.map((port) => ({ hostPort: port.containerPort, ...port })) };
}

function requestingItsLimits(container: Container): Container {
  const { resources: { limits, requests, ...others } = {} } = container;
  return limits === undefined ? container : { ...container, resources: { ...others, limits, requests: { ...limits, ...requests } } };
}

/** Of jobs themselves, not of those that a CronJob will make. */
function jobSpecOf(spec: JobSpec): object {
  return {
    completionMode: 'NonIndexed',
    manualSelector: false,
    suspend: false,
    ...spec,
    ...(spec.completions === undefined && spec.parallelism === undefined ? { completions: 1 } : {}),
    parallelism: spec.parallelism ?? 1,
    backoffLimit: spec.backoffLimit ?? (spec.backoffLimitPerIndex === undefined ? 6 : 2 ** 31 - 1),
    podReplacementPolicy: spec.podReplacementPolicy ?? (spec.podFailurePolicy === undefined ? 'TerminatingOrFailed' : 'Failed'),
  };
}
