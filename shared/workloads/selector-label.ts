import { Failure } from '../errors.ts';

const preferred = ['app', 'name', 'app.kubernetes.io/name'];

/** The label that tells one workload's pods from another's: the usual ones first, else the only one there is. Undefined where none stands out. */
export function selectorLabel(selector: Record<string, string>): { key: string; value: string } | undefined {
  const keys = Object.keys(selector);
  const key = preferred.find((each) => selector[each] !== undefined) ?? (keys.length === 1 ? keys[0] : undefined);
  return key === undefined ? undefined : { key, value: selector[key] ?? '' };
}

/**
 * The selector of the canary's pods: the target's with another value for that label, so that neither the target nor its Services see them.
 * @throws Failure where no label of the selector can be told to be that one.
 */
export function canarySelector(selector: Record<string, string>, canaryName: string): Record<string, string> {
  const label = selectorLabel(selector);
  if (label === undefined) {
    const found = Object.keys(selector).join(', ') || 'no label';
    throw new Failure('refused', `spec.selector.matchLabels has ${found}`, { next: `add one of ${preferred.join(', ')} to the selector and to the pods` });
  }
  return { ...selector, [label.key]: canaryName };
}
