import type { ApiObject } from '../../../api-object.ts';
import { titleOf } from '../../../api-server/api-status.ts';
import type { StatusCause } from '../../../api-server/api-status.ts';
import type { Definition } from '../../definition.ts';
import { metadataProblems } from '../metadata.ts';
import type { NameRule } from '../metadata.ts';
import { dnsLabelProblems, dnsSubdomainProblems, pathSegmentProblems } from '../names.ts';
import { crdCauses } from '../crd/validate-crd.ts';
import { roleBindingCauses, roleCauses } from './access.ts';
import { cronJobCauses, jobCauses } from './batch.ts';
import { configMapCauses, secretCauses } from './configuration.ts';
import { enumCauses } from './enum-causes.ts';
import { endpointSliceCauses, ingressCauses, networkPolicyCauses } from './networking.ts';
import { podCauses } from './pods.ts';
import { policyBindingCauses, policyCauses } from './policies.ts';
import { autoscalerCauses, budgetCauses } from './scaling.ts';
import { serviceCauses } from './services.ts';
import { claimCauses, eventCauses, leaseCauses, namespaceCauses, priorityClassCauses, revisionCauses } from './small-kinds.ts';
import { webhookConfigurationCauses } from './webhooks.ts';
import { daemonSetCauses, deploymentCauses, replicaSetCauses, statefulSetCauses } from './workloads.ts';

type Rules = (object: ApiObject, before: ApiObject | undefined) => StatusCause[];

/** Other names are those of a DNS subdomain. */
const nameRules: Readonly<Record<string, NameRule>> = {
  'clusterrolebindings.rbac.authorization.k8s.io': pathSegmentProblems,
  'clusterroles.rbac.authorization.k8s.io': pathSegmentProblems,
  'namespaces': dnsLabelProblems,
  'rolebindings.rbac.authorization.k8s.io': pathSegmentProblems,
  'roles.rbac.authorization.k8s.io': pathSegmentProblems,
  'services': dnsLabelProblems,
  'statefulsets.apps': dnsLabelProblems,
};

/** What the schema does not say. */
const rules: Readonly<Record<string, Rules>> = {
  'clusterrolebindings.rbac.authorization.k8s.io': roleBindingCauses,
  'clusterroles.rbac.authorization.k8s.io': roleCauses,
  'configmaps': configMapCauses,
  'controllerrevisions.apps': revisionCauses,
  'cronjobs.batch': cronJobCauses,
  'customresourcedefinitions.apiextensions.k8s.io': crdCauses,
  'daemonsets.apps': daemonSetCauses,
  'deployments.apps': deploymentCauses,
  'endpointslices.discovery.k8s.io': endpointSliceCauses,
  'events': eventCauses,
  'horizontalpodautoscalers.autoscaling': autoscalerCauses,
  'ingresses.networking.k8s.io': ingressCauses,
  'jobs.batch': jobCauses,
  'leases.coordination.k8s.io': leaseCauses,
  'mutatingwebhookconfigurations.admissionregistration.k8s.io': webhookConfigurationCauses,
  'namespaces': namespaceCauses,
  'networkpolicies.networking.k8s.io': networkPolicyCauses,
  'persistentvolumeclaims': claimCauses,
  'poddisruptionbudgets.policy': budgetCauses,
  'pods': podCauses,
  'priorityclasses.scheduling.k8s.io': priorityClassCauses,
  'replicasets.apps': replicaSetCauses,
  'rolebindings.rbac.authorization.k8s.io': roleBindingCauses,
  'roles.rbac.authorization.k8s.io': roleCauses,
  'secrets': secretCauses,
  'services': serviceCauses,
  'statefulsets.apps': statefulSetCauses,
  'validatingadmissionpolicies.admissionregistration.k8s.io': policyCauses,
  'validatingadmissionpolicybindings.admissionregistration.k8s.io': policyBindingCauses,
  'validatingwebhookconfigurations.admissionregistration.k8s.io': webhookConfigurationCauses,
};

/** All that is wrong with an object of a built-in kind, or with how it was changed. */
export function validateBuiltin(definition: Definition, object: ApiObject, before: ApiObject | undefined): StatusCause[] {
  const title = titleOf(definition);
  return [
    ...metadataProblems(object, before, { nameRule: nameRules[title] ?? dnsSubdomainProblems, areFinalizersQualified: true }),
    ...enumCauses(object, definition.schema),
    ...(rules[title]?.(object, before) ?? []),
  ];
}
