/** What is read when a person looks at one canary: its pods, plan, diff, past rollouts, and which commands there are. Reads only. */
import type { Canary } from '../../shared/api/canary.ts';
import { namespaceOf } from '../../shared/api/namespace-of.ts';
import { describeFailure } from '../../shared/errors.ts';
import { isAllowed } from '../../shared/kube/access-review.ts';
import type { Kube } from '../../shared/kube/kube.ts';
import { formatDuration } from '../../shared/time/duration.ts';
import { diffLines } from '../diff/diff-lines.ts';
import { readTemplates } from '../diff/templates.ts';
import { readHeldTemplate } from '../give-command.ts';
import { imageChange } from '../history/image-change.ts';
import { pastRollouts } from '../history/past-rollouts.ts';
import { readImages } from '../history/read-images.ts';
import { readIsDriven } from '../is-driven.ts';
import { readSubject } from '../read-subject.ts';
import { offersFor } from './offers.ts';
import type { Rights } from './offers.ts';
import type { ShownDetails } from './page/shown.ts';
import { asJson } from './views.ts';

/** @throws Unreachable, or ApiError where something is refused that a viewer of canaries may read. */
export async function readDetails(kube: Kube, canary: Canary, now: Date): Promise<ShownDetails> {
  const [{ view }, { diff, diffProblem }, images, heldTemplate, rights, isDriven] = await Promise.all([
    readSubject(kube, canary),
    readDiff(kube, canary),
    readImages(kube, canary),
    readHeldTemplate(kube, canary).catch(() => undefined),
    readRights(kube, canary),
    readIsDriven(kube, canary, now),
  ]);
  const rollouts = pastRollouts(canary, { images, now }).reverse();
  return {
    view: asJson({ ...view, isDriven }), diff, diffProblem,
    rollouts: rollouts.map((rollout) => ({ ...asJson(rollout), change: imageChange(rollout.from, rollout.to), duration: formatDuration(rollout.seconds) })),
    offers: offersFor({ canary, heldTemplate, rights }),
  };
}

async function readDiff(kube: Kube, canary: Canary): Promise<Pick<ShownDetails, 'diff' | 'diffProblem'>> {
  try {
    const templates = await readTemplates(kube, canary);
    return { diff: templates === undefined ? [] : diffLines(templates, { paint: (text) => text }), diffProblem: undefined };
  } catch (error) {
    return { diff: [], diffProblem: describeFailure(error) };
  }
}

/** Asks the API server's own authorizer, so that a page offers nothing that is going to be refused. Where it does not say, the command is going to be answered. */
async function readRights(kube: Kube, canary: Canary): Promise<Rights> {
  const ask = (verb: string) => isAllowed(kube, { verb, group: 'kubectl-canary.dev', resource: 'canaries', namespace: namespaceOf(canary), name: canary.metadata.name }).catch(() => true);
  const [patch, promote] = await Promise.all([ask('patch'), ask('promote')]);
  return { patch, promote };
}
