import { heldBy, heldTemplate, stableTemplate } from '../../shared/api/annotations.ts';
import type { Canary } from '../../shared/api/canary.ts';
import { isUnderWay } from '../../shared/engine/phases.ts';
import { namespaceOf } from '../../shared/api/namespace-of.ts';
import { Failure } from '../../shared/errors.ts';
import type { Kube, KubeObject } from '../../shared/kube/kube.ts';
import { readStableTemplate } from '../../shared/workloads/stable-template.ts';
import { templateHash } from '../../shared/workloads/template-hash.ts';
import type { PodTemplate, WorkloadKind } from '../../shared/workloads/workload.ts';
import { workloadFor, workloadKinds } from '../../shared/workloads/workload-for.ts';
import { canaryCommand } from '../command-line.ts';

/** A template and its hash. */
export interface NamedTemplate {
  readonly hash: string;
  readonly template: PodTemplate;
}

/** What serves, and what is to take its place. */
export interface Templates {
  /** `deployment/podinfo` */
  readonly target: string;
  readonly stable: NamedTemplate;
  readonly held: NamedTemplate;
}

/**
 * The two templates that a rollout is about: while it is held, and while Kubernetes rolls it out. Undefined where nothing is.
 * @throws Failure where the target does not exist, or Kubernetes has forgotten the stable template.
 */
export async function readTemplates(kube: Kube, canary: Canary): Promise<Templates | undefined> {
  const { kind, object } = await readTarget(kube, canary);
  const template = kind.template(object);
  const annotations = object.metadata.annotations ?? {};
  const isHeld = annotations[heldBy] !== undefined;
  const stable = isHeld ? annotations[stableTemplate] : promotedFrom(canary);
  const hash = isHeld ? annotations[heldTemplate] ?? templateHash(template) : templateHash(template);
  if (stable === undefined || stable === hash) {
    return undefined;
  }
  return { target: `${kind.kind.toLowerCase()}/${object.metadata.name}`, stable: { hash: stable, template: await readStableTemplate(kube, kind, object, stable) }, held: { hash, template } };
}

/** Until a promotion has ended, the status remembers what it takes the place of. */
function promotedFrom({ status }: Canary): string | undefined {
  return isUnderWay(status?.phase) ? status?.lastPromotedSpec : undefined;
}

async function readTarget(kube: Kube, canary: Canary): Promise<{ kind: WorkloadKind; object: KubeObject }> {
  const { kind: kindName, name } = canary.spec.targetRef;
  const kind = workloadFor(kindName);
  if (kind === undefined) {
    throw new Failure('refused', `spec.targetRef.kind of canary ${canary.metadata.name} is ${kindName}`, { next: `it can be ${workloadKinds.join(', ')}` });
  }
  const object = await kube.get({ resource: kind.resource, namespace: namespaceOf(canary), name });
  if (object === undefined) {
    throw new Failure('notFound', `${kindName.toLowerCase()}/${name}, the target of canary ${canary.metadata.name}, does not exist`, { next: `see why: ${canaryCommand('explain', canary)}` });
  }
  return { kind, object };
}
