import { metrics } from '../../../../plugin/doctor/checks/metrics.ts';
import { healthyCanary, itSees } from '../../../builders/a-checkup.ts';

describe('plugin/doctor/checks/metrics.ts', () => {
  itSees(metrics, [
    ['tells by what it is judged', { canary: healthyCanary().analysed({ metrics: [{ name: 'request-success-rate', thresholdRange: { min: 99 } }, { name: 'request-duration', threshold: 500 }] }) }, ['ok judged by request-success-rate (≥ 99), request-duration (≤ 500)']],
    ['warns where nothing judges', { canary: healthyCanary().analysed({ metrics: [] }) }, ['warning spec.analysis.metrics: expected at least one metric or webhook, got nothing → every change that starts is promoted now']],
    ['says what cannot be judged', { canary: healthyCanary().analysed({ metrics: [{ name: 'request-duration' }] }) }, ['error spec.analysis.metrics[0].thresholdRange: expected min, max or both, got nothing → without them no value passes']],
  ]);
});
