/** The smallest valid Deployment, bent per case. Each word gives a new builder, so one can be kept and bent twice. */
import * as names from '../../shared/api/annotations.ts';
import type { KubeObject } from '../../shared/kube/kube.ts';
import { templateHash } from '../../shared/workloads/template-hash.ts';
import type { PodTemplate } from '../../shared/workloads/workload.ts';
import { mergePatch } from '../../shared/simulator/patches/merge-patch.ts';

export interface DeploymentObject extends KubeObject {
  spec: { replicas: number; paused?: boolean; selector: { matchLabels: Record<string, string> }; template: PodTemplate; [field: string]: unknown };
  status: { observedGeneration?: number; replicas?: number; updatedReplicas?: number; readyReplicas?: number; availableReplicas?: number; conditions?: object[] };
}

export class DeploymentBuilder {
  readonly #deployment: DeploymentObject;

  constructor(deployment: DeploymentObject) {
    this.#deployment = deployment;
  }

  /** Any change, as a JSON merge patch (null takes away). */
  with(patch: object): DeploymentBuilder {
    return new DeploymentBuilder(mergePatch(this.#deployment, patch) as DeploymentObject);
  }

  /** The `app` label has this value, too. */
  named(name: string): DeploymentBuilder {
    return this.with({ metadata: { name, uid: `uid-deployment-${name}` } }).labelled({ app: name });
  }

  inNamespace(namespace: string): DeploymentBuilder {
    return this.with({ metadata: { namespace } });
  }

  /** Labels of the selector and of the pods. */
  labelled(labels: Record<string, string | null>): DeploymentBuilder {
    return this.with({ spec: { selector: { matchLabels: labels }, template: { metadata: { labels } } } });
  }

  annotated(annotations: Record<string, string | null>): DeploymentBuilder {
    return this.with({ metadata: { annotations } });
  }

  image(image: string): DeploymentBuilder {
    return this.container({ image });
  }

  /** Fields of its one container. */
  container(fields: object): DeploymentBuilder {
    const [container] = this.#deployment.spec.template.spec.containers;
    return this.with({ spec: { template: { spec: { containers: [{ ...container, ...fields }] } } } });
  }

  /** So many are asked for, and all of them are there. */
  replicas(replicas: number): DeploymentBuilder {
    return this.with({ spec: { replicas }, status: { replicas, updatedReplicas: replicas, readyReplicas: replicas, availableReplicas: replicas } });
  }

  /** So many pods are available. */
  available(availableReplicas: number): DeploymentBuilder {
    return this.with({ status: { readyReplicas: availableReplicas, availableReplicas } });
  }

  /** In the middle of a rollout: so many pods run the newest template. */
  rolling(updatedReplicas: number): DeploymentBuilder {
    return this.with({ status: { updatedReplicas } });
  }

  /** Its rollout has exceeded its progress deadline. */
  stuck(): DeploymentBuilder {
    return this.with({ status: { conditions: [{ type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded' }] } });
  }

  /** Its newest generation is not seen by Kubernetes yet. */
  unobserved(): DeploymentBuilder {
    return this.with({ status: { observedGeneration: (this.#deployment.metadata.generation ?? 1) - 1 } });
  }

  paused(): DeploymentBuilder {
    return this.with({ spec: { paused: true } });
  }

  /** The current template serves, one with this image waits. */
  held(image: string, { by = 'podinfo' }: { by?: string } = {}): DeploymentBuilder {
    const stable = templateHash(this.#deployment.spec.template);
    const wanted = this.image(image);
    const marks = { [names.heldBy]: by, [names.stableTemplate]: stable, [names.heldTemplate]: templateHash(wanted.build().spec.template) };
    return wanted.paused().annotated(marks).rolling(0);
  }

  build(): DeploymentObject {
    return structuredClone(this.#deployment);
  }
}

/** `podinfo` in namespace `test`: two pods of `podinfo:1`, all well. */
export function aDeployment(): DeploymentBuilder {
  const labels = { app: 'podinfo' };
  return new DeploymentBuilder({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'podinfo', namespace: 'test', uid: 'uid-deployment-podinfo', generation: 1 },
    spec: {
      replicas: 2,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [{ name: 'podinfo', image: 'podinfo:1', ports: [{ name: 'http', containerPort: 9898 }] }] } },
    },
    status: { observedGeneration: 1, replicas: 2, updatedReplicas: 2, readyReplicas: 2, availableReplicas: 2 },
  });
}
