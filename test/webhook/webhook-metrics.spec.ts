import { expect } from 'chai';
import { createMetrics } from '../../webhook/webhook-metrics.ts';
import type { WebhookMetrics } from '../../webhook/webhook-metrics.ts';

describe('webhook/webhook-metrics.ts', () => {
  let metrics: WebhookMetrics;
  let expiry: Date | undefined;
  beforeEach(() => {
    expiry = undefined;
    metrics = createMetrics(() => expiry);
  });

  const line = async (start: string) => (await metrics.render()).text.split('\n').find((each) => each.startsWith(`kubectl_canary_webhook_${start}`))?.split(' ').at(-1);

  it('counts reviews by path and verdict, and how long they took', async () => {
    metrics.reviewed('/mutate', 'held', 0.003);
    metrics.reviewed('/mutate', 'refused', 0.001);
    expect(await line('requests_total{path="/mutate",verdict="held"}')).to.equal('1');
    expect(await line('requests_total{path="/mutate",verdict="refused"}')).to.equal('1');
    expect(await line('request_duration_seconds_bucket{le="0.0025",path="/mutate"}')).to.equal('1');
    expect(await line('request_duration_seconds_count{path="/mutate"}')).to.equal('2');
  });

  it('counts what became of holds, and who denied', async () => {
    metrics.decided('hold-workload', 'held');
    metrics.decided('hold-workload', 'untouched');
    metrics.decided('validate-canary', 'denied');
    expect(await line('holds_total{verdict="held"}')).to.equal('1');
    expect(await line('holds_total{verdict="untouched"}')).to.equal(undefined);
    expect(await line('denials_total{handler="validate-canary"}')).to.equal('1');
  });

  it('says when the certificate in use ends, and 0 while there is none', async () => {
    expect(await line('certificate_expiry_timestamp_seconds')).to.equal('0');
    expiry = new Date('2026-04-01T00:00:00Z');
    expect(await line('certificate_expiry_timestamp_seconds')).to.equal('1775001600');
  });
});
