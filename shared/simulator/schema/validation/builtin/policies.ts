import type { StatusCause } from '../../../api-server/api-status.ts';
import type { ApiObject } from '../../../api-object.ts';
import { forbidden, invalid, invalidForEach, required } from '../causes.ts';
import { selectorProblems } from '../labels.ts';
import type { LabelSelector } from '../labels.ts';
import { dnsSubdomainProblems, labelKeyProblems } from '../names.ts';
import { conditionCauses, expressionCauses, operationCauses } from './matching.ts';
import type { MatchCondition, Operations } from './matching.ts';

interface PolicySpec {
  matchConstraints?: MatchResources;
  matchConditions?: MatchCondition[];
  validations?: { expression?: string; message?: string; messageExpression?: string }[];
  auditAnnotations?: { key?: string; valueExpression?: string }[];
  variables?: { name?: string; expression?: string }[];
  paramKind?: { apiVersion?: string; kind?: string };
}

interface MatchResources {
  resourceRules?: Operations[];
  excludeResourceRules?: Operations[];
  namespaceSelector?: LabelSelector;
  objectSelector?: LabelSelector;
}

interface BindingSpec {
  policyName?: string;
  validationActions?: string[];
  paramRef?: { name?: string; selector?: LabelSelector; parameterNotFoundAction?: string };
  matchResources?: MatchResources;
}

/** What is wrong with a ValidatingAdmissionPolicy. */
export function policyCauses(policy: ApiObject): StatusCause[] {
  const { matchConstraints, matchConditions = [], validations = [], auditAnnotations = [], variables = [], paramKind } = (policy['spec'] ?? {}) as PolicySpec;
  const isEmpty = validations.length + auditAnnotations.length === 0;
  const names = ['namespaceObject', ...(paramKind === undefined ? [] : ['params'])];
  const all = [...names, 'variables'];
  return [
    ...(paramKind === undefined ? [] : paramKindCauses(paramKind)),
    ...constraintCauses(matchConstraints),
    ...conditionCauses(matchConditions, 'spec.matchConditions', names),
    ...variables.flatMap(({ name = '', expression = '' }, index) => [...(name === '' ? [required(`spec.variables[${index}].name`, 'name is not specified')] : []), ...expressionCauses(expression, `spec.variables[${index}].expression`, { names: all, absent: 'expression is not specified' })]),
    ...(isEmpty ? ['validations', 'auditAnnotations'].map((field) => required(`spec.${field}`, 'validations or auditAnnotations must contain at least one item')) : []),
    ...validations.flatMap((validation, index) => validationCauses(validation, `spec.validations[${index}]`, all)),
    ...auditAnnotations.flatMap((annotation, index) => annotationCauses(annotation, `spec.auditAnnotations[${index}]`, policy.metadata.name, all)),
  ];
}

function paramKindCauses({ apiVersion = '', kind = '' }: NonNullable<PolicySpec['paramKind']>): StatusCause[] {
  return [...(apiVersion === '' ? [required('spec.paramKind.apiVersion')] : []), ...(kind === '' ? [required('spec.paramKind.kind')] : [])];
}

function constraintCauses(constraints: MatchResources | undefined): StatusCause[] {
  if (constraints === undefined) {
    return [required('spec.matchConstraints')];
  }
  return [...((constraints.resourceRules ?? []).length === 0 ? [required('spec.matchConstraints.resourceRules')] : []), ...matchCauses(constraints, 'spec.matchConstraints')];
}

function matchCauses({ resourceRules = [], excludeResourceRules = [], namespaceSelector = {}, objectSelector = {} }: MatchResources, path: string): StatusCause[] {
  return [
    ...selectorProblems(namespaceSelector, `${path}.namespaceSelector`),
    ...selectorProblems(objectSelector, `${path}.objectSelector`),
    ...resourceRules.flatMap((rule, index) => operationCauses(rule, `${path}.resourceRules[${index}]`)),
    ...excludeResourceRules.flatMap((rule, index) => operationCauses(rule, `${path}.excludeResourceRules[${index}]`)),
  ];
}

function validationCauses({ expression = '', message = '', messageExpression = '' }: { expression?: string; message?: string; messageExpression?: string }, path: string, names: readonly string[]): StatusCause[] {
  return [
    ...expressionCauses(expression, `${path}.expression`, { names, type: 'bool', absent: 'expression is not specified' }),
    ...(messageExpression === '' ? [] : expressionCauses(messageExpression, `${path}.messageExpression`, { names, type: 'string' })),
    ...(/[\n\r]/.test(message) ? [invalid(`${path}.message`, message, 'must not contain line breaks')] : []),
  ];
}

function annotationCauses({ key = '', valueExpression = '' }: { key?: string; valueExpression?: string }, path: string, policy: string, names: readonly string[]): StatusCause[] {
  return [...invalidForEach(`${path}.key`, `${policy}/${key}`, labelKeyProblems(`${policy}/${key}`)), ...expressionCauses(valueExpression, `${path}.valueExpression`, { names, absent: 'valueExpression is not specified' })];
}

/** What is wrong with a ValidatingAdmissionPolicyBinding. */
export function policyBindingCauses(binding: ApiObject): StatusCause[] {
  const { policyName = '', validationActions = [], paramRef, matchResources = {} } = (binding['spec'] ?? {}) as BindingSpec;
  return [
    ...(policyName === '' ? [required('spec.policyName')] : invalidForEach('spec.policyName', policyName, dnsSubdomainProblems(policyName))),
    ...(paramRef === undefined ? [] : paramRefCauses(paramRef)),
    ...matchCauses(matchResources, 'spec.matchResources'),
    ...(validationActions.length === 0 ? [required('spec.validationActions')] : []),
    ...(validationActions.includes('Deny') && validationActions.includes('Warn') ? [invalid('spec.validationActions', validationActions, 'must not contain both Deny and Warn (repeating the same validation failure information in the API response and headers serves no purpose)')] : []),
  ];
}

function paramRefCauses({ name = '', selector, parameterNotFoundAction }: NonNullable<BindingSpec['paramRef']>): StatusCause[] {
  const isTorn = name !== '' && selector !== undefined;
  return [
    ...(name === '' && selector === undefined ? [required('spec.paramRef', 'one of name or selector must be specified')] : []),
    ...(isTorn ? ['name', 'selector'].map((field) => forbidden(`spec.paramRef.${field}`, 'name and selector are mutually exclusive')) : []),
    ...(parameterNotFoundAction === undefined ? [required('spec.paramRef.parameterNotFoundAction')] : []),
  ];
}
