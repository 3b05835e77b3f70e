import type { AlertProvider } from '../../shared/api/alert-provider.ts';
import type { Canary } from '../../shared/api/canary.ts';
import { group } from '../../shared/api/group.ts';
import type { MetricTemplate } from '../../shared/api/metric-template.ts';
import { namespaceOf } from '../../shared/api/namespace-of.ts';
import type { KubeObject } from '../../shared/kube/kube.ts';
import { nearestWord } from '../../shared/nearest-word.ts';
import type { ApiObject } from '../../shared/simulator/api-object.ts';
import { ApiStatus } from '../../shared/simulator/api-server/api-status.ts';
import { applyDefaults } from '../../shared/simulator/schema/apply-defaults.ts';
import { checkFields } from '../../shared/simulator/schema/check-fields.ts';
import { apiVersionOf } from '../../shared/simulator/schema/definition.ts';
import type { Definition } from '../../shared/simulator/schema/definition.ts';
import { validate } from '../../shared/simulator/schema/validate.ts';
import { denied, warning } from '../../shared/validation/problem.ts';
import type { Problem } from '../../shared/validation/problem.ts';
import { validateAlertProvider } from '../../shared/validation/validate-alert-provider.ts';
import { validateCanary } from '../../shared/validation/validate-canary.ts';
import { validateMetricTemplate } from '../../shared/validation/validate-metric-template.ts';
import { problemOfCause } from './cause-problem.ts';
import type { SchemaProblem } from './cause-problem.ts';
import { segmentsOf } from './field-path.ts';
import type { FileObject } from './parse-documents.ts';
import { surroundingFacts } from './surrounding-facts.ts';
import { unknownField } from './unknown-field.ts';

/** One thing that is wrong, or may be, and where it stands. */
export interface Finding extends SchemaProblem {
  readonly file: string;
  readonly document: number;
  readonly line: number;
  /** `canary/podinfo`; absent where that could not be read. */
  readonly object?: string;
}

export interface Verdict {
  /** Our objects among those that were given, as `canary/podinfo`. */
  readonly checked: readonly string[];
  /** Objects of other kinds: what they say about the surroundings counts. */
  readonly others: number;
  /** Canaries of Flagger's, which ours can be made of. */
  readonly flaggers: readonly string[];
  readonly findings: readonly Finding[];
}

interface Given extends FileObject {
  readonly object: KubeObject;
}

/** All that is wrong with our objects in these documents, as admission would see it if nothing else were in the cluster. Pure. */
export function validateFiles(documents: readonly FileObject[], definitions: readonly Definition[], { namespace }: { namespace: string | undefined }): Verdict {
  const shapeless = documents.flatMap((document) => shapeFindings(document));
  const given = documents.filter((document) => shapeFindings(document).length === 0).map((document): Given => ({ ...document, object: inNamespace(document.value as KubeObject, namespace) }));
  const ours = given.filter(({ object }) => object.apiVersion.startsWith(`${group}/`));
  const objects = given.map(({ object }) => object);
  return {
    checked: ours.map(({ object }) => titleOf(object)),
    others: given.length - ours.length,
    flaggers: given.filter(({ object }) => object.apiVersion.startsWith('flagger.app/')).map(({ object }) => titleOf(object)),
    findings: inOrder(documents, [...shapeless, ...ours.flatMap((each) => problemsOf(each, { definitions, objects, ours }).map((problem) => findingOf(each, problem)))]),
  };
}

function inOrder(documents: readonly FileObject[], findings: readonly Finding[]): Finding[] {
  const files = documents.map(({ file }) => file);
  return findings.toSorted((a, b) => files.indexOf(a.file) - files.indexOf(b.file) || a.line - b.line);
}

function shapeFindings(document: FileObject): Finding[] {
  const { file, document: number, value, mistake, lineOf } = document;
  const place = { file, document: number, line: lineOf([]) };
  if (mistake !== undefined) {
    return [{ ...place, ...denied({ path: '', value: undefined, expected: mistake }), message: mistake }];
  }
  const { apiVersion, kind, metadata } = (value ?? {}) as Partial<KubeObject>;
  const missing = [['apiVersion', apiVersion], ['kind', kind]].filter(([, text]) => typeof text !== 'string' || text === '').map(([field]) => field);
  if (missing.length > 0 || (metadata !== undefined && (metadata === null || typeof metadata !== 'object'))) {
    const message = missing.length > 0 ? `expected an object of Kubernetes, got one without ${missing.join(' and ')}` : 'expected metadata to be an object';
    return [{ ...place, ...denied({ path: missing[0] ?? 'metadata', value: undefined, expected: message }), message }];
  }
  return [];
}

/** Where `-n` is given it is the namespace of those that name none, as `kubectl apply -n` has it. */
function inNamespace(object: KubeObject, namespace: string | undefined): KubeObject {
  const metadata = object.metadata ?? {};
  return namespace === undefined || metadata.namespace !== undefined ? { ...object, metadata } : { ...object, metadata: { ...metadata, namespace } };
}

interface Context {
  readonly definitions: readonly Definition[];
  readonly objects: readonly KubeObject[];
  readonly ours: readonly Given[];
}

/** What more than one object shows is asked only where the object itself is well, as in the API server. */
function problemsOf({ object }: Given, { definitions, objects, ours }: Context): SchemaProblem[] {
  const definition = definitions.find((each) => apiVersionOf(each) === object.apiVersion && each.kind === object.kind);
  if (definition === undefined) {
    return [unknownKind(object, definitions)];
  }
  const { defaulted, problems } = readAs(definition, object);
  return problems.length > 0 || defaulted === undefined ? problems : [...secondOfItsName(object, ours), ...among(defaulted, objects)];
}

/** The object as the API server would store it, or what it would say against it. */
function readAs(definition: Definition, object: KubeObject): { defaulted?: ApiObject; problems: SchemaProblem[] } {
  try {
    const { object: known, unknown } = checkFields(definition, { ...object, metadata: { ...object.metadata, namespace: namespaceOf(object) } } as ApiObject);
    const defaulted = applyDefaults(definition, known);
    const causes = validate(definition, defaulted).filter(({ field }) => field !== undefined && field !== '<nil>');
    const isNameless = (object.metadata as ApiObject['metadata']).generateName === undefined && object.metadata.name === undefined;
    return {
      defaulted,
      problems: [
        ...(isNameless ? [denied({ path: 'metadata.name', value: undefined, expected: 'a name' })] : []),
        ...unknown.map((says) => unknownField(says, { schema: definition.schema, object })),
        ...causes.filter(({ field }) => !isNameless || field !== 'metadata.name').map((cause) => problemOfCause(cause, object)),
      ],
    };
  } catch (error) {
    if (error instanceof ApiStatus) {
      return { problems: [{ ...denied({ path: 'metadata', value: undefined, expected: error.message }), message: error.message }] };
    }
    throw error;
  }
}

function unknownKind({ apiVersion, kind }: KubeObject, definitions: readonly Definition[]): Problem {
  const versions = [...new Set(definitions.map(apiVersionOf))];
  if (!versions.includes(apiVersion)) {
    return denied({ path: 'apiVersion', value: apiVersion, expected: versions.join(' or ') });
  }
  const kinds = definitions.map((each) => each.kind);
  const near = nearestWord(kind, kinds);
  return denied({ path: 'kind', value: kind, expected: `one of ${kinds.join(', ')}`, suggestion: near === undefined ? undefined : `did you mean ${near}?` });
}

/** Each would take the other's place; in folders of alternatives that is meant. */
function secondOfItsName(object: KubeObject, ours: readonly Given[]): Problem[] {
  const { name } = object.metadata;
  const first = ours.find((each) => each.object.kind === object.kind && each.object.metadata.name === name && (each.object.metadata.namespace ?? '') === (object.metadata.namespace ?? ''));
  return first === undefined || first.object === object ? [] : [warning({ path: 'metadata.name', value: name, expected: 'a name of its own', suggestion: `document ${first.document} of ${first.file} is a ${object.kind} of that name, too` })];
}

function among(object: ApiObject, objects: readonly KubeObject[]): Problem[] {
  switch (object.kind) {
    case 'Canary': {
      const canary = object as unknown as Canary;
      const others = objects.filter(({ kind, metadata }) => kind !== object.kind || metadata.name !== object.metadata.name);
      return validateCanary(canary, surroundingFacts(canary, others));
    }
    case 'MetricTemplate':
      return validateMetricTemplate(object as unknown as MetricTemplate);
    case 'AlertProvider':
      return validateAlertProvider(object as unknown as AlertProvider);
    default:
      return [];
  }
}

function findingOf({ file, document, object, lineOf }: Given, problem: SchemaProblem): Finding {
  return { file, document, line: lineOf(segmentsOf(problem.path)), object: titleOf(object), ...problem };
}

function titleOf({ kind, metadata }: KubeObject): string {
  return `${kind.toLowerCase()}/${metadata.name ?? '<no name>'}`;
}
