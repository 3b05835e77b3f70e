/** Whether the rules of a schema can be asked. */
import type { StatusCause } from '../../../api-server/api-status.ts';
import type { Schema, ValidationRule } from '../../schema.ts';
import { invalid, required, unsupported, Verbatim } from '../causes.ts';
import { expressionProblem, typeOfLiteral } from '../expressions.ts';

const reasons = ['FieldValueDuplicate', 'FieldValueForbidden', 'FieldValueInvalid', 'FieldValueRequired'];

/** What is wrong with how rules are written. */
export function ruleFormCauses(schema: Schema, path: string): StatusCause[] {
  return (schema['x-kubernetes-validations'] ?? []).flatMap((rule, index) => formCauses(rule, schema, `${path}.x-kubernetes-validations[${index}]`));
}

function formCauses({ rule = '', message = '', messageExpression = '', reason, fieldPath = '' }: Partial<ValidationRule>, schema: Schema, path: string): StatusCause[] {
  return [
    ...textCauses(rule, message, path),
    ...(messageExpression !== '' && messageExpression.trim() === '' ? [required(`${path}.messageExpression`, 'messageExpression must be non-empty if specified')] : []),
    ...(reason === undefined || reasons.includes(reason) ? [] : [unsupported(`${path}.reason`, reason, reasons)]),
    ...(/[\n\r]/.test(fieldPath) ? [invalid(`${path}.fieldPath`, fieldPath, 'must not contain line breaks')] : []),
    ...(fieldPath === '' || isField(fieldPath, schema) ? [] : [invalid(`${path}.fieldPath`, fieldPath, 'must be a valid path')]),
  ];
}

function textCauses(rule: string, message: string, path: string): StatusCause[] {
  const hasLines = (text: string) => /[\n\r]/.test(text.trim());
  if (rule.trim() === '') {
    return [required(`${path}.rule`, 'rule is not specified')];
  }
  if (message !== '' && message.trim() === '') {
    return [invalid(`${path}.message`, message, 'must be non-empty if specified')];
  }
  if (hasLines(message)) {
    return [invalid(`${path}.message`, message, 'must not contain line breaks')];
  }
  return hasLines(rule) && message.trim() === '' ? [required(`${path}.message`, 'message must be specified if rule contains line breaks')] : [];
}

function isField(fieldPath: string, schema: Schema): boolean {
  const tokens = [...fieldPath.matchAll(/\.([^.[\]]+)|\['((?:[^'\\]|\\.)*)'\]/g)];
  if (tokens.map(([whole]) => whole).join('') !== fieldPath || tokens.length === 0) {
    return false;
  }
  let node: Schema | undefined = schema;
  for (const [, name, key] of tokens) {
    const field: Schema | undefined = node.properties === undefined ? (typeof node.additionalProperties === 'object' ? node.additionalProperties : undefined) : node.properties[name ?? key!];
    if (field === undefined) {
      return false;
    }
    node = field;
  }
  return true;
}

/** Rules that cannot be evaluated; `uncorrelated` is a list above whose items cannot be told apart, so nothing is known of before. */
export function ruleExpressionCauses(schema: Schema, path: string, uncorrelated: string | undefined): StatusCause[] {
  return (schema['x-kubernetes-validations'] ?? []).flatMap((rule, index) => expressionCauses(rule, `${path}.x-kubernetes-validations[${index}]`, uncorrelated));
}

function expressionCauses(rule: ValidationRule, path: string, uncorrelated: string | undefined): StatusCause[] {
  const names = ['self', 'oldSelf'];
  const problem = expressionProblem(rule.rule, names) ?? mistyped(rule.rule, 'bool', 'cel expression must evaluate to a bool');
  const message = (rule.messageExpression ?? '') === '' ? undefined : messageProblem(rule.messageExpression!, names);
  const asksBefore = /\boldSelf\b/.test(rule.rule);
  return [
    ...(problem === undefined ? [] : [invalid(`${path}.rule`, shownRule(rule), problem)]),
    ...(message === undefined ? [] : [invalid(`${path}.messageExpression`, shownRule(rule), message)]),
    ...(asksBefore && uncorrelated !== undefined ? [invalid(`${path}.rule`, rule.rule, `oldSelf cannot be used on the uncorrelatable portion of the schema within ${uncorrelated}`)] : []),
    ...(!asksBefore && rule.optionalOldSelf !== undefined ? [invalid(`${path}.optionalOldSelf`, rule.optionalOldSelf, 'may not be set if oldSelf is not used in rule')] : []),
  ];
}

function messageProblem(expression: string, names: readonly string[]): string | undefined {
  const problem = expressionProblem(expression, names);
  return problem === undefined ? mistyped(expression, 'string', 'messageExpression must evaluate to a string') : `messageExpression ${problem}`;
}

function mistyped(expression: string, wanted: string, detail: string): string | undefined {
  return (typeOfLiteral(expression) ?? wanted) === wanted ? undefined : detail;
}

/** As Go shows its struct. */
function shownRule({ rule, message = '', messageExpression = '', reason, fieldPath = '', optionalOldSelf }: ValidationRule): Verbatim {
  return new Verbatim(JSON.stringify({ Rule: rule, Message: message, MessageExpression: messageExpression, Reason: reason ?? null, FieldPath: fieldPath, OptionalOldSelf: optionalOldSelf ?? null }));
}
