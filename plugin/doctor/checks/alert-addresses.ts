import type { AlertProvider } from '../../../shared/api/alert-provider.ts';
import { isStatus } from '../../../shared/kube/kube.ts';
import type { KubeObject } from '../../../shared/kube/kube.ts';
import { secrets, services } from '../../../shared/kube/resources.ts';
import { serviceHost } from '../../../shared/kube/service-proxy.ts';
import { known } from '../../../shared/validation/canary-facts.ts';
import type { CanaryCheck, CanaryContext } from '../check.ts';
import { error, ok, warning } from '../finding.ts';
import type { Sight } from '../finding.ts';

/** No alert is sent: only the names of the hosts are looked up. Whoever knows an address may write there, so no more than its host is shown. */
export const alertAddresses: CanaryCheck = {
  code: 'KC802',
  title: 'the addresses of the alerts resolve',
  about: 'canary',
  asksOthers: true,
  async look(context) {
    const providers = [...(await context.facts()).alertProviders].flatMap(([key, fact]) => known(fact) === undefined ? [] : [{ key, provider: known(fact)! as AlertProvider & KubeObject }]);
    return (await Promise.all(providers.map(({ key, provider }) => sightsOf(context, key, provider)))).flat();
  },
};

async function sightsOf(context: CanaryContext, key: string, provider: AlertProvider & KubeObject): Promise<Sight[]> {
  const { proxy } = provider.spec;
  const address = await addressOf(context, provider);
  if (address === undefined || !URL.canParse(address.text)) {
    const where = address?.isSecret === true ? `the Secret of alert provider ${key}` : `alert provider ${key}`;
    return [error(`${where} has ${address === undefined ? 'no address' : 'an address that is none'}`, 'set spec.address, or "address" in the Secret that spec.secretRef names')];
  }
  // Through a proxy it is the proxy that looks the host up.
  const { hostname } = new URL(proxy !== undefined && URL.canParse(proxy) ? proxy : address.text);
  const shown = address.isSecret && proxy === undefined ? 'the host of its secret address' : hostname;
  return [await isKnown(context, provider, hostname)
    ? ok(`alert provider ${key}: ${shown} resolves`)
    : warning(`alert provider ${key}: ${shown} does not resolve from here`, 'correct the address, or look it up from inside the cluster')];
}

/** What a Secret says goes before the field. @throws ApiError 403 where the Secret may not be read. */
async function addressOf({ kube }: CanaryContext, { metadata: { namespace = 'default' }, spec: { address, secretRef } }: AlertProvider & KubeObject): Promise<{ text: string; isSecret: boolean } | undefined> {
  const secret = secretRef === undefined ? undefined : await kube.get<KubeObject & { data?: Record<string, string> }>({ resource: secrets, namespace, name: secretRef.name });
  const encoded = secret?.data?.['address'];
  if (encoded !== undefined) {
    return { text: Buffer.from(encoded, 'base64').toString('utf8').trim(), isSecret: true };
  }
  return address === undefined || address === '' ? undefined : { text: address, isSecret: false };
}

/** A Service's name resolves in the cluster only. */
async function isKnown({ kube, resolves }: CanaryContext, { metadata: { namespace = 'default' } }: KubeObject, hostname: string): Promise<boolean> {
  const host = serviceHost(hostname, namespace);
  const service = host === undefined ? undefined : await kube.get({ resource: services, namespace: host.namespace, name: host.name }).catch((thrown: unknown) => {
    if (isStatus(thrown, 403)) {
      return undefined;
    }
    throw thrown;
  });
  return service !== undefined || await resolves(hostname);
}
