import type { KubeObject } from '../../shared/kube/kube.ts';
import { titleOf } from './object-title.ts';

/**
 * The order of an installation. Each stage works before what needs it is there: no user of the cluster is ever refused because our webhook
 * does not answer yet, or because a policy asks for what only the webhook can do.
 */
export const stageNames = ['namespace', 'definitions', 'permissions', 'programs', 'webhooks', 'policies'] as const;
export type StageName = (typeof stageNames)[number];

const stageOfKind: Readonly<Record<string, StageName>> = {
  Namespace: 'namespace',
  CustomResourceDefinition: 'definitions',
  ServiceAccount: 'permissions',
  ClusterRole: 'permissions',
  ClusterRoleBinding: 'permissions',
  Role: 'permissions',
  RoleBinding: 'permissions',
  ConfigMap: 'programs',
  Secret: 'programs',
  Service: 'programs',
  PodDisruptionBudget: 'programs',
  NetworkPolicy: 'programs',
  Deployment: 'programs',
  MutatingWebhookConfiguration: 'webhooks',
  ValidatingWebhookConfiguration: 'webhooks',
  ValidatingAdmissionPolicy: 'policies',
  ValidatingAdmissionPolicyBinding: 'policies',
};

/** The objects of one stage, in the order in which they are applied: roles before what binds them, Deployments after what they need. */
export function objectsOf(stage: StageName, objects: readonly KubeObject[]): KubeObject[] {
  const kinds = Object.keys(stageOfKind);
  return objects.filter((object) => stageOf(object) === stage).sort((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind));
}

/** All of them, in the order of the stages. */
export function inOrder(objects: readonly KubeObject[]): KubeObject[] {
  return stageNames.flatMap((stage) => objectsOf(stage, objects));
}

function stageOf(object: KubeObject): StageName {
  const stage = stageOfKind[object.kind];
  if (stage === undefined) {
    throw new Error(`${titleOf(object)} has no place in the order of plugin/install/stages.ts: add its kind there`);
  }
  return stage;
}
