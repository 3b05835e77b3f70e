import type { Canary } from '../api/canary.ts';
import type { Router } from '../routing/router.ts';

/** One step of a rollout: this share of the traffic for one interval, then the checks. */
export interface PlanStep {
  /** Percent of the traffic for the canary. */
  readonly weight: number;
  /** False where the step is passed at once, with no checks. */
  readonly checked: boolean;
  /** Blue/green: which iteration of how many this is. */
  readonly iteration?: { readonly number: number; readonly of: number };
}

/** What a Canary's analysis asks for, as the engine knows it: the old fields of the spec are a shorthand for a list of steps. */
export interface Plan {
  readonly steps: readonly PlanStep[];
}

/**
 * The plan of a Canary behind this router. Weighted: stepWeights as they are, else stepWeight, 2 x stepWeight ... up to maxWeight, which is
 * the last step and never exceeded. Iterations (blue/green): so many checks without user traffic, then, where the router can, all of it at once.
 */
export function planOf(canary: Canary, router: Router): Plan {
  const { iterations = 0, stepWeight = 0, stepWeights = [], maxWeight = 100 } = canary.spec.analysis;
  if (iterations > 0) {
    return { steps: [...iterationSteps(iterations), ...(router.supports.weights ? [{ weight: 100, checked: false }] : [])] };
  }
  const weights = stepWeight > 0 ? linearWeights(stepWeight, maxWeight) : stepWeights.map((weight) => Math.min(weight, 100));
  return { steps: weights.map((weight) => ({ weight, checked: true })) };
}

function iterationSteps(iterations: number): PlanStep[] {
  return Array.from({ length: iterations }, (_, index) => ({ weight: 0, checked: true, iteration: { number: index + 1, of: iterations } }));
}

function linearWeights(step: number, max: number): number[] {
  const weights: number[] = [];
  for (let weight = step; weight < max; weight += step) {
    weights.push(weight);
  }
  return [...weights, max];
}

/** So many canary pods carry the share of this step and of the next, so that the next one finds them ready. */
export function canaryReplicas(canary: Canary, plan: Plan, step: number, stableReplicas: number): number {
  const asked = canary.spec.analysis.canaryReplicas;
  if (asked !== undefined) {
    return asked === 'full' ? stableReplicas : Number(asked);
  }
  const share = Math.max(plan.steps[step]?.weight ?? 0, plan.steps[step + 1]?.weight ?? 0);
  return Math.max(1, Math.ceil((stableReplicas * share) / 100));
}
