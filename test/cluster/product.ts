import { before } from 'mocha';
import type { World } from './world.ts';
import { canaries, deployments } from '../../shared/kube/resources.ts';
import type { Canary } from '../../shared/api/canary.ts';
import type { KubeObject } from '../../shared/kube/kube.ts';
import type { Watch } from './watch-object.ts';

/** Before the tests of a story: the product is installed, as a user installs it (again is fine). */
export function withProduct(world: World): void {
  before(async function () {
    this.timeout(180_000);
    const installed = await world.canary(['install'], 170);
    if (installed.code !== 0) {
      throw new Error(`kubectl canary install ended with ${installed.code}:\n${installed.stdout}${installed.stderr}`);
    }
  });
}

/** Before the tests of a story: nothing of the product is in the cluster, whatever an earlier story has left. */
export function withoutProduct(world: World): void {
  before(async function () {
    this.timeout(180_000);
    const removed = await world.canary(['uninstall', '--yes'], 170);
    if (removed.code !== 0) {
      throw new Error(`kubectl canary uninstall ended with ${removed.code}:\n${removed.stdout}${removed.stderr}`);
    }
  });
}

/** Before the tests of a story: podinfo 6.0.0 serves behind Traefik, with a Canary that is changed by `change` first. */
export function withPodinfo(world: World, change: (canary: Canary) => void = () => {}): void {
  before(async function () {
    this.timeout(120_000);
    await startPodinfo(world, change);
  });
}

/** The app, its route and its Canary, until traffic arrives. */
export async function startPodinfo(world: World, change: (canary: Canary) => void = () => {}): Promise<void> {
  await world.apply('podinfo');
  await world.kubectl('rollout', 'status', 'deployment/podinfo', '--timeout=60s');
  await createCanary(world, change);
  await world.apply('ingress-route');
  await answersComeIn(world);
}

/** The Canary of podinfo, until its Services and routing are there. */
export async function createCanary(world: World, change: (canary: Canary) => void = () => {}): Promise<void> {
  await world.apply<KubeObject>('canary', (canary) => change(canary as unknown as Canary));
  await world.waitForObject<KubeObject>([canaries, 'podinfo'], 'is initialized', (canary) => (canary as unknown as Canary | undefined)?.status?.phase === 'Initialized', 30);
}

/** Ten answers in a row with 200: Traefik has learnt the route. */
export async function answersComeIn(world: World): Promise<void> {
  const probe = await world.load({ requestsPerSecond: 20, seconds: 60 });
  const deadline = Date.now() + 30_000;
  while (!(probe.answers.length >= 10 && probe.answers.slice(-10).every(({ status }) => status === 200))) {
    if (Date.now() > deadline) {
      throw new Error(`podinfo does not answer through Traefik: ${JSON.stringify(probe.answers.slice(-3))}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await probe.stop();
}

/** Each distinct weight that the status had, in order. */
export function weightsOf(watch: Watch<KubeObject>): number[] {
  return distinct(watch.states.map(({ object }) => (object as unknown as Canary | undefined)?.status?.canaryWeight ?? 0));
}

/** Each distinct phase that the status had, in order. */
export function phasesOf(watch: Watch<KubeObject>): string[] {
  return distinct(watch.states.map(({ object }) => (object as unknown as Canary | undefined)?.status?.phase ?? ''));
}

function distinct<T>(values: T[]): T[] {
  return values.filter((value, index) => index === 0 || value !== values[index - 1]);
}

/** Waits for a phase of the Canary. */
export async function reaches(watch: Watch<KubeObject>, phase: string, seconds = 90): Promise<Canary> {
  return (await watch.until(`reaches ${phase}`, (object) => (object as unknown as Canary | undefined)?.status?.phase === phase, seconds)) as unknown as Canary;
}

/** Waits until the Canary carries this share. */
export async function carries(watch: Watch<KubeObject>, weight: number, seconds = 60): Promise<Canary> {
  return (await watch.until(`carries ${weight}`, (object) => (object as unknown as Canary | undefined)?.status?.canaryWeight === weight, seconds)) as unknown as Canary;
}

/** Waits until the last rollout is tidied up: no canary pods, post-rollout gates told. */
export async function isTidy(watch: Watch<KubeObject>, seconds = 30): Promise<void> {
  await watch.until('is tidied up', (object) => (object as unknown as Canary | undefined)?.status?.finishedAt !== undefined, seconds);
}

/** The names of podinfo's stable pods with their restart counts; those on their way out are none. */
export async function stablePods(world: World): Promise<string[]> {
  const { items } = JSON.parse(await world.kubectl('get', 'pods', '-l', 'app=podinfo', '-o', 'json')) as { items: (KubeObject & { status: { containerStatuses?: { restartCount: number }[] } })[] };
  return items.filter(({ metadata }) => metadata.deletionTimestamp === undefined).map(({ metadata, status }) => `${metadata.name} ${status.containerStatuses?.[0]?.restartCount}`).sort();
}

/** Quick steps, judged by what Traefik itself says: no Prometheus. */
export function quick(canary: Canary): void {
  const { analysis } = canary.spec;
  delete (canary.spec as { metricsServer?: string }).metricsServer;
  Object.assign(analysis, { interval: '3s', threshold: 2, stepWeight: 20, maxWeight: 60 });
}

/** Whether the target is held, and its image. */
export async function targetOf(world: World): Promise<{ held: boolean; paused: boolean; image: string | undefined }> {
  const target = await world.read<KubeObject & { spec: { paused?: boolean; template: { spec: { containers: { image: string }[] } } } }>(deployments, 'podinfo');
  return {
    held: target?.metadata.annotations?.['kubectl-canary.dev/held-by'] !== undefined,
    paused: target?.spec.paused === true,
    image: target?.spec.template.spec.containers[0]?.image.split(':').at(-1),
  };
}

/** Texts of the events on the Canary. */
export async function eventsOf(world: World): Promise<string> {
  return await world.kubectl('get', 'events', '--field-selector', 'involvedObject.kind=Canary', '--sort-by=.firstTimestamp', '-o', 'jsonpath={range .items[*]}{.message}{"\\n"}{end}');
}

