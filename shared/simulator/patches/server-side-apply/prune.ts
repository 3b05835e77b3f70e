import { difference, intersection, union } from './field-set.ts';
import type { FieldSet } from './field-set.ts';
import { fieldsOfValue } from './fields-of-value.ts';
import { removeFields, withNamedParents } from './remove-fields.ts';
import type { Place } from './structure.ts';

/**
 * The merged object without what its applier owned through the last configuration, but does not with this one, and nobody else does.
 * `owned` is what anybody owns now, the applier included.
 */
export function prune(merged: unknown, { last, owned, place }: { last: FieldSet; owned: FieldSet; place: Place }): unknown {
  const all = withNamedParents(fieldsOfValue(merged, place), place);
  const without = removeFields(merged, withNamedParents(last, place), place);
  const kept = union(withNamedParents(fieldsOfValue(without, place), place), withNamedParents(owned, place));
  const restored = removeFields(merged, difference(all, kept), place);
  // What stood in something that is gone but was never the applier's has come back with it.
  const gone = difference(all, withNamedParents(fieldsOfValue(restored, place), place));
  return removeFields(merged, intersection(gone, withNamedParents(last, place)), place);
}
