import { expect } from 'chai';
import { createCaller } from '../../../../../shared/simulator/admission/webhooks/call-webhook.ts';
import { CallFailure } from '../../../../../shared/simulator/admission/webhooks/call-failure.ts';
import type { ClientConfig } from '../../../../../shared/simulator/admission/webhooks/webhook.ts';
import { ManualClock } from '../../../../builders/a-manual-clock.ts';
import { anAdmissionWorld } from '../../../../builders/an-admission-world.ts';
import { anHttpServer } from '../../../../builders/an-http-server.ts';
import type { HttpServer } from '../../../../builders/an-http-server.ts';
import { anHttpsWebhook } from '../../../../builders/an-https-webhook.ts';
import type { RawAnswer } from '../../../../builders/an-https-webhook.ts';
import { someCertificates } from '../../../../builders/some-certificates.ts';
import { until } from '../../../../builders/until.ts';

describe('shared/simulator/admission/webhooks/call-webhook.ts', () => {
  const namespace = 'kubectl-canary-system';
  const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'webhook', namespace }, spec: { clusterIP: '10.96.0.10', ports: [{ port: 443, targetPort: 'https' }] } };
  const review = { request: { uid: 'u' } };
  let certificates: Awaited<ReturnType<typeof someCertificates>>;
  before(async () => {
    certificates = await someCertificates(new Date());
  });
  const caBundle = () => Buffer.from(certificates.authority.certificate).toString('base64');
  const ofService = (changes: object = {}): ClientConfig => ({ service: { namespace, name: 'webhook', path: '/mutate', port: 443, ...changes }, caBundle: caBundle() });

  /** Calls a webhook whose Service leads to this port. */
  function caller(port: number | undefined, clock = new ManualClock()) {
    const { surroundings, put } = anAdmissionWorld({ clock, network: { service: () => (port === undefined ? undefined : { host: '127.0.0.1', port }) } });
    put(service);
    const call = createCaller(surroundings, 0);
    return (clientConfig = ofService()) => call({ name: 'x', clientConfig, timeoutSeconds: 2 }, review);
  }

  it('posts the review to a pod of the Service, whose certificate is for the name of the Service', async () => {
    await using server = await anHttpsWebhook(certificates.serving, () => ({ allowed: true }));
    expect(await caller(server.port)()).to.deep.equal({ apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview', response: { uid: 'u', allowed: true } });
    expect(server.asked).to.deep.equal([{ url: '/mutate?timeout=2s', host: 'webhook.kubectl-canary-system.svc:443', review }]);
  });

  it('keeps its connection', async () => {
    await using server = await anHttpsWebhook(certificates.serving, () => ({ allowed: true }));
    const call = caller(server.port);
    await call();
    await call();
    expect(server.connections()).to.equal(1);
  });

  it('connects again where a kept connection was closed meanwhile', async () => {
    let calls = 0;
    await using server = await anHttpsWebhook(certificates.serving, () => ((calls += 1) === 2 ? { raw: 'cut' } : { allowed: true }));
    const call = caller(server.port);
    await call();
    await call();
    expect(calls).to.equal(3);
  });

  it('gives up when the time is over', async () => {
    const clock = new ManualClock();
    await using server = await anHttpsWebhook(certificates.serving, () => ({ raw: undefined }));
    const outcome = failureOf(caller(server.port, clock)());
    await until('the webhook is asked', () => server.asked.length === 1);
    clock.advance(2000);
    expect(await outcome).to.equal('failed to call webhook: Post "https://webhook.kubectl-canary-system.svc:443/mutate?timeout=2s": context deadline exceeded');
  });

  const answers: { title: string; raw: RawAnswer; says: string }[] = [
    { title: 'cuts the connection', raw: 'cut', says: 'failed to call webhook: Post "https://webhook.kubectl-canary-system.svc:443/mutate?timeout=2s": EOF' },
    { title: 'fails', raw: { status: 500, type: 'text/plain', text: 'it broke\n' }, says: 'failed to call webhook: an error on the server ("it broke") has prevented the request from succeeding' },
    { title: 'fails in JSON', raw: { status: 500, type: 'application/json', text: '{}' }, says: 'failed to call webhook: an error on the server ("unknown") has prevented the request from succeeding' },
    { title: 'is not there', raw: { status: 404, text: '' }, says: 'failed to call webhook: the server could not find the requested resource' },
    { title: 'does not take it', raw: { status: 400, text: '?' }, says: 'failed to call webhook: the server rejected our request for an unknown reason' },
    { title: 'says nothing', raw: { text: '' }, says: 'failed to call webhook: 0-length response with status code: 200 and content type: application/json' },
    { title: 'says something else', raw: { type: 'text/plain', text: 'hello' }, says: `failed to call webhook: couldn't get version/kind; json parse error: ` },
  ];
  for (const { title, raw, says } of answers) {
    it(`tells of one that ${title}`, async () => {
      await using server = await anHttpsWebhook(certificates.serving, () => ({ raw }));
      expect((await failureOf(caller(server.port)())).slice(0, says.length)).to.equal(says);
    });
  }

  it('tells of a Service that is not there, has no such port, or no pods', async () => {
    const post = (url: string) => `failed to call webhook: Post "${url}": `;
    expect(await failureOf(caller(1)(ofService({ name: 'nope' })))).to.equal(`${post('https://nope.kubectl-canary-system.svc:443/mutate?timeout=2s')}service "nope" not found`);
    expect(await failureOf(caller(1)(ofService({ port: 444 })))).to.equal(`${post('https://webhook.kubectl-canary-system.svc:444/mutate?timeout=2s')}no service port 444 found for service "webhook"`);
    expect(await failureOf(caller(undefined)())).to.equal(`${post('https://webhook.kubectl-canary-system.svc:443/mutate?timeout=2s')}dial tcp 10.96.0.10:443: connect: connection refused`);
  });

  it('tells of a certificate that somebody else has signed, or that is for somebody else', async () => {
    await using server = await anHttpsWebhook(certificates.serving, () => ({ allowed: true }));
    const other = await someCertificates(new Date());
    const foreign = { ...ofService(), caBundle: Buffer.from(other.authority.certificate).toString('base64') };
    expect(await failureOf(caller(server.port)(foreign))).to.match(/: tls: failed to verify certificate: x509: certificate signed by unknown authority$/);
    const byAddress = { url: `https://127.0.0.1:${server.port}/mutate`, caBundle: caBundle() };
    expect(await failureOf(caller(undefined)(byAddress))).to.equal(
      `failed to call webhook: Post "https://127.0.0.1:${server.port}/mutate?timeout=2s": tls: failed to verify certificate: x509: certificate is valid for webhook.kubectl-canary-system.svc, webhook.kubectl-canary-system.svc.cluster.local, not 127.0.0.1`,
    );
  });

  it('tells of a URL at which somebody listens without TLS, or nobody', async () => {
    const { url } = await withoutTls(async (plain) => {
      expect(await failureOf(caller(undefined)({ url: plain.url.replace('http:', 'https:') }))).to.match(/: http: server gave HTTP response to HTTPS client$/);
    });
    const { host } = new URL(url);
    expect(await failureOf(caller(undefined)({ url: `https://${host}` }))).to.equal(`failed to call webhook: Post "https://${host}/?timeout=2s": dial tcp ${host}: connect: connection refused`);
  });

  it('needs a Service or a URL', async () => {
    expect(await failureOf(caller(undefined)({}))).to.equal('could not get REST client: webhook configuration must have either service or URL');
  });
});

/** Hands in a server without TLS, which is gone afterwards. */
async function withoutTls(act: (plain: HttpServer) => Promise<void>): Promise<HttpServer> {
  await using plain = await anHttpServer(() => ({ body: 'hello' }));
  await act(plain);
  return plain;
}

async function failureOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (error) {
    expect(error).to.be.instanceOf(CallFailure);
    return (error as Error).message;
  }
  throw new Error('the webhook was called');
}
