/** The rules of `x-kubernetes-validations` that a custom resource breaks. */
import type { StatusCause } from '../../../api-server/api-status.ts';
import { CelError, compile } from '../../../cel/cel.ts';
import { Optional } from '../../../cel/optional.ts';
import type { Schema, ValidationRule } from '../../schema.ts';
import { duplicate, forbidden, invalid, omitted, required } from '../causes.ts';
import { celValueOf } from './cel-values.ts';
import type { Correlation } from './unchanged.ts';

type Fields = Record<string, unknown>;

const ruled = new WeakMap<Schema, boolean>();

/** Whether there are rules at the schema or below. */
export function hasRules(schema: Schema): boolean {
  const found = ruled.get(schema);
  if (found !== undefined) {
    return found;
  }
  const below = [...Object.values(schema.properties ?? {}), ...(schema.items === undefined ? [] : [schema.items]), ...(typeof schema.additionalProperties === 'object' ? [schema.additionalProperties] : [])];
  const has = (schema['x-kubernetes-validations'] ?? []).length > 0 || below.some(hasRules);
  ruled.set(schema, has);
  return has;
}

/** What the rules at a place and below say. Rules about changes are asked where something stood there before. */
export function ruleCauses(place: Correlation, path = ''): StatusCause[] {
  const { schema, value } = place;
  if (value === null || value === undefined || !hasRules(schema)) {
    return [];
  }
  const own = (schema['x-kubernetes-validations'] ?? []).flatMap((rule) => causesOfRule(rule, place, path));
  if (Array.isArray(value)) {
    return [...own, ...value.flatMap((_item, index) => ruleCauses(place.item(index), `${path}[${index}]`))];
  }
  return typeof value === 'object' ? [...own, ...Object.keys(value as Fields).flatMap((name) => ruleCauses(place.field(name), below(path, name, schema)))] : own;
}

function below(path: string, name: string, { properties }: Schema): string {
  return properties?.[name] === undefined ? `${path}[${name}]` : path === '' ? name : `${path}.${name}`;
}

function causesOfRule(rule: ValidationRule, place: Correlation, path: string): StatusCause[] {
  const isTransition = /\boldSelf\b/.test(rule.rule);
  if (isTransition && place.before === undefined && rule.optionalOldSelf !== true) {
    return [];
  }
  if (!isTransition && place.isUnchanged) {
    return [];
  }
  try {
    const values = valuesOf(rule, place);
    return compile(rule.rule).evaluate(values) === true ? [] : [brokenRule(rule, place, path, values)];
  } catch (error) {
    if (error instanceof CelError) {
      return [invalid(path, place.schema.type ?? '', failure(error.message, rule))];
    }
    throw error;
  }
}

function valuesOf({ optionalOldSelf }: ValidationRule, { schema, value, before }: Correlation): Fields {
  const self = celValueOf(value, schema);
  if (optionalOldSelf === true) {
    return { self, oldSelf: before === undefined ? Optional.none : new Optional(celValueOf(before, schema)) };
  }
  return before === undefined ? { self } : { self, oldSelf: celValueOf(before, schema) };
}

function failure(message: string, rule: ValidationRule): string {
  return message.startsWith('no such overload')
    ? `'${message}': call arguments did not match a supported operator, function or macro signature for rule: ${titleOf(rule)}`
    : `${message} evaluating rule: ${titleOf(rule)}`;
}

function titleOf({ message = '', rule }: ValidationRule): string {
  return (message === '' ? rule : message).trim();
}

function brokenRule(rule: ValidationRule, { schema, value }: Correlation, path: string, values: Fields): StatusCause {
  const detail = messageOf(rule, values) ?? ((rule.message ?? '') === '' ? `failed rule: ${titleOf(rule)}` : titleOf(rule));
  const field = path + fieldPathOf(rule.fieldPath ?? '', schema, path);
  const shown = schema.type === 'object' || schema.type === 'array' ? omitted : value;
  switch (rule.reason) {
    case 'FieldValueForbidden':
      return forbidden(field, detail);
    case 'FieldValueRequired':
      return required(field, detail);
    case 'FieldValueDuplicate':
      return duplicate(field, shown);
    default:
      return invalid(field === '' ? '<nil>' : field, shown, detail);
  }
}

/** Undefined where the expression says nothing that could be shown. */
function messageOf({ messageExpression }: ValidationRule, values: Fields): string | undefined {
  if (messageExpression === undefined || messageExpression === '') {
    return undefined;
  }
  try {
    const text = compile(messageExpression).evaluate(values);
    return typeof text === 'string' && text.trim() !== '' && !text.trim().includes('\n') ? text.trim() : undefined;
  } catch (error) {
    if (error instanceof CelError) {
      return undefined;
    }
    throw error;
  }
}

/** `.spec.a` and `['b']` as they are appended to the path of the rule's place. */
function fieldPathOf(fieldPath: string, schema: Schema, path: string): string {
  let [text, node] = ['', schema];
  for (const [, name, key] of fieldPath.trim().matchAll(/\.([^.[\]]+)|\['((?:[^'\\]|\\.)*)'\]/g)) {
    const token = name ?? key!.replaceAll(/\\(.)/g, '$1');
    text += node.properties === undefined ? `[${token}]` : `.${token}`;
    node = node.properties?.[token] ?? (typeof node.additionalProperties === 'object' ? node.additionalProperties : {});
  }
  return path === '' ? text.replace(/^\./, '') : text;
}
