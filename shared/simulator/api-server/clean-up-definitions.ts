import type { ApiObject } from '../api-object.ts';
import type { Cluster } from './cluster.ts';

const crds = { group: 'apiextensions.k8s.io', plural: 'customresourcedefinitions' };

/** With a CustomResourceDefinition go all objects of its kind, even those with finalizers: nothing could serve them any more. */
export function cleanUpDefinitions({ store }: Pick<Cluster, 'store'>): void {
  store.listen(({ resource, before, after }) => {
    if (resource === `${crds.group}/${crds.plural}` && before !== undefined && after === undefined) {
      const { group, names } = (before as ApiObject & { spec: { group: string; names: { plural: string } } }).spec;
      store.list({ group, plural: names.plural }).forEach((object) => store.remove({ group, plural: names.plural }, object));
    }
  });
}
