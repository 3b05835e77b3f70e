import { namespaceOf } from '../../shared/api/namespace-of.ts';
import { canaryWorkloadName } from '../../shared/workloads/canary-workload.ts';
import { isUnderWay } from '../../shared/engine/phases.ts';
import { formatProblem } from '../../shared/validation/problem.ts';
import { canaryCommand, kubectlCommand } from '../command-line.ts';
import { driverSentence, isLeftAlone, watchStep } from './driver-sentences.ts';
import { explanation } from './explanation.ts';
import type { Explanation } from './explanation.ts';
import { holdSentence } from './target-sentences.ts';
import { targetOf } from './standing.ts';
import type { Standing } from './standing.ts';

/** What keeps a Canary from being acted on at all. */
export function explainObstacle(standing: Standing): Explanation | undefined {
  return explainMisfit(standing) ?? explainMissingTarget(standing) ?? explainForeignWorkload(standing) ?? explainSuspension(standing) ?? explainNeverSeen(standing);
}

function explainMisfit({ canary, misfit }: Standing): Explanation | undefined {
  return misfit === undefined ? undefined : explanation([
    `it cannot be acted on: ${misfit.message}`,
    misfit.next,
    shareSentence({ canary }),
  ], [editStep({ canary })]);
}

function explainMissingTarget({ canary, outlook }: Standing): Explanation | undefined {
  return outlook === undefined || outlook.observation.target !== undefined ? undefined : explanation([
    `${targetOf(canary)} does not exist in namespace ${namespaceOf(canary)}: create it, or correct spec.targetRef`,
    shareSentence({ canary }),
  ], [
    { to: 'see which there are', command: kubectlCommand(`get ${canary.spec.targetRef.kind.toLowerCase()}s`, canary) },
    editStep({ canary }),
    { to: 'take the Canary away', command: canaryCommand('delete', canary) },
  ]);
}

/** An object called as ours must be called is somebody else's. */
function explainForeignWorkload({ canary, outlook }: Standing): Explanation | undefined {
  if (outlook?.observation.canaryWorkload?.ours !== false) {
    return undefined;
  }
  const { kind, name } = canary.spec.targetRef;
  return explanation([`${kind.toLowerCase()}/${canaryWorkloadName(name)} exists and is not of canary ${canary.metadata.name}: rename or delete it`, shareSentence({ canary })], [
    { to: 'see whose it is', command: kubectlCommand(`describe ${kind.toLowerCase()} ${canaryWorkloadName(name)}`, canary) },
  ]);
}

function explainSuspension(standing: Standing): Explanation | undefined {
  const { canary } = standing;
  return canary.spec.suspend !== true ? undefined : explanation([
    `it is suspended (spec.suspend): nothing is done, and changes of ${targetOf(canary)} are held all the same`,
    shareSentence({ canary }),
    holdSentence(standing),
  ], [{ to: 'go on', command: kubectlCommand(`patch canary ${canary.metadata.name} --type=merge -p '{"spec":{"suspend":false}}'`, canary) }]);
}

/** No driver has set it up so far. */
function explainNeverSeen(standing: Standing): Explanation | undefined {
  const { canary, problems, outlook } = standing;
  const { phase = '' } = canary.status ?? {};
  if (phase !== '' && phase !== 'Initializing') {
    return undefined;
  }
  return explanation([
    `it is not set up yet: its Services and routing are still to be made`,
    ...problems.map((problem) => formatProblem(problem)),
    driverSentence(standing),
    outlook?.decision?.step === 'initialize' && isLeftAlone(standing) ? 'the first driver or runner that looks at it sets it up' : undefined,
    holdSentence(standing),
  ], [isLeftAlone(standing) ? { ...watchStep(standing), to: 'set it up from here' } : watchStep(standing)]);
}

/** Who cannot act leaves the traffic where it is. */
function shareSentence({ canary: { status = {} } }: Pick<Standing, 'canary'>): string | undefined {
  const { phase, canaryWeight = 0 } = status;
  return isUnderWay(phase) && canaryWeight > 0 ? `meanwhile ${canaryWeight} % of the traffic stays on the canary` : undefined;
}

function editStep({ canary }: Pick<Standing, 'canary'>) {
  return { to: 'correct it', command: kubectlCommand(`edit canary ${canary.metadata.name}`, canary) };
}
