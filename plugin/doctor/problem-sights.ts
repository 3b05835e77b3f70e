import { formatProblem } from '../../shared/validation/problem.ts';
import { error, warning } from './finding.ts';
import type { Sight } from './finding.ts';
import type { CanaryContext } from './check.ts';

/** What a problem of a Canary is about; each is of exactly one subject, so that none is told twice or not at all. */
export type ProblemSubject = 'routing' | 'target' | 'services' | 'metrics' | 'gates' | 'alerts';

const paths: readonly (readonly [prefix: string, subject: ProblemSubject])[] = [
  ['spec.targetRef', 'target'],
  ['spec.autoscalerRef', 'target'],
  ['spec.service.name', 'services'],
  ['spec.metricsServer', 'metrics'],
  ['spec.analysis.metrics', 'metrics'],
  ['spec.analysis.webhooks', 'gates'],
  ['spec.analysis.alerts', 'alerts'],
];

/** What admission would say of this Canary about one subject. */
export async function problemSights({ canary: { metadata }, problems }: CanaryContext, subject: ProblemSubject): Promise<Sight[]> {
  const edit = `kubectl -n ${metadata.namespace ?? 'default'} edit canary ${metadata.name}`;
  return (await problems()).filter(({ path }) => subjectOf(path) === subject).map(({ suggestion, ...problem }) => {
    const tell = problem.severity === 'denied' ? error : warning;
    return tell(formatProblem(problem), suggestion ?? edit);
  });
}

/** The subject that a path is of. */
export function subjectOf(path: string): ProblemSubject {
  return paths.find(([prefix]) => path.startsWith(prefix))?.[1] ?? 'routing';
}
