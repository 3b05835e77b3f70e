/** Which commands a page offers for a canary, what each does, and why one can not be given now. Pure. */
import { commandRefusal } from '../command-refusal.ts';
import type { Standing } from '../command-refusal.ts';
import type { GivenOrder } from './orders.ts';
import { orders } from './orders.ts';
import type { Offer } from './page/shown.ts';

/** What the API server lets this user do with this canary. */
export interface Rights {
  readonly patch: boolean;
  readonly promote: boolean;
}

export interface Offering extends Omit<Standing, 'force'> {
  readonly rights: Rights;
}

/** One offer per command; that of a change whose analysis has failed is to promote it all the same. */
export function offersFor({ canary, heldTemplate, rights }: Offering): Offer[] {
  return Object.values(orders).map((order): Offer => {
    const refusal = (force: boolean) => commandRefusal(order.verb, { canary, heldTemplate, force });
    const force = order.verb === 'promote' && refusal(false) !== undefined && refusal(true) === undefined;
    const target = `${canary.spec.targetRef.kind.toLowerCase()}/${canary.spec.targetRef.name}`;
    return {
      verb: order.verb, force,
      label: force ? 'Promote all the same' : order.label,
      consequence: force ? `The analysis of this change has failed: ${canary.status?.failure ?? 'see the timeline'}. ${order.consequence(target)}` : order.consequence(target),
      refusal: missingRight(order, rights) ?? refusal(force)?.message,
    };
  });
}

function missingRight({ verb }: GivenOrder, { patch, promote }: Rights): string | undefined {
  if (!patch) {
    return 'you may not patch canaries in this namespace: ask for the ClusterRole kubectl-canary-operator';
  }
  return verb === 'promote' && !promote ? 'you may not promote this canary: ask for the ClusterRole kubectl-canary-operator' : undefined;
}
