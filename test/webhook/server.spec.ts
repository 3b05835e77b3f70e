import https from 'node:https';
import { connect } from 'node:tls';
import { expect } from 'chai';
import { bypass } from '../../shared/api/annotations.ts';
import { ApiError } from '../../shared/kube/kube.ts';
import { allowed } from '../../webhook/admission/response.ts';
import type { Answer, Handler } from '../../webhook/handlers/handler.ts';
import { handlerFor } from '../../webhook/handler-for.ts';
import { createServer, longestReviewBytes } from '../../webhook/server.ts';
import type { WebhookServer } from '../../webhook/server.ts';
import { createMetrics } from '../../webhook/webhook-metrics.ts';
import { aCanary } from '../builders/a-canary.ts';
import { aDeployment } from '../builders/a-deployment.ts';
import { ManualClock } from '../builders/a-manual-clock.ts';
import { aReview } from '../builders/a-review.ts';
import { callWebhook } from '../builders/call-webhook.ts';
import type { WebhookCall } from '../builders/call-webhook.ts';
import { FakeKube } from '../builders/fake-kube.ts';
import { mergePatch } from '../../shared/simulator/patches/merge-patch.ts';
import { randomJson, randomlyBent } from '../builders/random-json.ts';
import { someCertificates, webhookHosts } from '../builders/some-certificates.ts';
import { until } from '../builders/until.ts';

const [host = ''] = webhookHosts;
const update = aReview({ oldObject: aDeployment().build(), object: aDeployment().image('podinfo:2').build() });
const aNewCanary = aReview({ operation: 'CREATE', object: aCanary().build(), oldObject: null });

describe('webhook/server.ts', () => {
  let certificates: Awaited<ReturnType<typeof someCertificates>>;
  let other: typeof certificates;
  let server: WebhookServer;
  let port: number;
  let kube: FakeKube;
  let clock: ManualClock;
  let logged: string[];
  let missing: string[];
  let isStopping: boolean;
  /** Answers instead of the real handlers where it is set. */
  let handler: Handler | undefined;

  before(async () => {
    [certificates, other] = await Promise.all([someCertificates(new Date()), someCertificates(new Date())]);
  });

  beforeEach(async () => {
    kube = new FakeKube().put(aDeployment().build());
    clock = new ManualClock();
    logged = [];
    missing = [];
    isStopping = false;
    handler = undefined;
    server = createServer({
      certificate: certificates.serving,
      sight: { canaries: () => [aCanary().build()], kube, now: () => clock.now() },
      metrics: createMetrics(() => undefined),
      clock,
      handlerFor: (path, review) => handler ?? handlerFor(path, review),
      notReady: () => missing,
      isStopping: () => isStopping,
      log: (line) => logged.push(line),
    });
    port = await server.listen(0, '127.0.0.1');
  });
  afterEach(() => server.close());

  const call = (options: Partial<WebhookCall> = {}) => callWebhook({ port, host, trusted: certificates.authority.certificate, ...options });
  const answer = async (options: Partial<WebhookCall>) => {
    const { status, text } = await call(options);
    return { status, ...(JSON.parse(text) as { error?: string; response?: Answer['response'] & { uid: string } }) };
  };
  const aHandler = (more: Partial<Handler>): Handler => ({ name: 'a-handler', path: '/mutate', failsOpen: true, isFor: () => true, answer: () => ({ response: allowed(), verdict: 'allowed' }), ...more });

  describe('reviews', () => {
    it('holds a new image', async () => {
      const { status, response } = await answer({ body: update });
      expect(status).to.equal(200);
      expect(response).to.include({ uid: update.request.uid, allowed: true, patchType: 'JSONPatch' });
      expect(response?.warnings?.[0]).to.match(/is held by canary podinfo/);
    });

    it('denies a change while the target rolls', async () => {
      const rolling = aReview({ oldObject: aDeployment().rolling(1).build(), object: aDeployment().rolling(1).image('podinfo:2').build() });
      expect((await answer({ path: '/validate', body: rolling })).response).to.deep.include({ allowed: false }).and.to.have.nested.property('status.code', 403);
    });

    it('says what is wrong with a Canary', async () => {
      expect((await answer({ path: '/validate', body: aNewCanary })).response).to.have.nested.property('status.message').that.matches(/spec\.analysis\.stepWeight: expected/);
    });

    for (const [title, body] of [
      ['a new Deployment', aReview({ operation: 'CREATE', object: aDeployment().build(), oldObject: null })],
      ['a deleted Deployment', aReview({ operation: 'DELETE', object: null, oldObject: aDeployment().build() })],
      ['a deleted Canary', aReview({ operation: 'DELETE', object: null, oldObject: aCanary().build() })],
      ['a CONNECT', aReview({ operation: 'CONNECT', object: null, oldObject: null })],
    ] as const) {
      it(`lets ${title} on, at both paths`, async () => {
        for (const path of ['/mutate', '/validate']) {
          expect((await answer({ path, body })).response, path).to.deep.equal({ uid: body.request.uid, allowed: true });
        }
      });
    }

    it('takes letters of all kinds', async () => {
      const named = aDeployment().annotated({ note: 'Ж😀\u2028"\\' });
      const { response } = await answer({ body: aReview({ username: 'Зоя', oldObject: named.build(), object: named.image('Ж:2').build() }) });
      expect(response).to.include({ allowed: true, patchType: 'JSONPatch' });
    });

    it('takes a review that is nearly as long as may be', async () => {
      const filled = aDeployment().annotated({ filler: 'x'.repeat(longestReviewBytes - 10_000) });
      expect((await answer({ body: aReview({ oldObject: aDeployment().build(), object: filled.image('podinfo:2').build() }) })).response).to.include({ allowed: true, patchType: 'JSONPatch' });
    });
  });

  describe('what is no review', () => {
    const text = JSON.stringify(update);
    const bad: [string, Partial<WebhookCall>, number, RegExp][] = [
      ['JSON that is cut off', { body: text.slice(0, -5) }, 400, /^the body is no JSON: /],
      ['an empty body', { body: '' }, 400, /^the body is no JSON: /],
      ['no body at all', { headers: { 'content-type': 'application/json' } }, 400, /^the body is no JSON: /],
      ['null', { body: 'null' }, 400, /^the body: expected an object, got null$/],
      ['another version', { body: { ...update, apiVersion: 'admission.k8s.io/v1beta1' } }, 400, /expected AdmissionReview of admission\.k8s\.io\/v1, got/],
      ['another kind', { body: { ...update, kind: 'List' } }, 400, /got "List" of/],
      ['no UID', { body: mergePatch(update, { request: { uid: null } }) }, 400, /^request\.uid: expected a string/],
      ['no objects', { body: aReview({ object: null, oldObject: null }) }, 400, /^request\.object: expected an object, got null$/],
      ['a form', { body: text, headers: { 'content-type': 'application/x-www-form-urlencoded' } }, 415, /^Content-Type: expected application\/json, got application\/x-www-form-urlencoded$/],
      ['YAML', { body: text, headers: { 'content-type': 'application/yaml' } }, 415, /got application\/yaml$/],
      ['more than 8 MiB', { body: `"${'x'.repeat(longestReviewBytes)}"` }, 413, /^the review is too long: expected no more than 8388608 bytes$/],
      ['another path', { path: '/convert', body: text }, 404, /^there is no POST \/convert: expected POST of an AdmissionReview to \/mutate or \/validate/],
      ['another method', { method: 'GET' }, 404, /^there is no GET \/mutate: /],
    ];
    for (const [title, options, status, error] of bad) {
      it(`refuses ${title} with ${status} and one line`, async () => {
        const refused = await answer(options);
        expect(refused.status).to.equal(status);
        expect(Object.keys(refused)).to.deep.equal(['status', 'error']);
        expect(refused.error).to.match(error).and.not.to.include('\n');
      });
    }

    it('refuses what is too long though its length is not said before', async () => {
      const refused = await new Promise<number | undefined>((resolve, reject) => {
        const request = https.request({ host: '127.0.0.1', port, method: 'POST', path: '/mutate', ca: certificates.authority.certificate, servername: host, headers: { 'content-type': 'application/json' } }, (response) => resolve(response.resume().statusCode));
        request.on('error', reject);
        request.write(Buffer.alloc(longestReviewBytes, 'x'));
        request.end('more');
      });
      expect(refused).to.equal(413);
    });

    it('answers all that chance can make of a review with a 4xx or a well-formed answer', async () => {
      const random = randomJson(20260101);
      const agent = new https.Agent({ keepAlive: true });
      for (let round = 0; round < 300; round += 1) {
        const body = round % 3 === 0 ? random.value() : randomlyBent(round % 2 === 0 ? update : aNewCanary, random);
        const { status, text: said } = await call({ path: random.pick(['/mutate', '/validate']), body: JSON.stringify(body), agent });
        const { error, response, apiVersion, kind } = JSON.parse(said) as { error?: string; response?: { uid: string; allowed: boolean }; apiVersion?: string; kind?: string };
        if (status === 200) {
          expect({ apiVersion, kind, uid: typeof response?.uid, allowed: typeof response?.allowed }, JSON.stringify(body)).to.deep.equal({ apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview', uid: 'string', allowed: 'boolean' });
        } else {
          expect(status, JSON.stringify(body)).to.equal(400);
          expect(error).to.be.a('string').that.does.not.include('\n');
        }
      }
      agent.destroy();
    });
  });

  describe('failures', () => {
    const bug = () => {
      throw new TypeError('x is undefined');
    };

    it('answers a bug with a warning, and lets on what the policies check again', async () => {
      handler = aHandler({ answer: bug });
      expect((await answer({ body: update })).response).to.deep.include({ uid: update.request.uid, allowed: true }).and.to.have.nested.property('warnings[0]').that.matches(/a-handler failed \(x is undefined\)/);
    });

    it('answers a bug with code 500, and lets nothing on unchecked', async () => {
      handler = aHandler({ answer: bug, failsOpen: false });
      expect((await answer({ path: '/validate', body: aNewCanary })).response).to.deep.include({ allowed: false }).and.to.have.nested.property('status.code', 500);
    });

    it('answers in time though a handler never does', async () => {
      let isAsked = false;
      handler = aHandler({ answer: () => new Promise<never>(() => (isAsked = true)), failsOpen: false });
      const waiting = answer({ body: update });
      await until('the handler is asked', () => isAsked);
      clock.advance(1500);
      expect((await waiting).response).to.have.nested.property('status.message').that.matches(/no answer within 1\.5 s/);
    });
  });

  describe('what is done afterwards', () => {
    const bypassed = (dryRun: boolean) => aReview({ dryRun, oldObject: aDeployment().build(), object: aDeployment().image('podinfo:2').annotated({ [bypass]: 'hotfix' }).build() });

    it('is done: an Event tells of a bypass', async () => {
      await answer({ body: bypassed(false) });
      await until('there is an event', () => kube.writes.length === 1);
      expect(kube.writes[0]).to.include({ resource: 'events' });
    });

    it('is not done in a dry run', async () => {
      expect((await answer({ body: bypassed(true) })).response).to.include({ allowed: true });
      await server.close();
      expect(kube.writes).to.deep.equal([]);
    });

    it('changes no answer when it fails, and is logged', async () => {
      kube.failNext(({ resource }) => resource === 'events', new ApiError(403, 'Forbidden', 'no events for you'));
      expect((await answer({ body: bypassed(false) })).response).to.include({ allowed: true });
      await until('it is logged', () => logged.length > 0);
      expect(logged[0]).to.include('no events for you');
    });

    it('is done before the server ends', async () => {
      let finish = () => {};
      let isDone = false;
      const task = new Promise<void>((resolve) => (finish = resolve)).then(() => {
        isDone = true;
      });
      handler = aHandler({ answer: () => ({ response: allowed(), verdict: 'allowed', afterwards: () => task }) });
      await answer({ body: update });
      const closing = server.close();
      finish();
      await closing;
      expect(isDone).to.equal(true);
    });
  });

  describe('for who runs it', () => {
    it('is alive', async () => {
      expect(await call({ method: 'GET', path: '/healthz' })).to.include({ status: 200, text: 'ok' });
    });

    it('is ready when nothing is missing, and says what is', async () => {
      expect(await call({ method: 'GET', path: '/readyz' })).to.include({ status: 200, text: 'ok' });
      missing = ['canaries are not known yet', 'there is no certificate yet'];
      expect(await call({ method: 'GET', path: '/readyz' })).to.include({ status: 503, text: 'not ready: canaries are not known yet, there is no certificate yet' });
    });

    it('counts what it has answered and refused; dry runs hold nothing', async () => {
      await call({ body: update });
      await call({ body: mergePatch(update, { request: { dryRun: true } }) });
      await call({ body: 'nonsense' });
      const { text } = await call({ method: 'GET', path: '/metrics' });
      expect(text).to.include('requests_total{path="/mutate",verdict="held"} 2\n').and.to.include('requests_total{path="/mutate",verdict="refused"} 1\n').and.to.include('holds_total{verdict="held"} 1\n');
    });

    it('sends clients to another replica when it is to stop', async () => {
      const agent = new https.Agent({ keepAlive: true });
      expect((await call({ body: update, agent })).headers).to.include({ connection: 'keep-alive' });
      isStopping = true;
      expect((await call({ body: update, agent })).headers).to.include({ connection: 'close' });
      agent.destroy();
    });

    it('answers what has come before it ends', async () => {
      let finish = (_answer: Answer) => {};
      let isAsked = false;
      handler = aHandler({ answer: () => new Promise<Answer>((resolve) => {
        finish = resolve;
        isAsked = true;
      }) });
      const waiting = answer({ body: update });
      await until('the handler is asked', () => isAsked);
      const closing = server.close();
      finish({ response: allowed(['late']), verdict: 'allowed' });
      expect((await waiting).response).to.deep.include({ warnings: ['late'] });
      await closing;
    });
  });

  describe('certificates', () => {
    it('serves another one from the next connection on, and leaves open ones alone', async () => {
      const agent = new https.Agent({ keepAlive: true });
      expect((await call({ body: update, agent })).status).to.equal(200);
      server.serve(other.serving);
      expect((await call({ body: update, agent })).status, 'the open one').to.equal(200);
      expect((await call({ body: update, trusted: other.authority.certificate })).status, 'a new one').to.equal(200);
      const refused = await call({ body: update }).catch((error: NodeJS.ErrnoException) => error);
      expect(refused).to.be.instanceOf(Error);
      agent.destroy();
    });

    it('speaks no TLS older than 1.2', async () => {
      const failed = await new Promise<Error | undefined>((resolve) => {
        const socket = connect({ host: '127.0.0.1', port, servername: host, ca: certificates.authority.certificate, maxVersion: 'TLSv1.1', minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' });
        socket.on('secureConnect', () => resolve(undefined)).on('error', resolve);
      });
      expect(failed).to.be.instanceOf(Error);
    });

    it('verifies under both of its names', async () => {
      for (const name of webhookHosts) {
        expect((await call({ body: update, host: name })).status).to.equal(200);
      }
    });
  });
});
