import { isDeepStrictEqual } from 'node:util';
import type { EventNote } from '../loop/event-recorder.ts';
import type { Pod } from '../objects/pod.ts';
import type { Deployment, DeploymentStatus, ReplicaSet } from '../objects/workloads.ts';
import { revision } from './annotations.ts';
import { beyondHistory } from './history.ts';
import { withNewSet, withRevisions } from './new-set.ts';
import { isComplete, millisecondsUntilDeadline, withNewSetNoted, withPause, withProgress } from './progress.ts';
import { recreateStep } from './recreate.ts';
import { scalingNote } from './resize.ts';
import { rollingStep } from './rolling-update.ts';
import { isScaling, scaled } from './scale.ts';
import { allOf, sortOut } from './sets.ts';
import type { Sets } from './sets.ts';
import { settingsOf } from './settings.ts';
import type { Settings } from './settings.ts';
import { countedStatus } from './status.ts';

export interface Observed {
  readonly deployment: Deployment;
  /** Its own. */
  readonly replicaSets: readonly ReplicaSet[];
  /** Those of its ReplicaSets. */
  readonly pods: readonly Pod[];
}

/** One step of what makes a Deployment true, in the order in which it is carried out. */
export interface Decision {
  readonly create: ReplicaSet | undefined;
  readonly update: readonly ReplicaSet[];
  readonly remove: readonly ReplicaSet[];
  readonly notes: readonly EventNote[];
  /** With its new status and revision; undefined where both stay. */
  readonly deployment: Deployment | undefined;
  /** When to decide again though nothing happens. */
  readonly wakeAfterMs: number | undefined;
}

/** How a step was chosen; only a rollout has a progress. */
interface Step {
  readonly sets: Sets;
  readonly isRollout: boolean;
  readonly cleansUp: boolean;
}

/** What to do next about a Deployment: never more than what is safe before the next look at it. */
export function decide({ deployment, replicaSets, pods }: Observed, now: Date): Decision {
  const settings = settingsOf(deployment);
  const { sets, isRollout, cleansUp } = chooseStep(deployment, sortOut(deployment, replicaSets), pods, settings);
  const known = new Map(replicaSets.map((set) => [set.metadata.name, set]));
  const changed = allOf(sets).filter((set) => known.get(set.metadata.name) !== set);
  const create = changed.find(({ metadata }) => metadata.uid === undefined);
  const status = nextStatus(deployment, sets, { settings, isRollout, isCreated: create !== undefined }, now);
  return {
    create,
    update: changed.filter((set) => set !== create),
    remove: cleansUp ? beyondHistory(sets.oldSets, settings) : [],
    notes: changed.map((set) => scalingNote(known.get(set.metadata.name), set)).filter((note) => note !== undefined),
    deployment: nextDeployment(deployment, sets, status),
    wakeAfterMs: isRollout ? millisecondsUntilDeadline(deployment, status, settings, now) : undefined,
  };
}

function chooseStep(deployment: Deployment, sets: Sets, pods: readonly Pod[], settings: Settings): Step {
  if (deployment.metadata.deletionTimestamp !== undefined) {
    return { sets, isRollout: false, cleansUp: false };
  }
  const current = withRevisions(deployment, sets);
  if (deployment.spec.paused === true) {
    return { sets: scaled(deployment, current, settings), isRollout: false, cleansUp: true };
  }
  if (isScaling(current, settings)) {
    return { sets: scaled(deployment, current, settings), isRollout: false, cleansUp: false };
  }
  const next = settings.isRolling ? rollingStep(withNewSet(deployment, current, settings), settings) : recreateStep(deployment, current, pods, settings);
  return { sets: next, isRollout: true, cleansUp: isComplete(deployment, deployment.status ?? {}, settings) };
}

function nextStatus(deployment: Deployment, sets: Sets, { settings, isRollout, isCreated }: { settings: Settings; isRollout: boolean; isCreated: boolean }, now: Date): DeploymentStatus {
  const before = deployment.status?.conditions ?? [];
  if (deployment.metadata.deletionTimestamp !== undefined) {
    return countedStatus(deployment, sets, settings, before, now);
  }
  const paused = withPause(deployment, before, settings, now);
  // What a resumed Deployment does first is not noted: that it was resumed counts until it comes further.
  const noted = sets.newSet === undefined || paused !== before ? paused : withNewSetNoted(paused, sets.newSet.metadata.name, { isCreated }, settings, now);
  const status = countedStatus(deployment, sets, settings, noted, now);
  return isRollout ? withProgress(deployment, status, sets, settings, now) : status;
}

/** A Deployment's revision is that of its new ReplicaSet. */
function nextDeployment(deployment: Deployment, { newSet }: Sets, status: DeploymentStatus): Deployment | undefined {
  const { annotations = {} } = deployment.metadata;
  const number = newSet?.metadata.annotations?.[revision] ?? annotations[revision];
  if (number === annotations[revision] && isDeepStrictEqual(status, deployment.status)) {
    return undefined;
  }
  return { ...deployment, metadata: { ...deployment.metadata, annotations: number === undefined ? annotations : { ...annotations, [revision]: number } }, status };
}
