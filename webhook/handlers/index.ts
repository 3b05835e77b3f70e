export { holdWorkload } from './hold-workload.ts';
export { denyWhileRolling } from './deny-while-rolling.ts';
export { validateCanary } from './validate-canary.ts';
export { validateMetricTemplate } from './validate-metric-template.ts';
export { validateAlertProvider } from './validate-alert-provider.ts';
