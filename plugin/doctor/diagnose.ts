import type { Canary } from '../../shared/api/canary.ts';
import { isStatus } from '../../shared/kube/kube.ts';
import type { Kube } from '../../shared/kube/kube.ts';
import { canaries } from '../../shared/kube/resources.ts';
import type { Clock } from '../../shared/time/clock.ts';
import { chooseCanary } from '../choose-canary.ts';
import { titleOf } from '../explain/standing.ts';
import { readManifests } from '../install/manifests.ts';
import { canaryContext } from './contexts.ts';
import { examineCanary, examineCluster } from './examine.ts';
import type { Finding } from './finding.ts';
import type { Report } from './finding-lines.ts';
import { troubleSight } from './trouble.ts';

/** Canaries that are looked at side by side; each takes some ten requests. */
const atOnce = 10;

export interface Question {
  /** Of the Canary to look at in full; undefined: all of them, briefly. */
  readonly name: string | undefined;
  readonly allNamespaces: boolean;
}

/**
 * Looks at all that a rollout needs; changes nothing.
 * @throws Failure where there is no Canary of that name; Unreachable.
 */
export async function diagnose(kube: Kube, { name, allNamespaces }: Question, clock: Clock): Promise<Report> {
  const isBrief = name === undefined;
  const { found, trouble } = await chosen(kube, { name, allNamespaces });
  const now = clock.now();
  const shipped = await readManifests();
  const [ofCluster, ofCanaries] = await Promise.all([examineCluster({ kube, now, canaries: found, shipped }, clock), examineAll(kube, found, { isBrief, now, clock })]);
  return { findings: [...trouble, ...ofCluster, ...ofCanaries], subjects: ['cluster', ...found.map(titleOf)], isBrief };
}

/** Where the kind is not served there are none: the checks of the cluster say so. Which there are may not be for this user to know. */
async function chosen(kube: Kube, { name, allNamespaces }: Question): Promise<{ found: readonly Canary[]; trouble: Finding[] }> {
  try {
    if (name !== undefined) {
      return { found: [await chooseCanary(kube, name)], trouble: [] };
    }
    const { items } = await kube.list<Canary>({ resource: canaries, ...(allNamespaces ? {} : { namespace: kube.namespace }) });
    return { found: items.toSorted((a, b) => titleOf(a).localeCompare(titleOf(b))), trouble: [] };
  } catch (thrown) {
    if (isStatus(thrown, 404)) {
      return { found: [], trouble: [] };
    }
    if (name === undefined && isStatus(thrown, 403)) {
      return { found: [], trouble: [{ code: 'KC201', about: 'cluster', ...troubleSight(thrown) }] };
    }
    throw thrown;
  }
}

async function examineAll(kube: Kube, found: readonly Canary[], { isBrief, now, clock }: { isBrief: boolean; now: Date; clock: Clock }): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (let at = 0; at < found.length; at += atOnce) {
    const some = found.slice(at, at + atOnce);
    findings.push(...(await Promise.all(some.map((canary) => examineCanary(canaryContext(kube, canary, now), { isBrief, clock })))).flat());
  }
  return findings;
}
