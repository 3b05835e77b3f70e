import { canaryWorkloadName } from '../../shared/workloads/canary-workload.ts';
import { known } from '../../shared/validation/canary-facts.ts';
import { workloadFor } from '../../shared/workloads/workload-for.ts';
import { observedWorkload } from '../../shared/metrics/resolve-check.ts';
import type { ResolvedCheck } from '../../shared/metrics/resolve-check.ts';
import type { PodsByLabel } from '../../shared/metrics/observer.ts';
import type { CanaryContext } from './check.ts';

/** The same questions about the stable pods: while no new version has traffic, they show whether the right thing is asked. The likelier first. */
export async function stableTwins(context: CanaryContext, check: ResolvedCheck): Promise<ResolvedCheck[]> {
  const { target, service } = observedWorkload(context.canary);
  const primary = `${service}-primary`;
  const { question } = check;
  if (question.kind === 'query') {
    const texts = [target, primary].map((name) => question.query.replaceAll(canaryWorkloadName(target), name));
    return [...new Set(texts)].filter((query) => query !== question.query).map((query) => ({ ...check, question: { ...question, query } }));
  }
  const workload = { ...question.workload, canaryService: primary, canaryWorkload: target };
  // A data plane counts for all; where the app counts for itself, it is other pods that do.
  const pods = question.pods ?? (question.observer.pods(workload).namespace === undefined ? undefined : await targetPods(context));
  return [{ ...check, question: { ...question, workload, ...(pods === undefined ? {} : { pods }) } }];
}

async function targetPods({ canary, facts }: CanaryContext): Promise<PodsByLabel | undefined> {
  const kind = workloadFor(canary.spec.targetRef.kind);
  const target = known((await facts()).target);
  if (kind === undefined || target === undefined) {
    return undefined;
  }
  const labels = Object.entries(kind.selector(target)).map(([key, value]) => `${key}=${value}`);
  return { namespace: canary.metadata.namespace ?? 'default', labelSelectors: [labels.join(',')] };
}
