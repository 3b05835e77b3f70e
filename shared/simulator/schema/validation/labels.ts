import type { StatusCause } from '../../api-server/api-status.ts';
import { forbidden, invalid, invalidForEach, required, Verbatim } from './causes.ts';
import { labelKeyProblems, labelValueProblems } from './names.ts';

export type Labels = Record<string, string>;

export interface LabelSelector {
  matchLabels?: Labels;
  matchExpressions?: { key: string; operator: string; values?: string[] }[];
}

/** Labels of an object, or of a selector that knows no others. */
export function labelProblems(labels: Labels, path: string): StatusCause[] {
  return Object.entries(labels).flatMap(([key, value]) => [...invalidForEach(path, key, labelKeyProblems(key)), ...invalidForEach(path, value, labelValueProblems(value))]);
}

/** A selector by labels and by expressions. */
export function selectorProblems({ matchLabels = {}, matchExpressions = [] }: LabelSelector, path: string): StatusCause[] {
  return [...labelProblems(matchLabels, `${path}.matchLabels`), ...matchExpressions.flatMap((expression, index) => expressionProblems(expression, `${path}.matchExpressions[${index}]`))];
}

function expressionProblems({ key = '', operator, values = [] }: { key?: string; operator: string; values?: string[] }, path: string): StatusCause[] {
  const ofKey = invalidForEach(`${path}.key`, key, labelKeyProblems(key));
  const ofValues = values.flatMap((value, index) => invalidForEach(`${path}.values[${index}]`, value, labelValueProblems(value)));
  switch (operator) {
    case 'In':
    case 'NotIn':
      return [...(values.length === 0 ? [required(`${path}.values`, "must be specified when `operator` is 'In' or 'NotIn'")] : []), ...ofKey, ...ofValues];
    case 'Exists':
    case 'DoesNotExist':
      return [...(values.length > 0 ? [forbidden(`${path}.values`, "may not be specified when `operator` is 'Exists' or 'DoesNotExist'")] : []), ...ofKey, ...ofValues];
    default:
      return [invalid(`${path}.operator`, operator, 'not a valid selector operator'), ...ofKey, ...ofValues];
  }
}

/** Whether the labels are what the selector asks for; no selector asks for nothing that is. */
export function isSelected(labels: Labels, selector: LabelSelector | undefined): boolean {
  if (selector === undefined) {
    return false;
  }
  const { matchLabels = {}, matchExpressions = [] } = selector;
  return Object.entries(matchLabels).every(([key, value]) => labels[key] === value) && matchExpressions.every((expression) => isExpressionMet(labels, expression));
}

function isExpressionMet(labels: Labels, { key, operator, values = [] }: NonNullable<LabelSelector['matchExpressions']>[number]): boolean {
  const value = labels[key];
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    default:
      return value === undefined;
  }
}

/** A selector as it is shown: Go keeps the order of its fields. */
export function shownSelector({ matchLabels, matchExpressions }: LabelSelector): Verbatim {
  const labels = matchLabels === undefined ? undefined : Object.fromEntries(Object.entries(matchLabels).sort(([one], [other]) => (one < other ? -1 : 1)));
  return new Verbatim(JSON.stringify({ ...(labels === undefined ? {} : { matchLabels: labels }), ...(matchExpressions === undefined ? {} : { matchExpressions }) }));
}
