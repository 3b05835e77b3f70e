import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { ReviewPath } from './handlers/handler.ts';

/** What the webhook tells about itself on /metrics. No name of an object is a label: they would add up for ever. */
export interface WebhookMetrics {
  /** One review was answered (or refused before it could be). */
  reviewed(path: ReviewPath, verdict: string, seconds: number): void;
  /** A change that was not a dry run was held, let go or denied. */
  decided(handler: string, verdict: string): void;
  render(): Promise<{ contentType: string; text: string }>;
}

const holdVerdicts = ['held', 'held-again', 'lifted', 'released', 'bypassed', 'passed'];

/** Makes the counters. `expiry` is asked when they are read. */
export function createMetrics(expiry: () => Date | undefined): WebhookMetrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const requests = new Counter({ name: 'kubectl_canary_webhook_requests_total', help: 'Admission reviews, by path and by what became of them.', labelNames: ['path', 'verdict'], registers });
  const latency = new Histogram({ name: 'kubectl_canary_webhook_request_duration_seconds', help: 'Time from the last byte of a review to its answer.', labelNames: ['path'], buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2], registers });
  const holds = new Counter({ name: 'kubectl_canary_webhook_holds_total', help: 'Changes of targets, by what became of the hold; dry runs are not counted.', labelNames: ['verdict'], registers });
  const denials = new Counter({ name: 'kubectl_canary_webhook_denials_total', help: 'Changes that were denied, by who denied them; dry runs are not counted.', labelNames: ['handler'], registers });
  new Gauge({ name: 'kubectl_canary_webhook_certificate_expiry_timestamp_seconds', help: 'When the certificate in use ends.', registers, collect() { this.set((expiry()?.getTime() ?? 0) / 1000); } });
  return {
    reviewed(path, verdict, seconds) {
      requests.inc({ path, verdict });
      latency.observe({ path }, seconds);
    },
    decided(handler, verdict) {
      if (verdict === 'denied') {
        denials.inc({ handler });
      } else if (holdVerdicts.includes(verdict)) {
        holds.inc({ verdict });
      }
    },
    render: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
  };
}
