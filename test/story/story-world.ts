/** The small language of stories in memory: an API server, its Deployment controller, admission as ours, and users' view of the traffic. */
import type { Canary, CanarySpec } from '../../shared/api/canary.ts';
import { drive } from '../../shared/engine/drive.ts';
import type { DriveOptions, DriveResult } from '../../shared/engine/drive.ts';
import type { GatePayload } from '../../shared/gates/gate.ts';
import type { Kube, KubeObject } from '../../shared/kube/kube.ts';
import { canaries, deployments, services, traefikServices } from '../../shared/kube/resources.ts';
import { traefik } from '../../shared/routing/routers/traefik.ts';
import { routeOf } from '../../shared/routing/route-of.ts';
import { clockAtSpeed } from '../../shared/time/clock.ts';
import { hold } from '../../shared/workloads/hold.ts';
import { deployment as deploymentKind } from '../../shared/workloads/kinds/deployment.ts';
import { aCanary } from '../builders/a-canary.ts';
import { aDeployment } from '../builders/a-deployment.ts';
import type { DeploymentObject } from '../builders/a-deployment.ts';
import { applyPatch } from '../builders/apply-patch.ts';
import { FakeKube } from '../builders/fake-kube.ts';
import { DeploymentController } from './deployment-controller.ts';
import { killableKube } from './killable-kube.ts';

/** Story seconds per real second. */
const speed = 200;

export class StoryWorld {
  readonly kube = new FakeKube({ namespace: 'test' });
  readonly clock = clockAtSpeed(speed);
  /** Weights that the data plane was given, each change of them. */
  readonly weights: number[] = [];
  /** Percent of requests that succeed on the canary, as Prometheus says; undefined: Prometheus has no answer. */
  successRate: number | undefined = 100;
  /** What `http://gates.test.svc/<name>` answers. */
  readonly gates = new Map<string, number>();
  readonly #asked: { gate: string; payload: GatePayload }[] = [];
  readonly #stop = new AbortController();

  /** podinfo:1 serves, with a Canary of steps 20 and 40, checked every ten seconds, two failures allowed. */
  static async begin(analysis: Partial<CanarySpec['analysis']> = {}): Promise<StoryWorld> {
    const world = new StoryWorld();
    const metrics = [{ name: 'request-success-rate', interval: '30s', thresholdRange: { min: 99 } }];
    world.kube.put(
      aDeployment().build(),
      { apiVersion: 'v1', kind: 'Service', metadata: { name: 'podinfo', namespace: 'test' }, spec: { selector: { app: 'podinfo' }, ports: [{ port: 80 }] } } as KubeObject,
      { apiVersion: 'v1', kind: 'Service', metadata: { name: 'prometheus', namespace: 'monitoring' }, spec: { ports: [{ port: 9090 }] } } as KubeObject,
      aCanary().routedBy('traefik').stepping(20, 40).tolerating(2).specified({ metricsServer: 'http://prometheus.monitoring:9090' }).analysed({ metrics, ...analysis }).build() as unknown as KubeObject,
    );
    world.kube.admission = (before, wanted) => world.#admit(before, wanted);
    world.kube.onRequest = (path, { body }) => world.#answerOfGate(path, body) ?? world.#answerOfPrometheus();
    void new DeploymentController(world.kube, (image, workload) => (image.endsWith('broken') || (image.endsWith('broken-when-promoted') && workload === 'podinfo') ? 'never starts' : 'starts')).run(world.#stop.signal);
    void world.#follow();
    await world.run({ idle: 'end' });
    return world;
  }

  end(): void {
    this.#stop.abort();
  }

  get canary(): Canary | undefined {
    return this.kube.peek<KubeObject>(canaries, 'podinfo') as unknown as Canary | undefined;
  }

  get target(): DeploymentObject {
    return this.kube.peek<DeploymentObject>(deployments, 'podinfo')!;
  }

  get image(): string {
    return this.target.spec.template.spec.containers[0]!.image;
  }

  get isHeld(): boolean {
    return this.target.metadata.annotations?.['kubectl-canary.dev/held-by'] !== undefined;
  }

  get canaryReplicas(): number | undefined {
    return this.kube.peek<DeploymentObject>(deployments, 'podinfo-canary')?.spec.replicas;
  }

  /** `kubectl set image`. */
  async setImage(image: string): Promise<void> {
    const containers = [{ ...this.target.spec.template.spec.containers[0], image }];
    await this.kube.patch({ resource: deployments, namespace: 'test', name: 'podinfo' }, { spec: { template: { spec: { containers } } } });
  }

  /** Drives until the rollout has ended, or as the options say. */
  run(options: Partial<DriveOptions> = {}): Promise<DriveResult> {
    return drive({ kube: this.kube, namespace: 'test', name: 'podinfo', identity: 'driver', user: 'jane', host: 'operator', begin: true, idle: 'await', signal: this.#stop.signal, clock: this.clock, ...options });
  }

  /** Drives as a process that dies right after its n-th write. True where it died, false where the rollout ended before. */
  async runAndDieAfter(writes: number, options: Partial<DriveOptions> = {}): Promise<boolean> {
    const death = new AbortController();
    const kube: Kube = killableKube(this.kube, { afterWrites: writes, onKilled: () => death.abort() });
    await this.run({ kube, identity: `mortal-${writes}`, ...options, signal: AbortSignal.any([this.#stop.signal, death.signal]) }).catch((error: Error) => {
      if (!death.signal.aborted) {
        throw error;
      }
    });
    return death.signal.aborted;
  }

  #admit(before: KubeObject, wanted: KubeObject): KubeObject {
    if (wanted.kind !== 'Deployment' || wanted.metadata.name !== 'podinfo' || this.canary === undefined) {
      return wanted;
    }
    const { patch } = hold({ kind: deploymentKind, old: before, new: wanted, canary: this.canary });
    return applyPatch(wanted, patch);
  }

  /** What a gate was told, each time it was asked. */
  asked(name: string): GatePayload[] {
    return this.#asked.filter(({ gate }) => gate === name).map(({ payload }) => payload);
  }

  #answerOfGate(path: string, body: unknown) {
    const gate = /\/services\/gates(?::\d+)?\/proxy\/(\w+)$/.exec(path)?.[1];
    if (gate === undefined) {
      return undefined;
    }
    this.#asked.push({ gate, payload: body as GatePayload });
    return { status: this.gates.get(gate) ?? 200, headers: {}, text: '' };
  }

  #answerOfPrometheus() {
    const result = this.successRate === undefined ? [] : [{ metric: {}, value: [0, String(this.successRate)] }];
    return { status: 200, headers: {}, text: JSON.stringify({ status: 'success', data: { resultType: 'vector', result } }) };
  }

  /** Traefik itself: what it is told is what users get. */
  async #follow(): Promise<void> {
    for await (const { object } of this.kube.watch({ resource: traefikServices, namespace: 'test' }, '0', this.#stop.signal)) {
      const weights = this.canary === undefined ? undefined : traefik.weights(routeOf(this.canary), { weighted: object });
      if (weights !== undefined && weights.canary !== this.weights.at(-1)) {
        this.weights.push(weights.canary);
      }
    }
  }

  service(name: string): KubeObject | undefined {
    return this.kube.peek(services, name);
  }
}
