/** What webhooks and policies for admission have in common: which requests they are for. */
import type { StatusCause } from '../../../api-server/api-status.ts';
import { duplicate, invalid, required } from '../causes.ts';
import { expressionProblem, typeOfLiteral } from '../expressions.ts';

export interface Operations {
  operations?: string[];
  apiGroups?: string[];
  apiVersions?: string[];
  resources?: string[];
}

export interface MatchCondition {
  name?: string;
  expression?: string;
}

/** What is wrong with one rule about operations and resources. */
export function operationCauses({ operations = [], apiGroups = [], apiVersions = [], resources = [] }: Operations, path: string): StatusCause[] {
  return [
    ...listCauses(operations, `${path}.operations`),
    ...listCauses(apiGroups, `${path}.apiGroups`),
    ...listCauses(apiVersions, `${path}.apiVersions`),
    ...(resources.length === 0 ? [required(`${path}.resources`)] : []),
    ...(resources.includes('*') && resources.some((resource) => resource !== '*' && !resource.includes('/')) ? [invalid(`${path}.resources`, resources, "if '*' is present, must not specify other resources without subresources")] : []),
  ];
}

function listCauses(list: readonly string[], path: string): StatusCause[] {
  if (list.length === 0) {
    return [required(path)];
  }
  return list.includes('*') && list.length > 1 ? [invalid(path, list, "if '*' is present, must not specify other values")] : [];
}

const namesOfRequests = ['object', 'oldObject', 'request', 'authorizer'];

/** What is wrong with conditions in CEL; `names` are those of further values that they may ask. */
export function conditionCauses(conditions: readonly MatchCondition[], path: string, names: readonly string[] = []): StatusCause[] {
  return conditions.flatMap(({ name = '', expression = '' }, index) => [
    ...expressionCauses(expression, `${path}[${index}].expression`, { names, type: 'bool' }),
    ...(name === '' ? [required(`${path}[${index}].name`)] : []),
    ...(name !== '' && conditions.slice(0, index).some((other) => other.name === name) ? [duplicate(`${path}[${index}].name`, name)] : []),
  ]);
}

interface Wanted {
  /** Besides those of the request. */
  readonly names: readonly string[];
  /** Any where it is absent. */
  readonly type?: 'bool' | 'string';
  /** Of what is said where it is missing. */
  readonly absent?: string;
}

/** An expression that is missing, cannot be read, or is plainly of another type. */
export function expressionCauses(expression: string, path: string, { names, type, absent = '' }: Wanted): StatusCause[] {
  if (expression.trim() === '') {
    return [required(path, absent)];
  }
  const problem = expressionProblem(expression, [...namesOfRequests, ...names]);
  const literal = problem === undefined ? typeOfLiteral(expression) : undefined;
  const isOther = type !== undefined && literal !== undefined && literal !== type;
  return problem === undefined ? (isOther ? [invalid(path, expression, `must evaluate to ${type} but got ${literal}`)] : []) : [invalid(path, expression, problem)];
}
