/** What a rollout costs, measured in one run on the test cluster. Ratios are what to compare; seconds depend on the machine. */
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { canaries, deployments, traefikServices } from '../../shared/kube/resources.ts';
import { connect } from '../../shared/kube/connect.ts';
import type { KubeObject } from '../../shared/kube/kube.ts';
import type { Canary } from '../../shared/api/canary.ts';
import { start } from './child.ts';
import { carries, isTidy, reaches, startPodinfo } from './product.ts';
import { waitFor } from './wait-for.ts';
import { World } from './world.ts';

/** One line of the report. `figure` is a ratio or a count; `goal` what it should not exceed. */
interface Figure {
  readonly name: string;
  readonly figure: number;
  readonly goal?: number;
  readonly detail: string;
}

const steps = 5;
const intervalSeconds = 10;
const driverKubeconfig = join(dirname(process.env['KUBECONFIG'] ?? ''), 'driver.kubeconfig');
const auditLog = join(process.env['CANARY_CLUSTER_RUN'] ?? '', 'log/audit.log');

const world = new World(`bench-${Date.now().toString(36)}`);
await world.open();
try {
  const installed = await world.canary(['install'], 170);
  if (installed.code !== 0) {
    throw new Error(installed.stderr);
  }
  const figures = [...(await promotion()), await rollback(), ...(await webhookLatency())];
  report(figures);
} finally {
  await world.close();
}
process.exit(0);

/** From `kubectl set image` to promoted, and what that cost the API server. */
async function promotion(): Promise<Figure[]> {
  await startPodinfo(world);
  const load = await world.load();
  const canary = await world.watch<KubeObject>(canaries, 'podinfo');
  const linesBefore = (await auditLines()).length;
  const driver = drive('watch', 'podinfo');
  await waitFor('the driver watches', () => driver.lines.length > 0);
  const startedAt = Date.now();
  await world.setImage('6.0.1');
  const first = await carriesAt(canary, 10);
  await reaches(canary, 'Succeeded', 120);
  const seconds = (Date.now() - startedAt) / 1000;
  const { status } = canary.states.at(-1)!.object as unknown as Canary;
  await driver.ended;
  await isTidy(canary);
  await load.stop();
  const calls = (await auditLines()).length - linesBefore;
  const ownSeconds = (first - startedAt) / 1000 + (Date.parse(status!.lastTransitionTime!) - Date.parse(status!.phaseStartedAt!)) / 1000;
  return [
    { name: 'set image to promoted / (steps x interval)', figure: seconds / (steps * intervalSeconds), goal: 1.05, detail: `${seconds.toFixed(1)} s for ${steps} steps of ${intervalSeconds} s; ${ownSeconds.toFixed(1)} s of it are pods starting and the target's own rolling update; ${load.failures().length} of ${load.answers.length} requests failed` },
    { name: 'the same without the pods\' own time', figure: (seconds - ownSeconds) / (steps * intervalSeconds), detail: 'what the engine itself adds' },
    { name: 'API calls per promotion', figure: calls, goal: 60, detail: 'lines of the audit log for the driver, from its start to the end' },
  ];
}

/** From the check that reached the threshold to no weight on the canary. */
async function rollback(): Promise<Figure> {
  await world.kubectl('patch', 'canary', 'podinfo', '--type=merge', '-p', '{"spec":{"analysis":{"threshold":2,"interval":"5s"}}}');
  const load = await world.load();
  const canary = await world.watch<KubeObject>(canaries, 'podinfo');
  const route = await world.watch<KubeObject>(traefikServices, 'podinfo');
  const driver = drive('watch', 'podinfo');
  await world.setImage('6.0.2');
  await carries(canary, 10, 60);
  const errors = await world.load({ path: '/status/500', requestsPerSecond: 40, seconds: 120 });
  const failed = await reaches(canary, 'Failed', 90);
  await errors.stop();
  await driver.ended;
  await isTidy(canary);
  await load.stop();
  const lastCheck = Math.max(...(failed.status?.checks ?? []).map(({ at }) => Date.parse(at ?? '')));
  const zeroAt = route.states.findLast(({ at, object }) => at >= lastCheck - 1000 && JSON.stringify(object).includes('podinfo-primary') && !JSON.stringify((object as KubeObject & { spec: object }).spec).includes('podinfo-canary'))!.at;
  const seconds = Math.max(0, zeroAt - lastCheck) / 1000;
  return { name: 'last failing check to no canary weight / interval', figure: seconds / 5, goal: 0.2, detail: `${seconds.toFixed(3)} s (goal 1 s)` };
}

/** What the webhook adds to an update: dry runs of a change that it holds, against one of the same object that it is not asked about. */
async function webhookLatency(): Promise<Figure[]> {
  const kube = await connect();
  const path = `/apis/apps/v1/namespaces/${world.namespace}/${deployments.plural}/podinfo?dryRun=All`;
  const patch = async (body: object) => {
    const before = performance.now();
    const { status, text } = await kube.request(path, { method: 'PATCH', body, headers: { 'Content-Type': 'application/strategic-merge-patch+json' } });
    if (status !== 200) {
      throw new Error(text);
    }
    return performance.now() - before;
  };
  const held = (n: number) => ({ spec: { template: { metadata: { annotations: { bench: String(n) } } } } });
  const plain = (n: number) => ({ metadata: { annotations: { bench: String(n) } } });
  await world.canary(['abort', 'podinfo', '--revert']);
  const figures: Figure[] = [];
  for (const clients of [1, 50]) {
    const rounds = clients === 1 ? 100 : 10;
    const times: Record<'held' | 'plain', number[]> = { held: [], plain: [] };
    for (let round = 0; round < rounds; round += 1) {
      for (const [name, body] of [['held', held], ['plain', plain]] as const) {
        times[name].push(...(await Promise.all(Array.from({ length: clients }, (_, client) => patch(body(round * clients + client))))));
      }
    }
    const [withHook, without] = [median(times.held), median(times.plain)];
    figures.push({ name: `update with the webhook / without, ${clients} client${clients === 1 ? '' : 's'}`, figure: withHook / without, detail: `median ${withHook.toFixed(1)} ms against ${without.toFixed(1)} ms; 99th percentile ${percentile(times.held, 0.99).toFixed(1)} ms against ${percentile(times.plain, 0.99).toFixed(1)} ms` });
  }
  return figures;
}

function drive(...args: string[]) {
  return start({ command: process.execPath, args: [join(import.meta.dirname, '../../dist/plugin/main.js'), ...args, '-n', world.namespace], env: { KUBECONFIG: driverKubeconfig } });
}

async function auditLines(): Promise<string[]> {
  const text = await readFile(auditLog, 'utf8');
  return text.split('\n').filter((line) => line.includes('"username":"driver"') && !line.includes('"stage":"ResponseStarted"'));
}

async function carriesAt(canary: Awaited<ReturnType<World['watch']>>, weight: number): Promise<number> {
  await carries(canary as never, weight);
  return Date.now();
}

function median(values: number[]): number {
  return percentile(values, 0.5);
}

function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
}

function report(figures: Figure[]): void {
  if (process.argv.includes('--json')) {
    console.log(JSON.stringify(figures, undefined, 2));
    return;
  }
  for (const { name, figure, goal, detail } of figures) {
    const verdict = goal === undefined ? '' : figure <= goal ? `  (goal <= ${goal}: met)` : `  (goal <= ${goal}: missed)`;
    console.log(`${figure.toFixed(2).padStart(8)}  ${name}${verdict}\n          ${detail}`);
  }
}
