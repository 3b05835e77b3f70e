/** A cluster as admission sees it: objects put in by hand, a few kinds, nobody in the network. */
import jsonpatch from 'fast-json-patch';
import type { Attributes } from '../../shared/simulator/admission/attributes.ts';
import type { Surroundings } from '../../shared/simulator/admission/surroundings.ts';
import type { ApiObject } from '../../shared/simulator/api-object.ts';
import { apiVersionOf } from '../../shared/simulator/schema/definition.ts';
import type { Definition } from '../../shared/simulator/schema/definition.ts';
import { Store } from '../../shared/simulator/storage/store.ts';
import { ManualClock } from './a-manual-clock.ts';

/** A resource about which nothing but its names matters. */
export function aDefinition(kind: string, { group = '', version = 'v1', plural = `${kind.toLowerCase()}s`, namespaced = true }: Partial<Pick<Definition, 'group' | 'version' | 'plural' | 'namespaced'>> = {}): Definition {
  return {
    group, version, kind, plural, singular: kind.toLowerCase(), listKind: `${kind}List`, shortNames: [], categories: [], namespaced,
    isCustom: false, hasStatus: false, hasGeneration: false, schema: {}, columns: [], selectableFields: [],
  };
}

export const deployments = aDefinition('Deployment', { group: 'apps' });
export const configMaps = aDefinition('ConfigMap');
export const namespaces = aDefinition('Namespace', { namespaced: false });
export const canaries = aDefinition('Canary', { group: 'kubectl-canary.dev', version: 'v1beta1', plural: 'canaries' });
export const clusterRoles = aDefinition('ClusterRole', { group: 'rbac.authorization.k8s.io', namespaced: false });
const services = aDefinition('Service');
const configurations = ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration', 'ValidatingAdmissionPolicyBinding', 'ValidatingAdmissionPolicy'].map((kind) => aDefinition(kind, {
  group: 'admissionregistration.k8s.io', namespaced: false, plural: kind.endsWith('Policy') ? 'validatingadmissionpolicies' : `${kind.toLowerCase()}s`,
}));
const known = [deployments, aDefinition('Deployment', { group: 'apps', version: 'v2' }), configMaps, namespaces, canaries, clusterRoles, services, ...configurations];

export interface AdmissionWorld {
  readonly store: Store;
  readonly surroundings: Surroundings;
  /** Stores objects as they are. */
  put(...objects: object[]): void;
}

/** Has the namespaces `test` and `other`; `changes` replace parts. */
export function anAdmissionWorld(changes: Partial<Surroundings> = {}): AdmissionWorld {
  const store = new Store();
  const surroundings: Surroundings = {
    store,
    definitions: { all: () => known, find: () => undefined, ofKind: (apiVersion, kind) => known.find((each) => apiVersionOf(each) === apiVersion && each.kind === kind) },
    network: { service: () => undefined },
    clock: new ManualClock(),
    isAllowed: () => false,
    patch: { json: (object, patch) => jsonpatch.applyPatch(structuredClone(object), structuredClone(patch) as jsonpatch.Operation[], true).newDocument },
    defaults: (_definition, object) => object,
    ...changes,
  };
  const put = (...objects: object[]) => {
    for (const object of objects as ApiObject[]) {
      store.put(known.find((each) => apiVersionOf(each) === object.apiVersion && each.kind === object.kind)!, object);
    }
  };
  put(aNamespace('test', { team: 'a' }), aNamespace('other'));
  return { store, surroundings, put };
}

/** As the API server labels it. */
export function aNamespace(name: string, labels: Record<string, string> = {}, phase = 'Active'): ApiObject {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: { 'kubernetes.io/metadata.name': name, ...labels } }, status: { phase } };
}

/** A request of `alice`, of which the operation follows from what there is before and after. What is warned of is kept in `warnings`. */
export function aRequest(definition: Definition, { object, oldObject, ...changes }: Partial<Attributes>): Attributes & { readonly warnings: string[] } {
  const warnings: string[] = [];
  const operation = object === undefined ? 'DELETE' : oldObject === undefined ? 'CREATE' : 'UPDATE';
  const { namespace = '', name = '' } = (object ?? oldObject)?.metadata ?? {};
  return {
    operation, definition, subresource: undefined, namespace, name, object, oldObject, dryRun: false, user: { username: 'alice', groups: ['developers'] },
    options: { kind: `${operation[0]}${operation.slice(1).toLowerCase()}Options`, apiVersion: 'meta.k8s.io/v1' }, warn: (text) => warnings.push(text), warnings, ...changes,
  };
}

/** A ConfigMap in `test`. */
export function aConfigMap(changes: { name?: string; namespace?: string; labels?: Record<string, string>; data?: Record<string, string> } = {}): ApiObject {
  const { name = 'settings', namespace = 'test', labels, data = { a: '1' } } = changes;
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace, ...(labels === undefined ? {} : { labels }) }, data };
}
