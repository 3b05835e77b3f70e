import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { parseAllDocuments } from 'yaml';
import { bypass } from '../../shared/api/annotations.ts';
import { ApiError } from '../../shared/kube/kube.ts';
import { canaries, secrets } from '../../shared/kube/resources.ts';
import { readKept, renderSecret, secretName } from '../../webhook/certificates/kept-certificates.ts';
import type { KeptCertificates, Secret } from '../../webhook/certificates/kept-certificates.ts';
import { readSettings } from '../../webhook/settings.ts';
import { startWebhook } from '../../webhook/start-webhook.ts';
import type { Webhook } from '../../webhook/start-webhook.ts';
import { aCanary } from '../builders/a-canary.ts';
import { aDeployment } from '../builders/a-deployment.ts';
import { ManualClock } from '../builders/a-manual-clock.ts';
import { aReview } from '../builders/a-review.ts';
import { callWebhook } from '../builders/call-webhook.ts';
import { FakeKube } from '../builders/fake-kube.ts';
import { someCertificates, webhookHosts } from '../builders/some-certificates.ts';
import { until } from '../builders/until.ts';
import { trustedIn, webhookConfigurations } from '../builders/webhook-configurations.ts';

const [host = ''] = webhookHosts;
const namespace = 'kubectl-canary-system';
const update = aReview({ oldObject: aDeployment().build(), object: aDeployment().image('podinfo:2').build() });

interface Role {
  rules?: { resources: string[]; verbs: string[] }[];
}

/** What the API server calls what we call by another word. */
const rbacVerbs: Record<string, string> = { replace: 'update' };
const roles = parseAllDocuments(readFileSync(new URL('../../manifests/rbac/webhook.yaml', import.meta.url), 'utf8')).map((document) => document.toJS() as Role);
/** e.g. `get secrets` */
const granted = new Set(roles.flatMap(({ rules = [] }) => rules.flatMap(({ resources, verbs }) => resources.flatMap((resource) => verbs.map((verb) => `${verb} ${resource}`)))));

describe('webhook/start-webhook.ts', () => {
  let kube: FakeKube;
  /** Begins now, as TLS itself asks no clock of ours. */
  let clock: ManualClock;
  let webhooks: Webhook[];
  let logged: string[];
  /** Kept by an earlier run. */
  let earlier: KeptCertificates;

  before(async () => {
    earlier = await someCertificates(new Date());
  });

  beforeEach(() => {
    kube = new FakeKube({ namespace }).put(...webhookConfigurations(), aCanary().build(), renderSecret(earlier, namespace, undefined));
    clock = new ManualClock(new Date());
    webhooks = [];
    logged = [];
  });
  afterEach(() => Promise.all(webhooks.map(stop)));

  const start = async () => {
    const webhook = await startWebhook({ kube, clock, settings: { ...readSettings([], {}), port: 0 }, host: '127.0.0.1', log: (line) => logged.push(line) });
    webhook.failed.catch(() => undefined);
    webhooks.push(webhook);
    return webhook;
  };
  const stop = async (webhook: Webhook) => {
    const stopped = webhook.stop();
    clock.advance(2000);
    await stopped;
  };
  const secret = () => kube.peek<Secret>(secrets, secretName, namespace);
  /** As the API server calls: it trusts what is published, and nothing else. */
  const review = ({ port }: Webhook, path = '/mutate', body = update) => callWebhook({ port, host, trusted: trustedIn(kube)[0] ?? '', path, body });
  const isReady = async ({ port }: Webhook) => (await callWebhook({ port, host, trusted: trustedIn(kube)[0] ?? '', method: 'GET', path: '/readyz' })).text;
  const ready = async () => {
    const webhook = await start();
    // Until it has a certificate of ours, it is not even trusted.
    await until('it is ready', async () => (await isReady(webhook).catch(() => '')) === 'ok');
    return webhook;
  };

  it('is ready when it knows all Canaries and is trusted, and holds then', async () => {
    await kube.delete({ resource: secrets, namespace, name: secretName });
    const webhook = await ready();
    const { status, text } = await review(webhook);
    expect(status).to.equal(200);
    expect(JSON.parse(text)).to.have.nested.property('response.warnings[0]').that.matches(/is held by canary podinfo/);
  });

  it('hears of Canaries that come later', async () => {
    await kube.delete({ resource: canaries, namespace: 'test', name: 'podinfo' });
    const webhook = await ready();
    expect(JSON.parse((await review(webhook)).text)).to.not.have.nested.property('response.patch');
    await kube.create(canaries, aCanary().build());
    await until('it holds', async () => (await review(webhook)).text.includes('is held by canary podinfo'));
  });

  it('fails with the API server\'s words where it can never do its work', async () => {
    kube.failNext(({ verb, resource }) => verb === 'list' && resource === 'canaries', new ApiError(403, 'Forbidden', 'you may not list canaries'));
    const { failed } = await start();
    expect(await failed.catch((error: Error) => error.message)).to.equal('you may not list canaries');
  });

  it('fails no review while certificates and authorities are replaced, and is trusted all along', async function () {
    this.timeout(30_000);
    const [first, second] = [await ready(), await ready()];
    let renewals = 0;
    for (let count = 0; count < 200; count += 1) {
      if (count % 50 === 5) {
        renewals += 1;
        // The certificate is lost at one time, all of the Secret at another: the first asks for a new certificate, the second for a new authority.
        await (renewals % 2 === 1 ? kube.replace(secrets, renderSecret({ ...readKept(secret()), serving: undefined }, namespace, secret())) : kube.delete({ resource: secrets, namespace, name: secretName }));
      }
      const { status } = await review(count % 2 === 0 ? first : second);
      expect(status, `review ${count}`).to.equal(200);
      clock.advance(2000);
    }
    await until('the last renewal is through', () => readKept(secret()).serving !== undefined);
    expect(renewals).to.equal(4);
    expect(readKept(secret()).authority).to.not.deep.equal(earlier.authority);
    expect(logged.filter((line) => line.startsWith('certificate valid until')).length, 'both have swapped').to.be.greaterThan(4);
    expect([await isReady(first), await isReady(second)]).to.deep.equal(['ok', 'ok']);
  });

  it('asks the API server for nothing that manifests/rbac/webhook.yaml does not grant', async () => {
    await kube.delete({ resource: secrets, namespace, name: secretName });
    const before = kube.calls.length;
    const webhook = await ready();
    const bypassing = aReview({ oldObject: aDeployment().build(), object: aDeployment().image('podinfo:2').annotated({ [bypass]: 'hotfix' }).build() });
    const aNewCanary = aCanary().analysed({ metrics: [{ name: 'latency', templateRef: { name: 'latency' } }], alerts: [{ name: 'us', providerRef: { name: 'chat' } }] }).build();
    await review(webhook, '/mutate', bypassing);
    await review(webhook, '/validate', aReview({ operation: 'CREATE', object: aNewCanary, oldObject: null }));
    await kube.replace(secrets, renderSecret({ ...readKept(secret()), serving: undefined }, namespace, secret()));
    await until('there is another certificate', () => readKept(secret()).serving !== undefined && kube.calls.some(({ resource }) => resource === 'events'));
    const asked = kube.calls.slice(before).filter(({ verb }) => verb !== 'request').map(({ verb, resource }) => `${rbacVerbs[verb] ?? verb} ${resource}`);
    expect(asked).to.include.members(['create secrets', 'update secrets', 'create events', 'get metrictemplates']);
    expect([...new Set(asked)].filter((permission) => !granted.has(permission))).to.deep.equal([]);
  });

  it('turns unready, goes on answering, then ends', async () => {
    const webhook = await ready();
    const stopped = webhook.stop();
    expect(await isReady(webhook)).to.equal('not ready: stopping');
    expect((await review(webhook)).status).to.equal(200);
    clock.advance(2000);
    await stopped;
    webhooks = [];
    const refused = await review(webhook).catch((error: NodeJS.ErrnoException) => error.code);
    expect(refused).to.equal('ECONNREFUSED');
  });
});
