import { Failure } from '../../shared/errors.ts';
import { referenceOf } from '../../shared/kube/kube.ts';
import type { Kube, KubeObject } from '../../shared/kube/kube.ts';
import { awaitObject } from './await-object.ts';
import { changeBetween } from './change.ts';
import type { Change } from './change.ts';
import { resourceOf, titleOf } from './object-title.ts';
import { readiness } from './readiness.ts';
import { objectsOf, stageNames } from './stages.ts';
import type { StageName } from './stages.ts';
import { whyNotReady } from './why-not-ready.ts';

export interface Application {
  readonly kube: Kube;
  readonly objects: readonly KubeObject[];
  /** Ends the waiting: a person, or the time allowed for it. */
  readonly signal: AbortSignal;
  /** Is told each object, and what was done to it. */
  report(object: KubeObject, change: Change): void;
  /** Is told what is being waited for. */
  tell(line: string): void;
}

/**
 * Applies the objects stage by stage. What is there already is changed in place, so it can be repeated.
 * @throws Failure where an object does not become ready in time.
 */
export async function applyObjects(application: Application): Promise<void> {
  const { kube, objects, report } = application;
  for (const stage of stageNames) {
    const inStage = objectsOf(stage, objects);
    for (const object of inStage) {
      report(object, await applyObject(kube, object));
    }
    await awaitStage(application, stage, inStage);
  }
}

async function applyObject(kube: Kube, object: KubeObject): Promise<Change> {
  const resource = resourceOf(object);
  const before = await kube.get(referenceOf(resource, object));
  return changeBetween(before, await kube.apply(resource, object));
}

async function awaitStage(application: Application, stage: StageName, objects: readonly KubeObject[]): Promise<void> {
  const { kinds = [], isReady = () => true, wanted } = readiness[stage] ?? {};
  for (const object of objects.filter(({ kind }) => kinds.includes(kind))) {
    await awaitReady(application, object, isReady, `${titleOf(object)} ${wanted}`);
  }
}

async function awaitReady({ kube, signal, tell }: Application, object: KubeObject, isReady: (object: KubeObject) => boolean, complaint: string): Promise<void> {
  let told = false;
  const look = (found: KubeObject | undefined): boolean => {
    const ready = found !== undefined && isReady(found);
    if (!ready && !told) {
      tell(`waiting for ${titleOf(object)}`);
      told = true;
    }
    return ready;
  };
  if (!(await awaitObject(kube, referenceOf(resourceOf(object), object), look, signal))) {
    const why = await whyNotReady(kube, object);
    throw new Failure('timedOut', `${complaint} yet${why === undefined ? '' : `: ${why}`}`, { next: 'what is applied so far does no harm; run "kubectl canary install" again, with a longer --wait-timeout if it is only slow' });
  }
}
