import type { PodReport, Standing } from '../../plugin/explain/standing.ts';
import { decide } from '../../shared/engine/decide.ts';
import { aDeployment } from './a-deployment.ts';
import type { DeploymentBuilder } from './a-deployment.ts';
import { afterNoon, anObservation } from './an-observation.ts';
import type { Situation } from './an-observation.ts';

/** What else is so where a Canary stands; all else is a driver that is alive, and no pods with troubles. */
export interface Circumstance extends Partial<Omit<Standing, 'canary' | 'outlook' | 'canaryPods' | 'targetPods'>> {
  readonly canaryPods?: Partial<PodReport>;
  readonly targetPods?: Partial<PodReport>;
  /** The target itself. */
  readonly deployment?: DeploymentBuilder;
  /** Nothing but the Canary may be read. */
  readonly unreadable?: boolean;
}

const noPods: PodReport = { pods: [], warnings: [] };

/** Where a Canary stands in this situation, seen a minute after noon. */
export function aStanding(situation: Situation = {}, { canaryPods = {}, targetPods = {}, deployment = aDeployment().image('podinfo:2'), unreadable = false, ...more }: Circumstance = {}): Standing {
  const target = situation.target === 'absent' ? situation.target : { object: deployment.build(), ...situation.target };
  const observation = anObservation({ at: 60, ...situation, target });
  const { canary, now } = observation;
  return {
    now, canary,
    outlook: unreadable ? undefined : { observation, decision: decide(observation) },
    misfit: undefined,
    problems: [],
    driver: { state: 'alive', identity: canary.status?.driver?.identity ?? 'runner-5d4f' },
    runner: 'alive',
    ...more,
    canaryPods: { ...noPods, ...canaryPods },
    targetPods: { ...noPods, ...targetPods },
  };
}

/** Nobody drives, and nobody will. */
export const leftAlone: Circumstance = { driver: { state: 'gone', lastHeardAt: new Date(afterNoon(20)) }, runner: 'absent' };
