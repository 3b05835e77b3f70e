import type { DriveResult } from '../shared/engine/drive.ts';
import type { Outcome } from '../shared/errors.ts';

const outcomes: Record<DriveResult['outcome'], Outcome | undefined> = {
  promoted: 'promoted',
  rolledBack: 'rolledBack',
  aborted: 'aborted',
  deleted: 'aborted',
  nothingToDo: undefined,
  stopped: 'interrupted',
};

/** The exit code's name for how a rollout ended; undefined where nothing was to be done. */
export function outcomeOf({ outcome }: DriveResult): Outcome | undefined {
  return outcomes[outcome];
}

/** Title, what happened, and the next useful command. */
export function endingLines({ outcome, because }: DriveResult, { name, namespace }: { name: string; namespace: string }): string[] {
  const title = `${name}.${namespace}`;
  const command = (verb: string) => `kubectl canary ${verb} ${name} -n ${namespace}`;
  switch (outcome) {
    case 'promoted':
      return [because];
    case 'rolledBack':
    case 'aborted':
      return because.startsWith('rolled back')
        ? [`${title} ${because}`, `The change is still held. Apply another, or restore the stable template: ${command('abort')} --revert`]
        : [`${title} ${outcome === 'aborted' ? 'aborted' : 'rolled back'}: ${because}`, `See where it stands: ${command('status')}`];
    case 'nothingToDo':
      return [`${title}: nothing to do: ${because}`];
    case 'deleted':
      return [`${title} is deleted: ${because}`];
    case 'stopped':
      return [`${title}: stopped watching`, `Go on with: ${command('watch')}`];
  }
}
