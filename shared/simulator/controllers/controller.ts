import type { Kube } from '../../kube/kube.ts';
import type { Resource } from '../../kube/resources.ts';
import type { Clock } from '../../time/clock.ts';

/** One of Kubernetes' control loops: it watches, and makes true what specs ask for. */
export interface Controller {
  /** As Kubernetes calls it, e.g. `deployment-controller`. */
  readonly name: string;
  /** Runs until the signal; what goes wrong at one object is tried again, and never ends the loop. */
  run(world: ControllerWorld): Promise<void>;
}

export interface ControllerWorld {
  /** The API server, with the rights of Kubernetes' own controllers. */
  readonly kube: Kube;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** What signs the API server's certificate, as PEM; every namespace is given it. */
  readonly certificateAuthority: string;
  /** All resources whose objects are listed, watched and deleted just now, each in one version. Asked again whenever a CustomResourceDefinition changes. */
  resources(): readonly Resource[];
  /** How many replicas the metrics of a HorizontalPodAutoscaler ask for; undefined where there are no metrics. */
  desiredReplicas?(autoscaler: { namespace: string; name: string; currentReplicas: number }): number | undefined;
  /** What went wrong at an object and will be tried again. */
  log(line: string): void;
}
