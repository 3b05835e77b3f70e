/** What the keys of a person do outside the screen. */
import { sendCommand } from '../../shared/engine/commands.ts';
import type { CommandVerb } from '../../shared/engine/decide-command.ts';
import type { Observation } from '../../shared/engine/observation.ts';
import type { Kube } from '../../shared/kube/kube.ts';
import type { Clock } from '../../shared/time/clock.ts';
import { commandRefusal } from '../command-refusal.ts';

export interface Controls {
  /** Calls back at each key, in lower case; returns how to stop. */
  followKeys(onKey: (key: string) => void): () => void;
  /** Writes the command down for whoever drives. @throws ApiError where this user may not. */
  order(verb: CommandVerb, observation: Observation): Promise<void>;
  quit(): void;
}

/** Why a command makes no sense where the canary stands; undefined where it does. */
export function refusalOf(verb: CommandVerb, { canary, target }: Observation): string | undefined {
  const refusal = commandRefusal(verb, { canary, heldTemplate: target?.held === true ? target.template : undefined, force: false });
  return refusal?.message;
}

/** Commands of this user, about the template that is held when they are given. */
export function ordersOf({ kube, user, clock }: { kube: Kube; user: string; clock: Clock }): Controls['order'] {
  return async (verb, { canary, target }) => {
    const { name, namespace = kube.namespace } = canary.metadata;
    await sendCommand({ kube, namespace, name, verb, user, template: target?.held === true ? target.template : undefined, now: () => clock.now() });
  };
}
