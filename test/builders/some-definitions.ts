/** Definitions of resources, as far as a test cares. */
import type { Definition, Definitions } from '../../shared/simulator/schema/definition.ts';
import { apiVersionOf } from '../../shared/simulator/schema/definition.ts';

/** A built-in, namespaced resource unless told otherwise. */
export function aDefinition(apiVersion: string, kind: string, more: Partial<Definition> = {}): Definition {
  const [version = '', group = ''] = apiVersion.split('/').reverse();
  const singular = kind.toLowerCase();
  return {
    group, version, kind, singular, plural: `${singular}s`, listKind: `${kind}List`, shortNames: [], categories: [], namespaced: true, isCustom: false,
    hasStatus: false, hasGeneration: false, schema: { type: 'object' }, columns: [], selectableFields: [], ...more,
  };
}

/** These, and no others. */
export function definitionsOf(all: readonly Definition[]): Definitions {
  return {
    all: () => all,
    find: (group, version, plural) => all.find((each) => each.group === group && each.version === version && each.plural === plural),
    ofKind: (apiVersion, kind) => all.find((each) => apiVersionOf(each) === apiVersion && each.kind === kind),
  };
}
