/**
 * Keeps the certificates current, together with the other replicas: looks at the Secret they share and at both webhook configurations,
 * plans, does one thing, and looks again. Every write names the version it was made from; who comes second reads what the first has
 * written and goes on from there, so all end with one authority and one certificate.
 */
import { watchObjects } from '../../shared/kube/cache.ts';
import type { Cache } from '../../shared/kube/cache.ts';
import { isStatus, referenceOf } from '../../shared/kube/kube.ts';
import type { Kube, KubeObject } from '../../shared/kube/kube.ts';
import { mutatingWebhooks, secrets, validatingWebhooks } from '../../shared/kube/resources.ts';
import type { Resource } from '../../shared/kube/resources.ts';
import type { Clock } from '../../shared/time/clock.ts';
import { isSignedFor } from './certificate-facts.ts';
import type { KeyPair } from './issue.ts';
import { readKept, renderSecret, secretName } from './kept-certificates.ts';
import type { KeptCertificates, Secret } from './kept-certificates.ts';
import { planRenewal } from './plan-renewal.ts';
import type { Renewal } from './plan-renewal.ts';
import { configurationName, publishAuthorities, publishedIn } from './publish-ca.ts';
import type { WebhookConfiguration } from './publish-ca.ts';
import { renew } from './renew.ts';

export interface KeeperOptions {
  readonly kube: Kube;
  /** Of the Secret. */
  readonly namespace: string;
  /** The DNS names under which the webhook is called. */
  readonly hosts: readonly string[];
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Is given each new certificate, at the latest before what it replaces is not trusted any more. */
  serve(pair: KeyPair): void;
  log(line: string): void;
}

const retryMs = 5000;
/** More steps without rest are a fault of the plan: no API server is to be kept busy by one. */
const mostSteps = 20;

/** Goes on until the signal ends it. @throws ApiError where the Secret or a configuration may not be read at all. */
export async function keepCurrent(options: KeeperOptions): Promise<void> {
  const { clock, signal, log } = options;
  const bell = hangBell(clock, signal);
  const keeper = openKeeper(options, bell.ring);
  await keeper.synced;
  while (!signal.aborted) {
    const rung = bell.next();
    const pauseMs = await settle(keeper).catch((error: Error) => {
      log(`certificates: ${error.message}; trying again`);
      return retryMs;
    });
    await rung.within(pauseMs);
  }
}

interface Keeper extends KeeperOptions {
  readonly secret: Cache<Secret>;
  readonly configurations: readonly { readonly resource: Resource; readonly cache: Cache<WebhookConfiguration> }[];
  readonly synced: Promise<unknown>;
  served: KeyPair | undefined;
}

function openKeeper(options: KeeperOptions, ring: () => void): Keeper {
  const { kube, namespace, signal, log } = options;
  const watch = <T extends KubeObject>(resource: Resource, name: string, place: { namespace?: string } = {}) =>
    watchObjects<T>(kube, { resource, fieldSelector: `metadata.name=${name}`, ...place }, { signal, onChange: ring, onError: ({ message }) => log(`watching ${resource.plural}: ${message}; trying again`) });
  const secret = watch<Secret>(secrets, secretName, { namespace });
  const configurations = [mutatingWebhooks, validatingWebhooks].map((resource) => ({ resource, cache: watch<WebhookConfiguration>(resource, configurationName) }));
  const synced = Promise.all([secret, ...configurations.map(({ cache }) => cache)].map((cache) => cache.synced));
  return { ...options, secret, configurations, synced, served: undefined };
}

/** Does what is to be done now. @returns the milliseconds until there may be more. */
async function settle(keeper: Keeper): Promise<number> {
  const { hosts, clock, secret, configurations, log } = keeper;
  for (let step = 0; step < mostSteps && !keeper.signal.aborted; step += 1) {
    const kept = readKept(secret.list()[0]);
    serveNew(keeper, kept);
    const published = publishedIn(configurations.flatMap(({ cache }) => cache.list()));
    const plan = planRenewal({ kept, published, hosts, now: clock.now() });
    if (plan.do === 'rest') {
      return Math.max(1000, plan.until.getTime() - clock.now().getTime());
    }
    log(`certificates: ${plan.because}: ${plan.do}`);
    await perform(keeper, plan, kept);
  }
  return retryMs;
}

function serveNew(keeper: Keeper, { authority, serving }: KeptCertificates): void {
  if (serving === undefined || serving.certificate === keeper.served?.certificate) {
    return;
  }
  if (authority !== undefined && isSignedFor(serving, authority, keeper.hosts)) {
    keeper.serve(serving);
    keeper.served = serving;
  }
}

async function perform(keeper: Keeper, plan: Exclude<Renewal, { do: 'rest' }>, kept: KeptCertificates): Promise<void> {
  const { kube, hosts, clock, namespace, secret, configurations } = keeper;
  if (plan.do !== 'publish') {
    const existing = secret.list()[0];
    const wanted = renderSecret(await renew(plan, kept, { hosts, now: clock.now() }), namespace, existing);
    await orReread(kube, secrets, secret, wanted, () => (existing === undefined ? kube.create(secrets, wanted) : kube.replace(secrets, wanted)));
    return;
  }
  for (const { resource, cache } of configurations) {
    for (const configuration of cache.list()) {
      await orReread(kube, resource, cache, configuration, () => publishAuthorities(kube, resource, configuration, plan.trusted));
    }
  }
}

/** Somebody was quicker: what they have written counts. */
async function orReread<T extends KubeObject>(kube: Kube, resource: Resource, cache: Cache<T>, object: T, write: () => Promise<T>): Promise<void> {
  try {
    cache.accept(await write());
  } catch (error) {
    if (!isStatus(error, 409)) {
      throw error;
    }
    const current = await kube.get<T>(referenceOf(resource, object));
    if (current !== undefined) {
      cache.accept(current);
    }
  }
}

/** What wakes the keeper: a change, the time, or the end. A ring while it works counts for the next wait. */
function hangBell(clock: Clock, signal: AbortSignal) {
  let ring = () => {};
  signal.addEventListener('abort', () => ring());
  return {
    ring: () => ring(),
    next() {
      const { promise, resolve } = Promise.withResolvers<void>();
      ring = resolve;
      return {
        async within(milliseconds: number): Promise<void> {
          const callOff = clock.after(milliseconds, resolve, { unref: true });
          await promise;
          callOff();
        },
      };
    },
  };
}
