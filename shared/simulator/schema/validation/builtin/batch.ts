import { isDeepStrictEqual } from 'node:util';
import type { StatusCause } from '../../../api-server/api-status.ts';
import type { ApiObject } from '../../../api-object.ts';
import { invalid, omitted, required } from '../causes.ts';
import { negativeCauses } from './numbers.ts';
import { podSpecCauses } from './pod-spec.ts';
import type { Template } from './workloads.ts';

interface JobSpec {
  parallelism?: number;
  completions?: number;
  backoffLimit?: number;
  activeDeadlineSeconds?: number;
  ttlSecondsAfterFinished?: number;
  template?: Template;
  selector?: object;
}

/** What is wrong with a Job, or with how it was changed. */
export function jobCauses(job: ApiObject, before: ApiObject | undefined): StatusCause[] {
  const spec = (job['spec'] ?? {}) as JobSpec;
  return [...jobSpecCauses(spec, 'spec'), ...(before === undefined ? [] : fixedCauses(spec, (before['spec'] ?? {}) as JobSpec))];
}

function fixedCauses(spec: JobSpec, before: JobSpec): StatusCause[] {
  const fields = (['completions', 'selector', 'template'] as const).filter((field) => !isDeepStrictEqual(spec[field], before[field]));
  return fields.map((field) => invalid(`spec.${field}`, field === 'completions' ? spec[field] ?? null : omitted, 'field is immutable'));
}

function jobSpecCauses({ parallelism, completions, backoffLimit, activeDeadlineSeconds, ttlSecondsAfterFinished, template: { spec = {} } = {} }: JobSpec, path: string): StatusCause[] {
  const { restartPolicy } = spec;
  return [
    ...negativeCauses({ [`${path}.parallelism`]: parallelism, [`${path}.completions`]: completions, [`${path}.activeDeadlineSeconds`]: activeDeadlineSeconds, [`${path}.backoffLimit`]: backoffLimit, [`${path}.ttlSecondsAfterFinished`]: ttlSecondsAfterFinished }),
    ...podSpecCauses(spec, `${path}.template.spec`),
    ...(restartPolicy === undefined || restartPolicy === 'Always' ? [required(`${path}.template.spec.restartPolicy`, 'valid values: "OnFailure", "Never"')] : []),
  ];
}

/** What is wrong with a CronJob. */
export function cronJobCauses(cronJob: ApiObject): StatusCause[] {
  const { schedule = '', jobTemplate: { spec = {} } = {}, startingDeadlineSeconds, successfulJobsHistoryLimit, failedJobsHistoryLimit } = (cronJob['spec'] ?? {}) as { schedule?: string; jobTemplate?: { spec?: JobSpec }; startingDeadlineSeconds?: number; successfulJobsHistoryLimit?: number; failedJobsHistoryLimit?: number };
  return [
    ...jobSpecCauses(spec, 'spec.jobTemplate.spec'),
    ...scheduleCauses(schedule),
    ...negativeCauses({ 'spec.startingDeadlineSeconds': startingDeadlineSeconds, 'spec.successfulJobsHistoryLimit': successfulJobsHistoryLimit, 'spec.failedJobsHistoryLimit': failedJobsHistoryLimit }),
  ];
}

function scheduleCauses(schedule: string): StatusCause[] {
  if (schedule === '') {
    return [required('spec.schedule')];
  }
  const fields = schedule.trim().split(/\s+/);
  return schedule.startsWith('@') || fields.length === 5 ? [] : [invalid('spec.schedule', schedule, `expected exactly 5 fields, found ${fields.length}: [${fields.join(' ')}]`)];
}
