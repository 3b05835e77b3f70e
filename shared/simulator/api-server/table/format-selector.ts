import type { LabelSelector, Labels } from '../../storage/selectors.ts';

const none = '<none>';

/** Labels as `a=b,c=d`, in the order of the alphabet. */
export function formatLabels(labels: Labels | undefined): string {
  return formatLabelsOrNothing(labels) || none;
}

function formatLabelsOrNothing(labels: Labels = {}): string {
  return Object.entries(labels).sort(byKey).map(([key, value]) => `${key}=${value}`).join(',');
}

/** A selector as `a=b,c in (d,e),!f`, in the order of the alphabet. */
export function formatSelector(selector: LabelSelector | undefined): string {
  return selectorText(selector) || none;
}

/** The same, empty where the selector is. */
export function selectorText({ matchLabels = {}, matchExpressions = [] }: LabelSelector = {}): string {
  const ofLabels = Object.entries(matchLabels).map(([key, value]) => [key, `${key}=${value}`] as const);
  const ofExpressions = matchExpressions.map(({ key, operator, values = [] }) => [key, formatRequirement(key, operator, values)] as const);
  return [...ofLabels, ...ofExpressions].sort(byKey).map(([, text]) => text).join(',');
}

function formatRequirement(key: string, operator: string, values: readonly string[]): string {
  switch (operator) {
    case 'Exists':
      return key;
    case 'DoesNotExist':
      return `!${key}`;
    default:
      return `${key} ${operator.toLowerCase()} (${[...values].sort().join(',')})`;
  }
}

function byKey([one]: readonly [string, string], [other]: readonly [string, string]): number {
  return one < other ? -1 : Number(one > other);
}
