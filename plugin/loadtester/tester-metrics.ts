import { Counter, Gauge, Registry, collectDefaultMetrics } from 'prom-client';
import type { GatePayload } from '../../shared/gates/gate.ts';

/** What the load tester tells about itself on /metrics. */
export interface TesterMetrics {
  count(payload: GatePayload, code: string): void;
  task(type: string, status: number): void;
  render(): Promise<{ contentType: string; text: string }>;
}

/** Makes the counters. `running` is asked when they are read. */
export function createMetrics(running: () => number): TesterMetrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const requests = new Counter({ name: 'kubectl_canary_loadtester_requests_total', help: 'Requests that loads have sent, by the status code of the answer.', labelNames: ['namespace', 'name', 'code'], registers });
  const tasks = new Counter({ name: 'kubectl_canary_loadtester_tasks_total', help: 'Tasks asked for, by type and status code of our answer.', labelNames: ['type', 'code'], registers });
  new Gauge({ name: 'kubectl_canary_loadtester_tasks_running', help: 'Tasks that run now.', registers, collect() { this.set(running()); } });
  return {
    count: ({ namespace, name }, code) => requests.inc({ namespace, name, code }),
    task: (type, status) => tasks.inc({ type, code: String(status) }),
    render: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
  };
}
