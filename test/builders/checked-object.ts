/** What the simulator's schemas make of an object on its way into the store, as one call. */
import { readFileSync } from 'node:fs';
import { parse, parseAllDocuments } from 'yaml';
import type { ApiObject } from '../../shared/simulator/api-object.ts';
import { applyDefaults } from '../../shared/simulator/schema/apply-defaults.ts';
import { checkFields } from '../../shared/simulator/schema/check-fields.ts';
import { crdStatus } from '../../shared/simulator/schema/crd-status.ts';
import type { Definition, Definitions } from '../../shared/simulator/schema/definition.ts';
import { createDefinitions } from '../../shared/simulator/schema/definitions.ts';
import { validate } from '../../shared/simulator/schema/validate.ts';
import { Store } from '../../shared/simulator/storage/store.ts';

/** Paths as `spec.ports.0.port`. */
export interface Bend {
  set?: Record<string, unknown>;
  unset?: string[];
}

/** Any YAML or JSON file below the root of the repository. */
export function readYaml(file: string): unknown {
  return parse(readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8'));
}

/** All documents of a YAML file below the root of the repository. */
export function readObjects(file: string): ApiObject[] {
  return parseAllDocuments(readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8')).map((document) => document.toJS() as ApiObject);
}

/** The built-in kinds, and those of these CustomResourceDefinitions. */
export function definitionsWith(...crds: ApiObject[]): Definitions {
  const store = new Store();
  const definitions = createDefinitions(store);
  crds.forEach((crd) => store.put(definitionOf(definitions, crd), stored(definitions, crd)));
  return definitions;
}

/** The definition of an object's kind. */
export function definitionOf(definitions: Definitions, { apiVersion, kind }: ApiObject): Definition {
  return definitions.ofKind(apiVersion, kind)!;
}

/** The object as it would be validated, and stored after that; some of it is what a cluster gives. */
export function stored(definitions: Definitions, object: ApiObject, before?: ApiObject): ApiObject {
  const definition = definitionOf(definitions, object);
  const { object: known } = checkFields(definition, object);
  const { status: _status, ...unborn } = known;
  const made = applyDefaults(definition, before === undefined && definition.hasStatus ? unborn as ApiObject : known);
  switch (made.kind) {
    case 'CustomResourceDefinition':
      return { ...made, status: crdStatus(made, { definitions, now: new Date(0) }) };
    case 'Service':
      return withAddress(made, before);
    default:
      return made;
  }
}

function withAddress(service: ApiObject, before: ApiObject | undefined): ApiObject {
  const { spec } = service as ApiObject & { spec: { type?: string; clusterIP?: string } };
  const clusterIP = spec.clusterIP ?? (before as typeof service & { spec?: { clusterIP?: string } } | undefined)?.spec?.clusterIP ?? '10.96.0.10';
  return spec.type === 'ExternalName' ? service : { ...service, spec: { ...spec, clusterIP, clusterIPs: [clusterIP] } };
}

/** What is said against the object, as `spec.replicas: Invalid value: -1: ...`. */
export function complaints(definitions: Definitions, object: ApiObject, before?: ApiObject): string[] {
  return validate(definitionOf(definitions, object), stored(definitions, object, before), before).map(({ field, message }) => `${field}: ${message}`);
}

/** A copy with some fields set and others taken out. */
export function bent<T extends object>(object: T, { set = {}, unset = [] }: Bend): T {
  const copy = structuredClone(object);
  for (const [path, value] of [...Object.entries(set), ...unset.map((path) => [path, undefined] as const)]) {
    const names = path.split('.');
    const last = names.pop()!;
    let place = copy as Record<string, unknown>;
    for (const name of names) {
      place = (place[name] ??= {}) as Record<string, unknown>;
    }
    if (value === undefined) {
      delete place[last];
    } else {
      place[last] = value;
    }
  }
  return copy;
}
