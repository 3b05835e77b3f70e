import { deployments } from '../../shared/kube/resources.ts';
import type { KubeObject } from '../../shared/kube/kube.ts';
import type { Manifests } from './manifests.ts';
import { ownershipLabel } from './ownership.ts';

export interface Choices {
  /** The image of webhook and runner. */
  readonly image: string;
  /** Whether a runner stands by in the cluster. */
  readonly runner: boolean;
  /** Whether the runner begins analyses itself. */
  readonly drive: boolean;
}

export interface Deployment extends KubeObject {
  spec: { replicas?: number; selector: { matchLabels?: Record<string, string> }; template: { spec: { containers: Container[] } } };
  status?: { observedGeneration?: number; replicas?: number; updatedReplicas?: number; availableReplicas?: number };
}

interface Container {
  name: string;
  image?: string;
  args?: string[];
}

const standby = '--standby';

/** The objects of an installation with these choices. */
export function desiredObjects({ crds, rbac, webhook, runner }: Manifests, choices: Choices): KubeObject[] {
  const chosen = [...crds, ...rbac, ...webhook, ...(choices.runner ? runner : [])];
  return chosen.map((object) => labelled(isDeployment(object) ? withChoices(object, choices) : object));
}

/** Whether this runner begins analyses itself. */
export function drivesItself({ spec }: Deployment): boolean {
  return !spec.template.spec.containers.some(({ args = [] }) => args.includes(standby));
}

/** Whether it is one of the programs. */
export function isDeployment(object: KubeObject): object is Deployment {
  return object.kind === deployments.kind;
}

function labelled(object: KubeObject): KubeObject {
  return { ...object, metadata: { ...object.metadata, labels: { ...object.metadata.labels, ...ownershipLabel } } };
}

function withChoices(deployment: Deployment, { image, drive }: Choices): Deployment {
  const { spec } = deployment;
  const containers = spec.template.spec.containers.map((container) => ({ ...container, image, ...argsOf(container, drive) }));
  return { ...deployment, spec: { ...spec, template: { ...spec.template, spec: { ...spec.template.spec, containers } } } };
}

function argsOf({ args }: Container, drive: boolean): { args?: string[] } {
  return args === undefined ? {} : { args: args.filter((arg) => !(drive && arg === standby)) };
}
