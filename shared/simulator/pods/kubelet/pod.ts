/** What the node reads of a pod, and what it says of one. */
import type { KubeObject } from '../../../kube/kube.ts';
import type { ApiObjectMeta } from '../../api-object.ts';
import type { Condition } from '../../controllers/objects/condition.ts';
import type { Container } from '../program.ts';

export interface Pod extends KubeObject {
  metadata: ApiObjectMeta;
  spec: PodSpec;
  status?: PodStatus;
  [field: string]: unknown;
}

export interface PodSpec {
  readonly nodeName?: string;
  readonly serviceAccountName?: string;
  readonly restartPolicy?: 'Always' | 'OnFailure' | 'Never';
  readonly terminationGracePeriodSeconds?: number;
  readonly containers: readonly PodContainer[];
}

export interface PodContainer extends Container {
  readonly imagePullPolicy?: 'Always' | 'IfNotPresent' | 'Never';
  readonly env?: readonly EnvVar[];
  readonly envFrom?: readonly EnvSource[];
  readonly startupProbe?: Probe;
  readonly readinessProbe?: Probe;
  readonly livenessProbe?: Probe;
  readonly resources?: Resources;
  readonly volumeMounts?: readonly VolumeMount[];
}

interface Resources {
  readonly requests?: Readonly<Record<string, string>>;
  readonly limits?: Readonly<Record<string, string>>;
}

interface VolumeMount {
  readonly name: string;
  readonly mountPath: string;
  readonly readOnly?: boolean;
}

export interface EnvVar {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: { readonly fieldRef?: { readonly fieldPath: string }; readonly configMapKeyRef?: KeyRef; readonly secretKeyRef?: KeyRef };
}

interface KeyRef {
  readonly name: string;
  readonly key: string;
  readonly optional?: boolean;
}

export interface EnvSource {
  readonly prefix?: string;
  readonly configMapRef?: { readonly name: string; readonly optional?: boolean };
  readonly secretRef?: { readonly name: string; readonly optional?: boolean };
}

export type ProbeKind = 'startup' | 'readiness' | 'liveness';

export interface Probe {
  readonly httpGet?: { readonly path?: string; readonly port: number | string; readonly scheme?: 'HTTP' | 'HTTPS'; readonly httpHeaders?: readonly { readonly name: string; readonly value: string }[] };
  readonly tcpSocket?: { readonly port: number | string };
  readonly initialDelaySeconds?: number;
  readonly periodSeconds?: number;
  readonly timeoutSeconds?: number;
  readonly successThreshold?: number;
  readonly failureThreshold?: number;
}

export interface PodStatus {
  readonly observedGeneration?: number;
  readonly phase?: 'Pending' | 'Running' | 'Succeeded' | 'Failed';
  readonly conditions?: readonly Condition[];
  readonly containerStatuses?: readonly ContainerStatus[];
  readonly hostIP?: string;
  readonly hostIPs?: readonly { readonly ip: string }[];
  readonly podIP?: string;
  readonly podIPs?: readonly { readonly ip: string }[];
  readonly startTime?: string;
  readonly qosClass?: string;
}

export interface ContainerStatus {
  readonly name: string;
  readonly image: string;
  readonly imageID: string;
  /** Absent until it has run for the first time. */
  readonly containerID?: string;
  readonly state: ContainerState;
  readonly lastState: { readonly terminated?: Terminated };
  readonly ready: boolean;
  readonly started: boolean;
  readonly restartCount: number;
  readonly allocatedResources?: Readonly<Record<string, string>>;
  readonly resources?: Resources;
  readonly user?: object;
  readonly volumeMounts?: readonly (VolumeMount & { readonly recursiveReadOnly?: string })[];
}

/** One of the three. */
export interface ContainerState {
  readonly waiting?: { readonly reason: string; readonly message?: string };
  readonly running?: { readonly startedAt: string };
  readonly terminated?: Terminated;
}

export interface Terminated {
  readonly exitCode: number;
  readonly reason: 'Completed' | 'Error';
  readonly containerID: string;
  readonly startedAt: string;
  readonly finishedAt: string;
}

/** The container's probes that there are. */
export function probesOf({ startupProbe, readinessProbe, livenessProbe }: PodContainer): Partial<Record<ProbeKind, Probe>> {
  return {
    ...(startupProbe === undefined ? {} : { startup: startupProbe }),
    ...(readinessProbe === undefined ? {} : { readiness: readinessProbe }),
    ...(livenessProbe === undefined ? {} : { liveness: livenessProbe }),
  };
}
