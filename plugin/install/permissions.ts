import { isAllowed } from '../../shared/kube/access-review.ts';
import type { AccessAttributes } from '../../shared/kube/access-review.ts';
import type { Kube, KubeObject } from '../../shared/kube/kube.ts';
import type { Resource } from '../../shared/kube/resources.ts';
import { pluralOf, resourceOf } from './object-title.ts';

const verbs = ['get', 'list', 'watch', 'create', 'patch'] as const;

interface Place {
  readonly resource: Resource;
  readonly namespace: string | undefined;
}

/** What a person lacks to apply some objects of one kind. */
export interface MissingPermission {
  readonly resource: Resource;
  readonly problem: string;
}

/** Asks the API server for all that is needed to apply these objects and to wait for them (SelfSubjectAccessReview). */
export async function missingPermissions(kube: Kube, objects: readonly KubeObject[]): Promise<MissingPermission[]> {
  if (await isAllowed(kube, { verb: '*', group: '*', resource: '*' })) {
    return [];
  }
  const missing: MissingPermission[] = [];
  for (const place of placesOf(objects)) {
    const answers = await Promise.all(verbs.map((verb) => isAllowed(kube, { verb, ...attributesOf(place) })));
    const denied = verbs.filter((_, index) => answers[index] === false);
    if (denied.length > 0) {
      missing.push({ resource: place.resource, problem: `you may not ${denied.join(', ')} ${titleOfPlace(place)}` });
    }
  }
  return missing;
}

function placesOf(objects: readonly KubeObject[]): Place[] {
  const places = objects.map((object): Place => ({ resource: resourceOf(object), namespace: object.metadata.namespace }));
  return [...new Map(places.map((place) => [titleOfPlace(place), place])).values()];
}

function titleOfPlace({ resource, namespace }: Place): string {
  return pluralOf(resource) + (namespace === undefined ? '' : ` in namespace ${namespace}`);
}

function attributesOf({ resource: { apiVersion, plural }, namespace }: Place): Omit<AccessAttributes, 'verb'> {
  const group = apiVersion.includes('/') ? apiVersion.split('/')[0]! : '';
  return { group, resource: plural, ...(namespace === undefined ? {} : { namespace }) };
}
