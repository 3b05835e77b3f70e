import type { FakeKube } from '../builders/fake-kube.ts';
import type { DeploymentObject } from '../builders/a-deployment.ts';
import type { KubeObject } from '../../shared/kube/kube.ts';
import { deployments, replicaSets } from '../../shared/kube/resources.ts';
import { templateHash } from '../../shared/workloads/template-hash.ts';

/** What an image does when its pods start. */
export type Behaviour = 'starts' | 'never starts';

/**
 * Kubernetes' Deployment controller as far as stories need it: pods start at once, one ReplicaSet per template, nothing rolls while paused,
 * and images that never start exceed their deadline with the old pods still serving.
 */
export class DeploymentController {
  readonly #kube: FakeKube;
  readonly #behaviourOf: (image: string, workload: string) => Behaviour;
  /** Templates whose pods run, by Deployment uid. */
  readonly #running = new Map<string, string>();

  constructor(kube: FakeKube, behaviourOf: (image: string, workload: string) => Behaviour = () => 'starts') {
    this.#kube = kube;
    this.#behaviourOf = behaviourOf;
  }

  /** Follows all Deployments until the signal ends it. */
  async run(signal: AbortSignal): Promise<void> {
    const { items, resourceVersion } = await this.#kube.list<DeploymentObject>({ resource: deployments });
    items.forEach((deployment) => this.#reconcile(deployment));
    for await (const { type, object } of this.#kube.watch<DeploymentObject>({ resource: deployments }, resourceVersion, signal)) {
      if (type !== 'DELETED') {
        const newest = this.#kube.peek<DeploymentObject>(deployments, object.metadata.name, object.metadata.namespace);
        if (newest !== undefined) {
          this.#reconcile(newest);
        }
      }
    }
  }

  #reconcile(deployment: DeploymentObject): void {
    const { metadata, spec } = deployment;
    const wanted = templateHash(spec.template);
    const running = this.#running.get(metadata.uid!) ?? wanted;
    const starts = this.#behaviourOf(spec.template.spec.containers[0]!.image, metadata.name) === 'starts';
    const rolls = spec.paused !== true && starts;
    this.#running.set(metadata.uid!, rolls ? wanted : running);
    if (spec.paused !== true) {
      this.#keepReplicaSet(deployment, wanted);
    }
    const isCurrent = rolls || (running === wanted && starts);
    const isNewWorkload = metadata.name.endsWith('-canary');
    const available = isCurrent || !isNewWorkload ? spec.replicas : 0;
    const conditions = !starts && spec.paused !== true && spec.replicas > 0 ? [{ type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded' }] : [];
    this.#kube.put({ ...deployment, status: { observedGeneration: metadata.generation ?? 1, replicas: spec.replicas, updatedReplicas: isCurrent ? spec.replicas : 0, readyReplicas: available, availableReplicas: available, conditions } } as KubeObject);
  }

  #keepReplicaSet({ metadata, spec }: DeploymentObject, hash: string): void {
    const name = `${metadata.name}-${hash}`;
    if (this.#kube.peek(replicaSets, name, metadata.namespace) === undefined) {
      const labels = { ...spec.template.metadata?.labels, 'pod-template-hash': hash };
      this.#kube.put({
        apiVersion: 'apps/v1', kind: 'ReplicaSet',
        metadata: { name, namespace: metadata.namespace!, labels, ownerReferences: [{ apiVersion: 'apps/v1', kind: 'Deployment', name: metadata.name, uid: metadata.uid! }] },
        spec: { template: { ...spec.template, metadata: { ...spec.template.metadata, labels } } },
      } as KubeObject);
    }
  }
}
