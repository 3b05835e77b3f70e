import { isDeepStrictEqual } from 'node:util';
import type { ApiObject } from '../../api-object.ts';

/**
 * The object as it is about to be stored, with the times of managedFields as they were if they are all that has changed. So whoever applies
 * again what admission turns into what is there already makes no new version. To be called after admission, before it is compared and stored.
 */
export function keepTimes(before: ApiObject, after: ApiObject): ApiObject {
  const { managedFields } = before.metadata;
  if (managedFields === undefined || !isDeepStrictEqual(timeless(before), timeless(after))) {
    return after;
  }
  return { ...after, metadata: { ...after.metadata, managedFields } };
}

function timeless({ metadata: { resourceVersion: _resourceVersion, managedFields = [], ...metadata }, ...object }: ApiObject): object {
  return { ...object, metadata, managedFields: managedFields.map(({ time: _time, ...entry }) => entry) };
}
