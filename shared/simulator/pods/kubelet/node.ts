import type { KubeObject } from '../../../kube/kube.ts';

/** The node's own address. */
export const nodeIp = '10.0.0.1';
/** The kubelet's, and so the node's. */
export const nodeVersion = 'v1.37.2';

interface NodeObject extends KubeObject {
  readonly spec: object;
  readonly status: object;
}

/** A node as it registers itself; `now` as objects carry times. */
export function nodeObject(name: string, now: string): NodeObject {
  const capacity = { 'cpu': '8', 'memory': '16Gi', 'ephemeral-storage': '100Gi', 'pods': '250' };
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      labels: {
        'beta.kubernetes.io/arch': 'amd64', 'beta.kubernetes.io/os': 'linux',
        'kubernetes.io/arch': 'amd64', 'kubernetes.io/hostname': name, 'kubernetes.io/os': 'linux',
      },
    },
    spec: {},
    status: {
      addresses: [{ type: 'InternalIP', address: nodeIp }, { type: 'Hostname', address: name }],
      capacity,
      allocatable: capacity,
      conditions: conditions(now),
      daemonEndpoints: { kubeletEndpoint: { Port: 10250 } },
      nodeInfo: {
        architecture: 'amd64', operatingSystem: 'linux', kubeletVersion: nodeVersion, kubeProxyVersion: '', containerRuntimeVersion: 'simulator://1',
        kernelVersion: 'simulated', osImage: 'Simulated Linux', machineID: name, systemUUID: name, bootID: name,
      },
    },
  };
}

function conditions(now: string): object[] {
  const condition = (type: string, status: 'True' | 'False', reason: string, message: string) => ({ type, status, reason, message, lastHeartbeatTime: now, lastTransitionTime: now });
  return [
    condition('MemoryPressure', 'False', 'KubeletHasSufficientMemory', 'kubelet has sufficient memory available'),
    condition('DiskPressure', 'False', 'KubeletHasNoDiskPressure', 'kubelet has no disk pressure'),
    condition('PIDPressure', 'False', 'KubeletHasSufficientPID', 'kubelet has sufficient PID available'),
    condition('Ready', 'True', 'KubeletReady', 'kubelet is posting ready status'),
  ];
}
