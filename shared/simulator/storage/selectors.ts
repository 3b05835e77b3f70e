/** Which objects a selector means: by labels, as an object or as text, and by fields. */
import type { ApiObject } from '../api-object.ts';
import { badRequest } from '../api-server/api-status.ts';
import { parseRequirements, SelectorSyntaxError } from './label-selector-text.ts';
import type { Requirement } from './label-selector-text.ts';

export type Labels = Readonly<Record<string, string>>;

/** As objects carry it, e.g. `spec.selector` of a Deployment. */
export interface LabelSelector {
  readonly matchLabels?: Labels;
  readonly matchExpressions?: readonly { readonly key: string; readonly operator: string; readonly values?: readonly string[] }[];
}

/** Whether labels meet a selector. An empty selector is met by all, an absent one by none: where absence means all, hand in `{}`. */
export function matchesLabels(labels: Labels | undefined, selector: LabelSelector | undefined): boolean {
  if (selector === undefined) {
    return false;
  }
  const { matchLabels = {}, matchExpressions = [] } = selector;
  return Object.entries(matchLabels).every(([key, value]) => labels?.[key] === value)
    && matchExpressions.every(({ key, operator, values = [] }) => meets(labels ?? {}, { key, operator: operators[operator] ?? 'in', values }));
}

const operators: Partial<Record<string, Requirement['operator']>> = { In: 'in', NotIn: 'notin', Exists: 'exists', DoesNotExist: '!' };

/** What `?labelSelector=` means; empty: everything. @throws ApiStatus 400 for a text that is no selector. */
export function parseLabelSelector(text: string): (labels: Labels) => boolean {
  const requirements = readRequirements(text);
  return (labels) => requirements.every((requirement) => meets(labels, requirement));
}

function readRequirements(text: string): Requirement[] {
  try {
    return parseRequirements(text);
  } catch (error) {
    throw error instanceof SelectorSyntaxError ? badRequest(error.message) : error;
  }
}

function meets(labels: Labels, { key, operator, values }: Requirement): boolean {
  const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
  switch (operator) {
    case 'in':
    case '=':
    case '==':
      return value !== undefined && values.includes(value);
    case 'notin':
    case '!=':
      return value === undefined || !values.includes(value);
    case 'exists':
      return value !== undefined;
    case '!':
      return value === undefined;
    case 'gt':
      return /^[-+]?\d+$/.test(value ?? '') && Number(value) > Number(values[0]);
    case 'lt':
      return /^[-+]?\d+$/.test(value ?? '') && Number(value) < Number(values[0]);
  }
}

interface FieldTerm {
  /** As `status.phase`. */
  readonly path: string;
  readonly value: string;
  readonly isNegated: boolean;
}

/**
 * What `?fieldSelector=` means; empty: everything. `supported` are the fields that it may name, as `metadata.name`.
 * @throws ApiStatus 400 for a text that is no selector, or another field.
 */
export function parseFieldSelector(text: string, supported: readonly string[]): (object: ApiObject) => boolean {
  // A comma or an equals sign of a value is written with a backslash before it.
  const terms = text.split(/(?<!\\),/).filter((term) => term !== '').map((term) => fieldTermOf(term, text));
  const unknown = terms.find(({ path }) => !supported.includes(path));
  if (unknown !== undefined) {
    throw badRequest(`field label not supported: ${unknown.path}`);
  }
  return (object) => terms.every(({ path, value, isNegated }) => (fieldOf(object, path) === value) !== isNegated);
}

function fieldTermOf(term: string, text: string): FieldTerm {
  const [, path, operator, value = ''] = /^(.*?)(!=|==|=)(.*)$/s.exec(term) ?? [];
  if (path === undefined) {
    throw badRequest(`invalid selector: '${text}'; can't understand '${term}'`);
  }
  return { path, value: value.replaceAll(/\\([\\,=])/g, '$1'), isNegated: operator === '!=' };
}

function fieldOf(object: ApiObject, path: string): string {
  const value = path.split('.').reduce<unknown>((at, key) => (at as Record<string, unknown> | null | undefined)?.[key], object);
  return String(value ?? '');
}
