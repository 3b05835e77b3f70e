import { Authorizer } from '../cel/authorizer.ts';
import { requestOf } from './admission-request.ts';
import type { Attributes } from './attributes.ts';
import type { Variables } from './evaluate.ts';
import type { Surroundings } from './surroundings.ts';

/** `object`, `oldObject`, `request` and `authorizer`, as all expressions of admission see them. What is absent is null. */
export function variablesOf(original: Attributes, matched: Attributes, { isAllowed }: Pick<Surroundings, 'isAllowed'>): Variables {
  const { definition: { group, plural }, subresource, namespace, name, user } = original;
  return {
    object: matched.object ?? null,
    oldObject: matched.oldObject ?? null,
    request: requestOf(original, matched),
    authorizer: new Authorizer(user, isAllowed, { group, resource: plural, namespace, name, ...(subresource === undefined ? {} : { subresource }) }),
  };
}
