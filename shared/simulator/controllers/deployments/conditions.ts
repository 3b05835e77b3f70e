import type { Condition } from '../objects/condition.ts';
import { timestamp } from '../objects/timestamp.ts';

export type Conditions = readonly Condition[];

/** A condition that has just come true. */
export function condition(type: string, status: Condition['status'], reason: string, message: string, now: Date): Condition {
  return { type, status, lastUpdateTime: timestamp(now), lastTransitionTime: timestamp(now), reason, message };
}

/** Conditions with this one last; nothing changes where its status and reason are the same, and since when it is so where its status is. */
export function withCondition(conditions: Conditions, added: Condition): Conditions {
  const before = conditions.find(({ type }) => type === added.type);
  if (before !== undefined && before.status === added.status && before.reason === added.reason) {
    return conditions;
  }
  const since = before?.status === added.status ? before.lastTransitionTime : added.lastTransitionTime;
  return [...without(conditions, added.type), { ...added, ...(since === undefined ? {} : { lastTransitionTime: since }) }];
}

/** Conditions without that of a type. */
export function without(conditions: Conditions, type: string): Conditions {
  return conditions.some((each) => each.type === type) ? conditions.filter((each) => each.type !== type) : conditions;
}
