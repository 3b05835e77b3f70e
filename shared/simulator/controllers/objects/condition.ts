export interface Condition {
  readonly type: string;
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason?: string;
  readonly message?: string;
  readonly lastTransitionTime?: string | null;
  /** Of Deployments only. */
  readonly lastUpdateTime?: string;
  readonly observedGeneration?: number;
}

/** What a status may say. */
export interface WithConditions {
  readonly conditions?: readonly Condition[];
}

/** The condition of that type, or undefined. */
export function conditionOf(status: WithConditions | undefined, type: string): Condition | undefined {
  return status?.conditions?.find((condition) => condition.type === type);
}

/** The conditions with this one; it keeps the time since which it is so where its status was the same before. */
export function withCondition(conditions: readonly Condition[], condition: Condition): Condition[] {
  const before = conditions.find(({ type }) => type === condition.type);
  const since = before?.status === condition.status && before.lastTransitionTime !== undefined ? { lastTransitionTime: before.lastTransitionTime } : {};
  const after = { ...condition, ...since };
  return before === undefined ? [...conditions, after] : conditions.map((each) => (each === before ? after : each));
}
