import { lookup } from 'node:dns/promises';
import type { Canary } from '../../shared/api/canary.ts';
import { namespaceOf } from '../../shared/api/namespace-of.ts';
import type { Kube } from '../../shared/kube/kube.ts';
import { services } from '../../shared/kube/resources.ts';
import { httpFor } from '../../shared/kube/service-proxy.ts';
import type { Service } from '../../shared/validation/canary-facts.ts';
import { gatherFacts } from '../../shared/validation/gather-facts.ts';
import { validateCanary } from '../../shared/validation/validate-canary.ts';
import type { CanaryContext } from './check.ts';
import { tellPermission } from './tell-permission.ts';

/** Milliseconds of a request to others; shorter than a check may take, so that it can say who did not answer. */
const timeoutMs = 4000;

/** What the checks of one Canary share: each thing is read when the first of them asks for it, and once. */
export function canaryContext(kube: Kube, canary: Canary, now: Date): CanaryContext {
  const namespace = namespaceOf(canary);
  const send = tellPermission(httpFor(kube, { namespace }), kube, namespace);
  const facts = once(() => gatherFacts(kube, canary));
  return {
    kube, canary, now, facts,
    http: (url, request) => send(url, { ...request, timeoutMs }),
    resolves: async (hostname) => await lookup(hostname).then(() => true, () => false),
    problems: once(async () => validateCanary(canary, await facts())),
    services: once(async () => (await kube.list<Service>({ resource: services, namespace })).items),
  };
}

function once<T>(read: () => Promise<T>): () => Promise<T> {
  let reading: Promise<T> | undefined;
  return () => (reading ??= read());
}
