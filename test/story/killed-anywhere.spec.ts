import { expect } from 'chai';
import { finalizer } from '../../shared/api/annotations.ts';
import { sendCommand } from '../../shared/engine/commands.ts';
import type { DriveOptions } from '../../shared/engine/drive.ts';
import { canaries, traefikServices } from '../../shared/kube/resources.ts';
import { until } from '../builders/until.ts';
import { StoryWorld } from './story-world.ts';
import { unreliableWatches } from './unreliable-watches.ts';

const quick = { leaseSeconds: 3 } as const;
const theCanary = { resource: canaries, namespace: 'test', name: 'podinfo' };

interface Story {
  readonly title: string;
  readonly analysis?: object;
  readonly spec?: object;
  /** Percent of the traffic on the canary when it happens; undefined: nothing is under way yet. */
  readonly at?: number;
  happens(world: StoryWorld): Promise<void>;
  readonly driver?: Partial<DriveOptions>;
  readonly end: object;
}

const stories: Story[] = [
  {
    title: 'a Canary deleted with users on its canary',
    at: 20,
    async happens({ kube }) {
      await kube.patch(theCanary, { metadata: { finalizers: [finalizer] } });
      await kube.delete(theCanary);
    },
    driver: { host: 'cluster', begin: false, idle: 'stay' },
    end: { weights: [0, 20], image: 'podinfo:1', held: false, phase: undefined, canary: undefined, traffic: ['podinfo'] },
  },
  {
    title: 'abort --revert',
    at: 20,
    async happens({ kube, clock }) {
      await sendCommand({ kube, namespace: 'test', name: 'podinfo', verb: 'revert', user: 'jane', template: undefined, now: () => clock.now() });
    },
    driver: { begin: false },
    end: { weights: [0, 20, 0], image: 'podinfo:1', held: false, phase: 'Initialized', canary: 0, traffic: ['podinfo-primary'] },
  },
  {
    title: 'a third template',
    at: 20,
    happens: (world) => world.setImage('podinfo:3'),
    end: { weights: [0, 20, 0, 20, 40, 0], image: 'podinfo:3', held: false, phase: 'Succeeded', canary: 0, traffic: ['podinfo-primary'] },
  },
  {
    title: 'a promotion that fails in the target alone',
    happens: (world) => world.setImage('podinfo:broken-when-promoted'),
    end: { weights: [0, 20, 40, 0], image: 'podinfo:1', held: false, phase: 'Failed', canary: 0, traffic: ['podinfo-primary'] },
  },
  {
    title: 'a promotion without analysis that fails',
    spec: { skipAnalysis: true },
    happens: (world) => world.setImage('podinfo:broken-when-promoted'),
    end: { weights: [0], image: 'podinfo:1', held: false, phase: 'Failed', canary: 0, traffic: ['podinfo-primary'] },
  },
];

describe('test/story/killed-anywhere.spec.ts', function () {
  this.timeout(60_000);

  for (const story of stories) {
    it(`${story.title}: the same end, and no weight outside the plan, after whichever write its driver dies`, async () => {
      for (let first = 1; ; first += batch) {
        const deaths = await Promise.all(Array.from({ length: batch }, (_, index) => tell(story, first + index)));
        if (deaths.includes(false)) {
          expect(first + deaths.indexOf(false), 'writes of one rollout').to.be.above(4);
          return;
        }
      }
    });
  }

  for (const trouble of ['late', 'interrupted'] as const) {
    it(`two drivers whose watches are ${trouble} give the same promotion`, async () => {
      const world = await StoryWorld.begin();
      const kube = unreliableWatches(world.kube, trouble);
      const driving = ['first', 'second'].map((identity) => world.run({ kube, identity, ...quick }));
      await world.setImage('podinfo:2');
      await Promise.all(driving);
      world.end();
      expect(endOf(world)).to.deep.equal({ weights: [0, 20, 40, 0], image: 'podinfo:2', held: false, phase: 'Succeeded', canary: 0, traffic: ['podinfo-primary'] });
    });
  }
});

/** Stories told at the same time: they wait more than they work. */
const batch = 8;

/** @returns whether the driver died before the end. */
async function tell({ analysis, spec, at, happens, driver, end }: Story, writes: number): Promise<boolean> {
  const world = await StoryWorld.begin(analysis);
  try {
    if (spec !== undefined) {
      await world.kube.patch(theCanary, { spec });
    }
    if (at !== undefined) {
      await driveTo(world, at);
    }
    await happens(world);
    const died = await world.runAndDieAfter(writes, { idle: 'end', ...quick, ...driver });
    await world.run({ identity: 'heir', idle: 'end', ...quick, ...driver }).catch((error: Error) => {
      expect(error.message, `killed after write ${writes}`).to.match(/canary podinfo does not exist/);
    });
    expect(endOf(world), `killed after write ${writes}`).to.deep.equal(end);
    return died;
  } finally {
    world.end();
  }
}

async function driveTo(world: StoryWorld, weight: number): Promise<void> {
  const enough = new AbortController();
  const driving = world.run({ identity: 'starter', signal: enough.signal });
  await world.setImage('podinfo:2');
  await until(`${weight} percent are on the canary`, () => world.canary?.status?.canaryWeight === weight);
  enough.abort();
  await driving;
}

function endOf(world: StoryWorld) {
  const traffic = world.kube.peek(traefikServices, 'podinfo') as unknown as { spec: { weighted: { services: { name: string }[] } } };
  return {
    weights: world.weights, image: world.image, held: world.isHeld, phase: world.canary?.status?.phase, canary: world.canaryReplicas,
    traffic: traffic.spec.weighted.services.map(({ name }) => name),
  };
}
