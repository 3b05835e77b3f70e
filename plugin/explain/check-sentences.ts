import type { Canary, CheckStatus } from '../../shared/api/canary.ts';
import { canaryView } from '../view/canary-view.ts';
import { formatTime } from '../view/moment.ts';
import { timeOf } from './standing.ts';

/** `request-success-rate was 97.1 % (needs ≥ 99 %) in 3 of 3 failed checks from 10:02:11`, for each check that failed when it was measured last. */
export function failedChecks({ canary, now }: { canary: Canary; now: Date }): string[] {
  const { checks = [], failedChecks: rounds = 0 } = canary.status ?? {};
  const since = firstFailure(canary);
  return checks.filter(({ verdict }) => verdict === 'failed').map((check) => {
    const often = rounds === 0 ? '' : ` in ${check.failures ?? 1} of ${rounds} failed ${rounds === 1 ? 'check' : 'checks'}`;
    const from = since === undefined || check.failures !== rounds ? '' : ` ${rounds > 1 ? 'from' : 'at'} ${formatTime(since, now)}`;
    return `${measured(canary, check)}${often}${from}`;
  });
}

/** For each check that could not be found out when it was asked last: why. */
export function unknownChecks({ canary }: { canary: Canary }): string[] {
  return (canary.status?.checks ?? []).filter(({ verdict }) => verdict === 'unknown').map(({ name, message }) => `${name} could not be found out: ${message ?? 'no reason is recorded'}`);
}

/** All checks that passed last, in one sentence. */
export function passedChecks({ canary }: { canary: Canary }): string | undefined {
  const passed = (canary.status?.checks ?? []).filter(({ verdict }) => verdict === 'passed');
  return passed.length === 0 ? undefined : `passed when measured last: ${passed.map((check) => measured(canary, check)).join('; ')}`;
}

/** Where the answers come from. */
export function checkSource({ spec: { metricsServer, provider = 'kubernetes', analysis: { metrics = [] } } }: Canary): string | undefined {
  if (metrics.length === 0) {
    return undefined;
  }
  return metricsServer === undefined
    ? `the built-in checks read the /metrics pages of the pods that provider ${provider} has, as there is no spec.metricsServer`
    : `the built-in checks ask ${metricsServer} (spec.metricsServer)`;
}

function measured(canary: Canary, { name }: CheckStatus): string {
  const { value = '-', expected = '' } = canaryView(canary).checks.find((check) => check.name === name) ?? {};
  return `${name} was ${value}${expected === '' ? '' : ` (needs ${expected})`}`;
}

/** The status counts failed rounds; when the first of them was is in its history. */
function firstFailure({ status = {} }: Canary): Date | undefined {
  const { history = [], startedAt = '' } = status;
  const first = history.find(({ at, because }) => at >= startedAt && /: check \d+ of \d+ failed: /.test(because));
  return timeOf(first?.at);
}
