export interface LabelSelector {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly LabelRequirement[];
}

export interface LabelRequirement {
  readonly key: string;
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  readonly values?: readonly string[];
}

type Labels = Readonly<Record<string, string>>;

/** Whether a selector of apps/v1 selects an object with these labels; one without any term selects all, none at all selects nothing. */
export function selects(selector: LabelSelector | undefined, labels: Labels = {}): boolean {
  return selector !== undefined
    && hasLabels(labels, selector.matchLabels ?? {})
    && (selector.matchExpressions ?? []).every((requirement) => meets(labels, requirement));
}

/** Whether all of these labels are there, with these values: a Service's selector. */
export function hasLabels(labels: Labels = {}, wanted: Labels): boolean {
  return Object.entries(wanted).every(([key, value]) => labels[key] === value);
}

function meets(labels: Labels, { key, operator, values = [] }: LabelRequirement): boolean {
  const value = labels[key];
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
  }
}
