/** The story of the demo: what is said, what is done, and what must come true before it goes on. */
import { sendCommand } from '../../shared/engine/commands.ts';
import { whoAmI } from '../../shared/engine/commands.ts';
import type { CanaryView } from '../view/canary-view.ts';
import type { Demo } from './demo.ts';
import { demoApp, demoNamespace, firstVersion } from './demo-objects.ts';
import { setImage, setImageCommand } from './set-image.ts';

export interface Act {
  /** One line for who watches. */
  readonly says: string;
  /** What kubectl would print, or nothing. */
  readonly does?: (demo: Demo) => Promise<readonly string[]>;
  isOver(view: CanaryView): boolean;
}

export const goodVersion = '6.0.1';
export const badVersion = '6.0.2-errors';

export const acts: readonly Act[] = [
  {
    says: `${demoApp} ${firstVersion} serves its users; a Canary watches over it`,
    isOver: ({ phase, isUnderWay }) => phase === 'Initialized' && !isUnderWay,
  },
  release(goodVersion),
  {
    says: 'The change is held: the old pods go on serving everybody, while the new version starts beside them as podinfo-canary',
    // Who reads slowly, while the cluster lives fast, may see it only when it is promoted.
    isOver: ({ weight, phase }) => weight > 0 || phase === 'Promoting' || phase === 'Succeeded',
  },
  {
    says: 'Some of the traffic goes to the new version, step by step; each step is judged by what Traefik counts of real requests',
    isOver: ({ phase }) => phase === 'Promoting' || phase === 'Succeeded',
  },
  {
    says: 'All checks passed: the hold is released, and Kubernetes itself rolls podinfo, with your own strategy; the canary serves meanwhile',
    isOver: ({ phase, finishedAt }) => phase === 'Succeeded' && finishedAt !== undefined,
  },
  { ...release(badVersion), says: `Now a version with a fault: every fifth answer of ${badVersion} is an error` },
  {
    says: 'It gets a few users at first, and its errors are counted',
    isOver: ({ phase }) => phase === 'Failed',
  },
  {
    says: 'Rolled back: traffic is with the stable pods, which never changed. The bad change is still held and harms nobody',
    isOver: ({ phase, finishedAt }) => phase === 'Failed' && finishedAt !== undefined,
  },
  {
    says: `$ kubectl canary abort ${demoApp} --revert -n ${demoNamespace}`,
    does: revert,
    isOver: ({ held }) => held === false,
  },
];

function release(version: string): Act {
  return {
    says: `$ ${setImageCommand(version)}`,
    does: ({ kube }) => setImage(kube, version),
    isOver: ({ held, isUnderWay }) => held === true && isUnderWay,
  };
}

async function revert({ kube, clock }: Demo): Promise<readonly string[]> {
  await sendCommand({ kube, namespace: demoNamespace, name: demoApp, verb: 'revert', user: await whoAmI(kube), template: undefined, now: () => clock.now() });
  return [];
}
