/**
 * The whole tutorial on a simulated cluster, again and again, each time with something else going wrong for who drives. Whatever it is:
 * the same end, the same weights, no request of a user failed, nothing lost from the status.
 */
import { expect } from 'chai';
import { createKube } from '../../shared/kube/client.ts';
import type { Kube } from '../../shared/kube/kube.ts';
import { ApiStatus } from '../../shared/simulator/api-server/api-status.ts';
import type { Fault, FaultRule, SeenCall } from '../../shared/simulator/api-server/faults.ts';
import type { Simulator } from '../../shared/simulator/simulator.ts';
import { clockAtSpeed } from '../../shared/time/clock.ts';
import { until } from '../builders/until.ts';
import { wiresTo } from '../contracts/cluster/wires-to.ts';
import { aSimulatedCluster } from './simulated-cluster.ts';
import { killableKube } from './killable-kube.ts';
import { TutorialRun, tutorialEnd } from './tutorial-run.ts';

/** Seconds of the cluster per real second. */
const speed = 25;
/** Walks at the same time, each in a namespace of its own: they wait more than they work. */
const abreast = 6;
/** `npm run test:faults` kills the driver after every single write; `npm test` after each of these. */
const killedAfterEach = process.env['FAULT_WALK'] === 'whole' ? 1 : 9;

interface Walk {
  readonly title: string;
  /** What befalls requests and watches of the drivers of this walk. */
  readonly rule?: (counts: Counts) => FaultRule;
  readonly drivers?: number;
  /** The driver dies after its n-th write, and an heir goes on. */
  readonly killedAfter?: number;
  /** Happens while 30 percent of the users are on the new version. */
  readonly meanwhile?: (simulator: Simulator, run: TutorialRun, counts: Counts) => Promise<void>;
  /** The drivers reach the API server through its port. */
  readonly byPort?: boolean;
}

class Counts {
  walks = 0;
  killed = 0;
  dropped = 0;
  delayed = 0;
  stale = 0;
  refused = 0;
  cut = 0;
  restarted = 0;
  paused = 0;
}

const every = (n: number) => {
  let count = 0;
  return () => (count += 1) % n === 0;
};
const isWrite = ({ verb }: SeenCall) => !['get', 'list', 'watch'].includes(verb);

const refusals: readonly (readonly [number, string, string])[] = [
  [409, 'Conflict', 'the object has been modified; please apply your changes to the latest version and try again'],
  [429, 'TooManyRequests', 'the server has received too many requests and has asked us to try again later'],
  [500, 'InternalError', 'Internal error occurred: etcdserver: request timed out'],
];

const walks: readonly Walk[] = [
  { title: 'nothing goes wrong' },
  { title: 'two drivers at once', drivers: 2 },
  ...[2, 3, 5].map((n): Walk => ({ title: `every ${n}. watch event is dropped`, rule: (counts) => dropping(n, counts) })),
  { title: 'watch events come five seconds late', rule: (counts) => delaying(5, counts) },
  ...[1, 3, 10].map((versions): Walk => ({ title: `reads are ${versions} versions old`, rule: (counts) => reading(versions, counts) })),
  ...refusals.map(([code, reason, message]): Walk => ({ title: `every 4. write is refused with ${code}`, rule: (counts) => refusing(4, new ApiStatus(code, reason, message), counts) })),
  ...(['before', 'after'] as const).map((when): Walk => ({ title: `every 4. write is cut off ${when} it has come true`, rule: (counts) => cutting(4, when, counts) })),
  { title: 'every 3. watch is refused with 410', rule: (counts) => forgetting(3, counts) },
  { title: 'the API server is away for ten seconds', byPort: true, meanwhile: restart },
  { title: 'a stable pod stands still for five seconds', meanwhile: pausePod },
];

describe('test/story/fault-walk.spec.ts', function () {
  this.timeout(120_000);
  const counts = new Counts();
  let simulator: Simulator;
  const runs: TutorialRun[] = [];

  before(async () => {
    simulator = await aSimulatedCluster(clockAtSpeed(speed));
  });
  after(async () => {
    runs.forEach((run) => run.end());
    await simulator.stop();
    const { walks: all, ...happened } = counts;
    console.log(`      ${all} walks; ${Object.entries(happened).map(([what, count]) => `${count} ${what}`).join(', ')}`);
  });

  const take = async (walk: Walk) => {
    const number = runs.length + 1;
    const run = new TutorialRun(simulator, `walk-${number}`);
    runs.push(run);
    const end = await walkThrough(simulator, run, { walk, counts, number });
    expect(end.tutorial, `${walk.title}\n${end.log}\n`).to.deep.equal(tutorialEnd);
    return end;
  };

  for (let first = 0; first < walks.length; first += abreast) {
    const together = walks.slice(first, first + abreast);
    it(together.map(({ title }) => title).join('; '), async () => {
      await Promise.all(together.map(take));
    });
  }

  it('the driver dies after any one of its writes, and another goes on', async () => {
    for (let first = 1; ; first += abreast * killedAfterEach) {
      const deaths = Array.from({ length: abreast }, (_, index) => first + index * killedAfterEach);
      const ends = await Promise.all(deaths.map((killedAfter) => take({ title: `killed after write ${killedAfter}`, killedAfter })));
      if (ends.some(({ died }) => !died)) {
        expect(deaths[ends.findIndex(({ died }) => !died)], 'writes of the tutorial').to.be.above(30);
        return;
      }
    }
  });
});

async function walkThrough(simulator: Simulator, run: TutorialRun, { walk, counts, number }: { walk: Walk; counts: Counts; number: number }) {
  counts.walks += 1;
  const username = `driver-${number}`;
  const lift = walk.rule === undefined ? () => undefined : simulator.faults.add(onlyFor(username, walk.rule(counts)));
  const kube = walk.byPort === true
    ? createKube(wiresTo(simulator.kubeconfigFor('admin')).admin, { namespace: run.namespace, inCluster: false })
    : simulator.kubeFor(username, { namespace: run.namespace, groups: ['system:masters'] });
  let died = false;
  const drive = async (what: string, idle: 'end' | 'await' = 'await') => {
    const mortal = walk.killedAfter !== undefined && !died ? mortalKube(kube, walk.killedAfter - writtenBefore) : undefined;
    const identities = Array.from({ length: walk.drivers ?? 1 }, (_, index) => `${what}-${index}`);
    const driving = identities.map((identity) => run.drive({ kube: mortal?.kube ?? kube, identity, idle, ...(mortal === undefined ? {} : { signal: mortal.dead }) }));
    await Promise.all(driving).catch((error: Error) => {
      if (mortal?.dead.aborted !== true) {
        throw error;
      }
    });
    if (mortal?.dead.aborted === true) {
      died = true;
      counts.killed += 1;
      await run.drive({ kube, identity: `${what}-heir` });
    }
    writtenBefore += mortal?.written() ?? 0;
  };
  let writtenBefore = 0;
  try {
    await run.begin();
    await drive('setup', 'end');
    await run.startUsers();
    await run.setImage('6.0.1');
    const meanwhile = until('some users are on the new version', () => walk.meanwhile === undefined || run.canary?.status?.canaryWeight === 30).then(() => walk.meanwhile?.(simulator, run, counts));
    await Promise.all([meanwhile, drive('promotion')]);
    await run.setImage('6.0.2-errors50');
    await drive('rollback');
    return { tutorial: run.end(), died, log: run.log };
  } finally {
    run.end();
    lift();
  }
}

async function restart(simulator: Simulator, _run: TutorialRun, counts: Counts): Promise<void> {
  counts.restarted += 1;
  await simulator.stopServing();
  await seconds(simulator, 10);
  await simulator.startServing();
}

async function pausePod(simulator: Simulator, { namespace }: TutorialRun, counts: Counts): Promise<void> {
  counts.paused += 1;
  const stable = simulator.store.list({ group: '', plural: 'pods' }, namespace).find(({ metadata }) => metadata.labels?.['app'] === 'podinfo')!;
  const resume = await simulator.pausePod(namespace, stable.metadata.name);
  await seconds(simulator, 5);
  resume();
}

function seconds({ clock }: Simulator, count: number): Promise<void> {
  return new Promise((resolve) => clock.after(count * 1000, resolve));
}

function mortalKube(kube: Kube, afterWrites: number): { kube: Kube; dead: AbortSignal; written(): number } {
  const death = new AbortController();
  let writes = 0;
  const killable = killableKube(kube, { afterWrites, onKilled: () => death.abort(), onWrite: () => (writes += 1) });
  return { kube: killable, dead: death.signal, written: () => writes };
}

function onlyFor(username: string, { onCall, onEvent }: FaultRule): FaultRule {
  return {
    onCall: (call) => (call.username === username ? onCall?.(call) : undefined),
    onEvent: (event, watch) => (watch.username === username ? onEvent?.(event, watch) : undefined),
  };
}

/** What is lost is noticed when the watch ends and all is listed again; that is not waited for as long as usual. */
function dropping(n: number, counts: Counts): FaultRule {
  const isDue = every(n);
  return { onCall: ({ verb }) => (verb === 'watch' ? { kind: 'brief', seconds: 40 } : undefined), onEvent: () => (isDue() ? count(counts, 'dropped', { kind: 'drop' } as const) : undefined) };
}

function delaying(seconds: number, counts: Counts): FaultRule {
  return { onEvent: () => count(counts, 'delayed', { kind: 'delay', milliseconds: seconds * 1000 } as const) };
}

function reading(versions: number, counts: Counts): FaultRule {
  return { onCall: ({ verb }) => (verb === 'get' || verb === 'list' ? count(counts, 'stale', { kind: 'stale', versions } as const) : undefined) };
}

function refusing(n: number, status: ApiStatus, counts: Counts): FaultRule {
  const isDue = every(n);
  return { onCall: (call) => (isWrite(call) && isDue() ? count(counts, 'refused', { kind: 'refuse', status, ...(status.code === 429 ? { retryAfterSeconds: 0 } : {}) } as const) : undefined) };
}

function cutting(n: number, when: 'before' | 'after', counts: Counts): FaultRule {
  const isDue = every(n);
  return { onCall: (call) => (isWrite(call) && isDue() ? count(counts, 'cut', { kind: 'cut', when } as const) : undefined) };
}

function forgetting(n: number, counts: Counts): FaultRule {
  const isDue = every(n);
  const status = new ApiStatus(410, 'Expired', 'too old resource version: 1 (2)');
  return { onCall: ({ verb }) => (verb === 'watch' && isDue() ? count(counts, 'refused', { kind: 'refuse', status } as const) : undefined) };
}

function count<F extends Fault | { kind: 'drop' }>(counts: Counts, what: Exclude<keyof Counts, 'walks'>, fault: F): F {
  counts[what] += 1;
  return fault;
}
