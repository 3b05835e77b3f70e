import { heldBy } from '../../../shared/api/annotations.ts';
import { namespaceOf } from '../../../shared/api/namespace-of.ts';
import { known } from '../../../shared/validation/canary-facts.ts';
import { workloadFor } from '../../../shared/workloads/workload-for.ts';
import { targetOf } from '../../explain/standing.ts';
import { pluralOf } from '../../install/object-title.ts';
import type { CanaryCheck } from '../check.ts';
import { ok, warning } from '../finding.ts';
import { problemSights } from '../problem-sights.ts';

/** Is there something to hold, and something to protect? */
export const target: CanaryCheck = {
  code: 'KC501',
  title: 'the target is there, can be held, and serves',
  about: 'canary',
  async look(context) {
    const { canary, facts } = context;
    const sights = await problemSights(context, 'target');
    const fact = (await facts()).target;
    const kind = workloadFor(canary.spec.targetRef.kind);
    const workload = known(fact);
    if (kind !== undefined && fact === 'unknown') {
      return [...sights, warning(`could not be checked: you may not get ${pluralOf(kind.resource)} in namespace ${namespaceOf(canary)}`, 'ask for that permission, or let somebody run this who has it')];
    }
    if (kind === undefined || workload === undefined) {
      return sights;
    }
    const [available, replicas] = [kind.availableReplicas(workload), kind.replicas(workload)];
    const seen = `${targetOf(canary)} has ${available} of ${replicas} pods available`;
    if (available === 0) {
      return [...sights, warning(`${seen}: while nothing serves, a change passes without analysis`, `kubectl -n ${namespaceOf(canary)} describe ${targetOf(canary)}`, { available, replicas })];
    }
    const held = workload.metadata.annotations?.[heldBy];
    return [...sights, ok(`${seen}${held === undefined ? '' : `; a change of it is held by canary ${held}`}`, { available, replicas })];
  },
};
