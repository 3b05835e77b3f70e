import type { Store } from '../storage/store.ts';
import { builtinDefinitions } from './builtin/builtin-definitions.ts';
import { definitionsOf } from './custom-definition.ts';
import type { CustomResourceDefinition } from './custom-definition.ts';
import { apiVersionOf } from './definition.ts';
import type { Definition, Definitions } from './definition.ts';

const crds = { group: 'apiextensions.k8s.io', plural: 'customresourcedefinitions' };

/** What is known at any moment: the built-in kinds, and those whose CustomResourceDefinitions are in the store and established. */
export function createDefinitions(store: Store): Definitions {
  const known = new WeakMap<CustomResourceDefinition, Definition[]>();
  let current = index([]);
  let isStale = true;
  store.listen(({ resource }) => {
    isStale ||= resource === `${crds.group}/${crds.plural}`;
  });

  function customOf(crd: CustomResourceDefinition): Definition[] {
    const definitions = known.get(crd) ?? definitionsOf(crd);
    known.set(crd, definitions);
    return definitions;
  }

  function now(): Index {
    if (isStale) {
      current = index([...builtinDefinitions, ...(store.list(crds) as CustomResourceDefinition[]).flatMap(customOf)]);
      isStale = false;
    }
    return current;
  }

  return {
    all: () => now().all,
    find: (group, version, plural) => now().byPath.get(`${group}/${version}/${plural}`),
    ofKind: (apiVersion, kind) => now().byKind.get(`${apiVersion} ${kind}`),
  };
}

interface Index {
  readonly all: readonly Definition[];
  readonly byPath: ReadonlyMap<string, Definition>;
  readonly byKind: ReadonlyMap<string, Definition>;
}

function index(all: readonly Definition[]): Index {
  return {
    all,
    byPath: new Map(all.map((definition) => [`${definition.group}/${definition.version}/${definition.plural}`, definition])),
    byKind: new Map(all.map((definition) => [`${apiVersionOf(definition)} ${definition.kind}`, definition])),
  };
}
