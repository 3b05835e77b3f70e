import type { ApiObject } from '../../../api-object.ts';
import type { Column } from '../../../schema/definition.ts';
import type { LabelSelector } from '../../../storage/selectors.ts';
import { age, containerColumns, integer, none, shown, unset, wide } from '../cells.ts';
import type { PodTemplate } from '../cells.ts';
import { formatSelector } from '../format-selector.ts';
import { ageOf, humanDuration } from '../human-duration.ts';

interface JobSpec {
  readonly completions?: number;
  readonly parallelism?: number;
  readonly selector?: LabelSelector;
  readonly template?: PodTemplate;
}

interface Job extends ApiObject {
  readonly spec?: JobSpec;
  readonly status?: { readonly succeeded?: number; readonly startTime?: string; readonly completionTime?: string; readonly conditions?: readonly { readonly type: string; readonly status: string }[] };
}

export const jobs: readonly Column[] = [
  shown('Status', statusOf),
  shown('Completions', completions),
  shown('Duration', duration),
  age,
  ...containerColumns(({ spec }: Job) => spec?.template),
  wide('Selector', ({ spec }: Job) => formatSelector(spec?.selector)),
];

function statusOf({ metadata, status }: Job): string {
  const has = (wanted: string) => (status?.conditions ?? []).some(({ type, status: value }) => type === wanted && value === 'True');
  if (has('Complete') || has('Failed')) {
    return has('Complete') ? 'Complete' : 'Failed';
  }
  if (metadata.deletionTimestamp !== undefined) {
    return 'Terminating';
  }
  return ['Suspended', 'FailureTarget', 'SuccessCriteriaMet'].find(has) ?? 'Running';
}

function completions({ spec = {}, status = {} }: Job): string {
  const { completions: wanted, parallelism = 0 } = spec;
  const atOnce = wanted === undefined && parallelism > 1 ? ` of ${parallelism}` : '';
  return `${status.succeeded ?? 0}/${wanted ?? 1}${atOnce}`;
}

function duration({ status: { startTime, completionTime } = {} }: Job, now: Date): string {
  if (startTime === undefined) {
    return '';
  }
  const end = completionTime === undefined ? now : new Date(completionTime);
  return humanDuration(end.getTime() - new Date(startTime).getTime());
}

interface CronJob {
  readonly spec?: { readonly schedule?: string; readonly timeZone?: string; readonly suspend?: boolean; readonly jobTemplate?: { readonly spec?: JobSpec } };
  readonly status?: { readonly active?: readonly unknown[]; readonly lastScheduleTime?: string };
}

export const cronJobs: readonly Column[] = [
  shown('Schedule', ({ spec }: CronJob) => spec?.schedule ?? ''),
  shown('Timezone', ({ spec }: CronJob) => spec?.timeZone ?? none),
  shown('Suspend', ({ spec }: CronJob) => (spec?.suspend === undefined ? unset : spec.suspend ? 'True' : 'False'), { type: 'boolean' }),
  shown('Active', ({ status }: CronJob) => (status?.active ?? []).length, integer),
  shown('Last Schedule', ({ status }: CronJob, now) => (status?.lastScheduleTime === undefined ? none : ageOf(status.lastScheduleTime, now))),
  age,
  ...containerColumns(({ spec }: CronJob) => spec?.jobTemplate?.spec?.template),
  wide('Selector', ({ spec }: CronJob) => formatSelector(spec?.jobTemplate?.spec?.selector)),
];
