/** The kinds that Kubernetes' controllers work with and our product does not. */
import type { Resource } from '../../../kube/resources.ts';

const namespaced = (apiVersion: string, kind: string, plural: string): Resource => ({ apiVersion, kind, plural, namespaced: true });

export const controllerRevisions = namespaced('apps/v1', 'ControllerRevision', 'controllerrevisions');
export const daemonSets = namespaced('apps/v1', 'DaemonSet', 'daemonsets');
export const statefulSets = namespaced('apps/v1', 'StatefulSet', 'statefulsets');
export const endpoints = namespaced('v1', 'Endpoints', 'endpoints');
export const endpointSlices = namespaced('discovery.k8s.io/v1', 'EndpointSlice', 'endpointslices');
export const horizontalPodAutoscalers = namespaced('autoscaling/v2', 'HorizontalPodAutoscaler', 'horizontalpodautoscalers');
export const persistentVolumeClaims = namespaced('v1', 'PersistentVolumeClaim', 'persistentvolumeclaims');
export const nodes: Resource = { apiVersion: 'v1', kind: 'Node', plural: 'nodes', namespaced: false };
