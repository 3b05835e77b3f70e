/**
 * Gates: the webhooks of `spec.analysis.webhooks`. The types and payloads are Flagger's (reference: docs.flagger.app/usage/webhooks).
 */
export const gateTypes = [
  'confirm-rollout', 'pre-rollout', 'rollout', 'confirm-traffic-increase', 'confirm-promotion', 'post-rollout', 'rollback', 'event',
] as const;
export type GateType = (typeof gateTypes)[number];

/** The JSON body a gate receives. `event` gates get eventMessage, eventType and timestamp (Unix ms) in `metadata`. */
export interface GatePayload {
  name: string;
  namespace: string;
  phase: string;
  checksum: string;
  metadata: Record<string, string>;
}

export type GateAnswer =
  | { readonly kind: 'open'; readonly gate: string }
  /** It answered, but not with 200..202. `reason` is one line: the body for most, else the status. */
  | { readonly kind: 'closed'; readonly gate: string; readonly reason: string }
  /** No answer within timeout and retries. */
  | { readonly kind: 'unknown'; readonly gate: string; readonly reason: string };
