/** Whether a command makes sense where a canary stands now. Pure, so that a person is told before anything is written. */
import type { Canary } from '../shared/api/canary.ts';
import type { CommandVerb } from '../shared/engine/decide-command.ts';
import { isUnderWay } from '../shared/engine/phases.ts';
import { Failure } from '../shared/errors.ts';

export interface Standing {
  readonly canary: Canary;
  /** Hash of the template that waits in the target; undefined where none does. */
  readonly heldTemplate: string | undefined;
  readonly force: boolean;
}

/** Why this command is refused, and what to do instead; undefined where it can be given. */
export function commandRefusal(verb: CommandVerb, standing: Standing): Failure | undefined {
  return { promote: promoteRefusal, abort: abortRefusal, revert: revertRefusal, pause: pauseRefusal, resume: resumeRefusal }[verb](standing);
}

function promoteRefusal({ canary, heldTemplate, force }: Standing): Failure | undefined {
  const { phase, lastAppliedSpec, failure } = canary.status ?? {};
  if (heldTemplate === undefined) {
    return phase === 'Promoting' || phase === 'Finalising'
      ? refused(`${titleOf(canary)} is being promoted already`, `see it happen: ${commandFor(canary, 'watch')}`)
      : refused(`${titleOf(canary)} holds nothing to promote`, `change ${targetOf(canary)} first, e.g. with kubectl set image`);
  }
  if (phase === 'Failed' && lastAppliedSpec === heldTemplate && !force) {
    return refused(`the held change of ${titleOf(canary)} has failed: ${failure ?? 'see its history'}`, `promote it all the same with --force, or restore the stable template: ${commandFor(canary, 'abort')} --revert`);
  }
  return undefined;
}

function abortRefusal({ canary, heldTemplate }: Standing): Failure | undefined {
  const { phase, lastAppliedSpec, because = '' } = canary.status ?? {};
  if (phase === 'Failed' && heldTemplate !== undefined && lastAppliedSpec === heldTemplate) {
    return refused(`all traffic of ${titleOf(canary)} is on the stable pods already: ${because}`, `restore the stable template with --revert`);
  }
  return nothingToAbort(canary, heldTemplate);
}

/** A promotion that failed holds nothing any more, but a person may be done with it. */
function revertRefusal({ canary, heldTemplate }: Standing): Failure | undefined {
  return canary.status?.phase === 'Failed' ? undefined : nothingToAbort(canary, heldTemplate);
}

function nothingToAbort(canary: Canary, heldTemplate: string | undefined): Failure | undefined {
  return heldTemplate === undefined && !isUnderWay(canary.status?.phase)
    ? refused(`${titleOf(canary)} has nothing to abort: ${targetOf(canary)} serves its stable template`, `see where it stands: ${commandFor(canary, 'status')}`)
    : undefined;
}

function pauseRefusal({ canary }: Standing): Failure | undefined {
  const { phase = '', paused } = canary.status ?? {};
  if (paused !== undefined) {
    return refused(`${titleOf(canary)} is paused already, by ${paused.by}`, `go on: ${commandFor(canary, 'resume')}`);
  }
  return phase === 'Progressing' || phase === 'WaitingPromotion'
    ? undefined
    : refused(`${titleOf(canary)} can be paused while it is analysed, not while it is ${phase || 'new'}`, `see where it stands: ${commandFor(canary, 'status')}`);
}

function resumeRefusal({ canary }: Standing): Failure | undefined {
  return canary.status?.paused === undefined ? refused(`${titleOf(canary)} is not paused`, `see where it stands: ${commandFor(canary, 'status')}`) : undefined;
}

function refused(message: string, next: string): Failure {
  return new Failure('refused', message, { next });
}

function titleOf({ metadata }: Canary): string {
  return `canary ${metadata.name}`;
}

function targetOf({ spec }: Canary): string {
  return `${spec.targetRef.kind.toLowerCase()}/${spec.targetRef.name}`;
}

function commandFor({ metadata }: Canary, verb: string): string {
  return `kubectl canary ${verb} ${metadata.name} -n ${metadata.namespace ?? 'default'}`;
}
