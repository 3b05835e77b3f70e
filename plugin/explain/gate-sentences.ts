import type { Canary, GateStatus, Webhook } from '../../shared/api/canary.ts';
import { namespaceOf } from '../../shared/api/namespace-of.ts';
import { serviceHost } from '../../shared/kube/service-proxy.ts';
import { approvals } from '../view/approvals.ts';
import { formatTime } from '../view/moment.ts';
import { canaryCommand } from '../command-line.ts';
import type { NextStep } from './explanation.ts';
import { timeOf } from './standing.ts';

/** What is kept from happening meanwhile. */
const holdsUp: Record<string, string> = {
  'confirm-rollout': 'before the analysis begins',
  'pre-rollout': 'before the first request reaches the canary',
  'confirm-traffic-increase': 'before the next share of the traffic',
  'confirm-promotion': 'before the promotion',
};

/** The gate that the rollout waits at; undefined where it waits at none. */
export function waitedGate({ spec, status = {} }: Canary): GateStatus | undefined {
  return status.gates?.find(({ name, type, state }) => state !== 'open' && approvals.includes(type) && spec.analysis.webhooks?.some((gate) => gate.name === name && gate.type === type));
}

/** Which gate it is, what it said, and when it is asked again. */
export function gateSentences({ canary, now }: { canary: Canary; now: Date }, { name, type, state, message = '', at }: GateStatus): string[] {
  const asked = timeOf(at);
  const again = timeOf(canary.status?.nextCheckAt);
  const answer = `${state === 'unknown' ? 'could not be asked' : 'is closed'}${message === '' ? '' : `: "${message}"`}`;
  return [
    `it waits ${holdsUp[type] ?? 'for an approval'}, as gate ${name} (${type}) ${answer}`,
    ...(asked === undefined ? [] : [`gate ${name} was asked at ${formatTime(asked, now)}${again === undefined || again <= now ? '' : `, and is asked again at ${formatTime(again, now)}`}`]),
    ...howItOpens(webhookOf(canary, { name, type })),
  ];
}

function howItOpens(webhook: Webhook | undefined): string[] {
  return webhook === undefined ? [] : [`it opens when ${webhook.url} answers with 200, 201 or 202`];
}

/** How a gate that is not open gets open, in one line: what to type where that can be known. */
export function gateOpening(canary: Canary, gate: Pick<GateStatus, 'name' | 'type'>): string | undefined {
  const webhook = webhookOf(canary, gate);
  return webhook === undefined ? undefined : openingCommand(canary, webhook.url) ?? howItOpens(webhook)[0];
}

/** What to type to open it, or to go past it. */
export function gateSteps(canary: Canary, gate: GateStatus): (NextStep | undefined)[] {
  const webhook = webhookOf(canary, gate);
  const command = webhook === undefined ? undefined : openingCommand(canary, webhook.url);
  return [
    command === undefined ? undefined : { to: `open gate ${gate.name}`, command },
    { to: 'let the change through without it', command: canaryCommand('promote', canary) },
    { to: 'give the change up', command: canaryCommand('abort', canary) },
  ];
}

/** The gates of a load tester stand in its memory: one call opens them, through the API server wherever the caller is. */
function openingCommand(canary: Canary, address: string): string | undefined {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const host = url === undefined ? undefined : serviceHost(url.hostname, namespaceOf(canary));
  if (url === undefined || host === undefined || !url.pathname.endsWith('/gate/check')) {
    return undefined;
  }
  const isSecure = url.protocol === 'https:';
  const service = `${isSecure ? 'https:' : ''}${host.name}:${url.port || (isSecure ? '443' : '80')}`;
  const body = JSON.stringify({ name: canary.metadata.name, namespace: namespaceOf(canary) });
  return `echo '${body}' | kubectl create --raw /api/v1/namespaces/${host.namespace}/services/${service}/proxy${url.pathname.replace(/check$/, 'open')} -f -`;
}

/** Gates whose answers count as checks and that did not let the rollout on when they were asked last. */
export function failedGates({ spec, status = {} }: Canary): string[] {
  const counting = (status.gates ?? []).filter(({ type, state }) => (type === 'rollout' || type === 'pre-rollout') && (state === 'closed' || state === 'unknown'));
  return counting.map((gate) => {
    const address = spec.analysis.webhooks?.find((each) => each.name === gate.name)?.url;
    return `gate ${gate.name} (${gate.type}) ${gate.state === 'unknown' ? 'could not be asked' : 'said no'}${gate.message === undefined ? '' : `: ${gate.message}`}${address === undefined ? '' : ` (${address})`}`;
  });
}

function webhookOf({ spec }: Canary, { name, type }: Pick<GateStatus, 'name' | 'type'>): Webhook | undefined {
  return spec.analysis.webhooks?.find((each) => each.name === name && (each.type || 'rollout') === type);
}

/** The gate that ended the rollout, where one asked for it. */
export function rollbackGate(canary: Canary, failure: string): string | undefined {
  const name = /rollback check (.+) asked for it$/.exec(failure)?.[1];
  const webhook = name === undefined ? undefined : webhookOf(canary, { name, type: 'rollback' });
  return name === undefined ? undefined : `gate ${name} (rollback) asked for it${webhook === undefined ? '' : `: ${webhook.url} answered with success`}`;
}
