/** The smallest valid Canary, bent per case. Each word gives a new builder, so one can be kept and bent twice. */
import * as names from '../../shared/api/annotations.ts';
import type { Canary, CanaryStatus } from '../../shared/api/canary.ts';
import { canaries } from '../../shared/kube/resources.ts';
import { mergePatch } from '../../shared/simulator/patches/merge-patch.ts';

export class CanaryBuilder {
  readonly #canary: Canary;

  constructor(canary: Canary) {
    this.#canary = canary;
  }

  /** Any change, as a JSON merge patch (null takes away). */
  with(patch: object): CanaryBuilder {
    return new CanaryBuilder(mergePatch(this.#canary, patch) as Canary);
  }

  /** The target has this name, too. */
  named(name: string): CanaryBuilder {
    return this.with({ metadata: { name, uid: `uid-canary-${name}` }, spec: { targetRef: { name } } });
  }

  inNamespace(namespace: string): CanaryBuilder {
    return this.with({ metadata: { namespace } });
  }

  targeting(name: string, kind = 'Deployment'): CanaryBuilder {
    return this.with({ spec: { targetRef: { kind, name } } });
  }

  routedBy(provider: string): CanaryBuilder {
    return this.with({ spec: { provider } });
  }

  serving(service: object): CanaryBuilder {
    return this.with({ spec: { service } });
  }

  /** Every `step` percent up to `max`. */
  stepping(step: number, max: number): CanaryBuilder {
    return this.analysed({ stepWeight: step, maxWeight: max, stepWeights: null, iterations: null });
  }

  steppingThrough(...stepWeights: number[]): CanaryBuilder {
    return this.analysed({ stepWeights, stepWeight: null, maxWeight: null, iterations: null });
  }

  iterating(iterations: number): CanaryBuilder {
    return this.analysed({ iterations, stepWeights: null, stepWeight: null, maxWeight: null });
  }

  every(interval: string): CanaryBuilder {
    return this.analysed({ interval });
  }

  /** So many failed checks end it. */
  tolerating(threshold: number): CanaryBuilder {
    return this.analysed({ threshold });
  }

  analysed(analysis: object): CanaryBuilder {
    return this.with({ spec: { analysis } });
  }

  specified(spec: object): CanaryBuilder {
    return this.with({ spec });
  }

  inPhase(phase: NonNullable<CanaryStatus['phase']>, status: object = {}): CanaryBuilder {
    return this.with({ status: { phase, ...status } });
  }

  atWeight(canaryWeight: number): CanaryBuilder {
    return this.with({ status: { canaryWeight } });
  }

  withStatus(status: object): CanaryBuilder {
    return this.with({ status });
  }

  annotated(annotations: Record<string, string | null>): CanaryBuilder {
    return this.with({ metadata: { annotations } });
  }

  /** A person asked for this on the Canary. */
  commanded(verb: string, { by = 'jane', at = '2026-01-01T00:00:00.000Z', template }: { by?: string; at?: string; template?: string } = {}): CanaryBuilder {
    const about = template === undefined ? {} : { [names.commandTemplate]: template };
    return this.annotated({ [names.command]: verb, [names.commandBy]: by, [names.commandAt]: at, ...about });
  }

  /** Being deleted: our finalizer keeps it. */
  goingAway(deletionTimestamp = '2026-01-01T00:00:00Z'): CanaryBuilder {
    return this.with({ metadata: { deletionTimestamp, finalizers: [names.finalizer] } });
  }

  build(): Canary {
    return structuredClone(this.#canary);
  }
}

/** `podinfo` in namespace `test`, with five steps of ten percent. */
export function aCanary(): CanaryBuilder {
  const canary = {
    apiVersion: canaries.apiVersion,
    kind: canaries.kind,
    metadata: { name: 'podinfo', namespace: 'test', uid: 'uid-canary-podinfo', generation: 1 },
    spec: {
      targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'podinfo' },
      service: { port: 80 },
      analysis: { interval: '10s', threshold: 5, stepWeight: 10, maxWeight: 50 },
    },
  };
  return new CanaryBuilder(canary as Canary);
}
