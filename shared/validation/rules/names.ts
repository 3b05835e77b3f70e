import type { Canary } from '../../api/canary.ts';
import { canaryWorkloadName } from '../../workloads/canary-workload.ts';
import { denied } from '../problem.ts';
import type { Problem } from '../problem.ts';

/** Of a label's value, and of a Service's name. */
const longest = 63;

/** Are the names that we make of other names short enough? */
export function nameProblems({ spec: { targetRef, service } }: Canary): Problem[] {
  const problems: Problem[] = [];
  const workload = canaryWorkloadName(targetRef.name);
  if (workload.length > longest) {
    problems.push(denied({ path: 'spec.targetRef.name', value: targetRef.name, expected: `a name of at most ${longest - '-canary'.length} characters, as ${workload} is a label's value too`, suggestion: 'rename the target' }));
  }
  const apex = service?.name ?? targetRef.name;
  if (`${apex}-primary`.length > longest) {
    problems.push(denied({ path: 'spec.service.name', value: service?.name, expected: `a name of at most ${longest - '-primary'.length} characters, as there will be a Service ${apex}-primary`, suggestion: service?.name === undefined ? 'choose a shorter one than that of the target' : 'choose a shorter one' }));
  }
  return problems;
}
