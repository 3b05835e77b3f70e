/** The columns of the built-in kinds in tables, besides the name; a kind that is missing here shows when its objects were made. */
import type { Column } from '../../schema/definition.ts';
import { horizontalPodAutoscalers } from './columns/autoscalers.ts';
import { customResourceDefinitions, leases, namespaces, nodes, priorityClasses } from './columns/cluster.ts';
import { configMaps, persistentVolumeClaims, resourceQuotas, secrets, serviceAccounts } from './columns/configuration.ts';
import { events } from './columns/events.ts';
import { cronJobs, jobs } from './columns/jobs.ts';
import { pods, replicationControllers } from './columns/pods.ts';
import { bindings, networkPolicies, podDisruptionBudgets, validatingAdmissionPolicies, validatingAdmissionPolicyBindings, webhookConfigurations } from './columns/policies.ts';
import { endpoints, endpointSlices, ingressClasses, ingresses, services } from './columns/services.ts';
import { controllerRevisions, daemonSets, deployments, replicaSets, statefulSets } from './columns/workloads.ts';

/** By resource, as `deployments.apps`. */
export const builtinColumns: Readonly<Partial<Record<string, readonly Column[]>>> = {
  'configmaps': configMaps,
  'controllerrevisions.apps': controllerRevisions,
  'clusterrolebindings.rbac.authorization.k8s.io': bindings,
  'cronjobs.batch': cronJobs,
  'customresourcedefinitions.apiextensions.k8s.io': customResourceDefinitions,
  'daemonsets.apps': daemonSets,
  'deployments.apps': deployments,
  'endpoints': endpoints,
  'endpointslices.discovery.k8s.io': endpointSlices,
  'events': events,
  'horizontalpodautoscalers.autoscaling': horizontalPodAutoscalers,
  'ingressclasses.networking.k8s.io': ingressClasses,
  'ingresses.networking.k8s.io': ingresses,
  'jobs.batch': jobs,
  'leases.coordination.k8s.io': leases,
  'mutatingwebhookconfigurations.admissionregistration.k8s.io': webhookConfigurations,
  'namespaces': namespaces,
  'networkpolicies.networking.k8s.io': networkPolicies,
  'nodes': nodes,
  'persistentvolumeclaims': persistentVolumeClaims,
  'poddisruptionbudgets.policy': podDisruptionBudgets,
  'pods': pods,
  'priorityclasses.scheduling.k8s.io': priorityClasses,
  'replicasets.apps': replicaSets,
  'replicationcontrollers': replicationControllers,
  'resourcequotas': resourceQuotas,
  'rolebindings.rbac.authorization.k8s.io': bindings,
  'secrets': secrets,
  'serviceaccounts': serviceAccounts,
  'services': services,
  'statefulsets.apps': statefulSets,
  'validatingadmissionpolicies.admissionregistration.k8s.io': validatingAdmissionPolicies,
  'validatingadmissionpolicybindings.admissionregistration.k8s.io': validatingAdmissionPolicyBindings,
  'validatingwebhookconfigurations.admissionregistration.k8s.io': webhookConfigurations,
};
