import { expect } from 'chai';
import { ApiError } from '../../../shared/kube/kube.ts';
import { mutatingWebhooks, secrets } from '../../../shared/kube/resources.ts';
import { certificatesIn, isSignedFor } from '../../../webhook/certificates/certificate-facts.ts';
import type { KeyPair } from '../../../webhook/certificates/issue.ts';
import { keepCurrent } from '../../../webhook/certificates/keep-current.ts';
import { readKept, renderSecret, secretName } from '../../../webhook/certificates/kept-certificates.ts';
import type { KeptCertificates, Secret } from '../../../webhook/certificates/kept-certificates.ts';
import { ManualClock } from '../../builders/a-manual-clock.ts';
import { FakeKube } from '../../builders/fake-kube.ts';
import { someCertificates, webhookHosts as hosts } from '../../builders/some-certificates.ts';
import { until } from '../../builders/until.ts';
import { trustedIn, webhookConfigurations } from '../../builders/webhook-configurations.ts';

const namespace = 'kubectl-canary-system';
const dayMs = 86_400_000;

describe('webhook/certificates/keep-current.ts', () => {
  let kube: FakeKube;
  let clock: ManualClock;
  let ending: AbortController;
  let logged: string[];
  /** What was served, one list per keeper. */
  let served: KeyPair[][];
  let keepers: Promise<void>[];
  /** Made once: keys take their time. */
  let old: Awaited<ReturnType<typeof someCertificates>>;
  let other: typeof old;

  before(async () => {
    const since = new ManualClock().now();
    [old, other] = await Promise.all([someCertificates(since), someCertificates(since)]);
  });
  beforeEach(() => {
    kube = new FakeKube({ namespace }).put(...webhookConfigurations());
    clock = new ManualClock();
    ending = new AbortController();
    logged = [];
    served = [];
    keepers = [];
  });
  afterEach(async () => {
    ending.abort();
    await Promise.allSettled(keepers);
  });

  const start = () => {
    const mine: KeyPair[] = [];
    served.push(mine);
    keepers.push(keepCurrent({ kube, namespace, hosts, clock, signal: ending.signal, serve: (pair) => mine.push(pair), log: (line) => logged.push(line) }));
  };
  const kept = () => readKept(kube.peek<Secret>(secrets, secretName, namespace));
  const put = (content: KeptCertificates) => kube.put(renderSecret(content, namespace, kube.peek<Secret>(secrets, secretName, namespace)));
  const lastServed = () => served.map((pairs) => pairs.at(-1)?.certificate);
  const isTrusted = (pair: KeyPair | undefined) => pair !== undefined && trustedIn(kube).every((bundle) => certificatesIn(bundle).some((certificate) => isSignedFor(pair, { certificate, key: '' }, hosts)));
  const isPublished = () => trustedIn(kube).every((bundle) => bundle === kept().trusted.join(''));
  const isSettled = () => kept().serving !== undefined && lastServed().every((certificate) => certificate === kept().serving?.certificate) && isPublished();
  const settled = () => until('all replicas serve what the Secret has', isSettled);

  it('makes an authority and a certificate, keeps them in the Secret, serves and publishes them', async () => {
    start();
    await settled();
    expect(served[0]).to.have.length(1);
    expect(isTrusted(served[0]?.[0])).to.equal(true);
    expect(trustedIn(kube)).to.have.length(3);
  });

  it('serves before there is any configuration, as when it is installed, and publishes when there is one', async () => {
    kube = new FakeKube({ namespace });
    put(old);
    start();
    await settled();
    kube.put(...webhookConfigurations());
    await until('it is published', () => trustedIn(kube).length === 3 && isPublished());
    expect(isTrusted(served[0]?.[0])).to.equal(true);
  });

  it('serves what it finds, and writes nothing, when it is started again', async () => {
    put(old);
    start();
    await settled();
    expect(kube.writes.map(({ resource }) => resource)).to.deep.equal(['mutatingwebhookconfigurations', 'validatingwebhookconfigurations']);
    start();
    await settled();
    expect(kube.writes).to.have.length(2);
  });

  it('lets two replicas that start at once end with one authority and one certificate', async () => {
    start();
    start();
    await settled();
    expect(served.map(([first]) => first?.certificate)).to.deep.equal([kept().serving?.certificate, kept().serving?.certificate]);
    expect(kept().trusted).to.have.length(1);
    expect(kube.writes.filter(({ verb, resource }) => verb === 'create' && resource === 'secrets'), 'both tried').to.have.length(2);
  });

  it('renews the certificate when a third of its life is left, in all replicas', async () => {
    put(old);
    start();
    start();
    await settled();
    const { authority, serving } = kept();
    for (let day = 0; day < 61; day += 1) {
      clock.advance(dayMs);
      await until('the day is over', isSettled);
    }
    await until('there is another certificate', () => kept().serving?.certificate !== serving?.certificate && isSettled());
    expect(kept().authority).to.deep.equal(authority);
    expect(served.map(({ length }) => length)).to.deep.equal([2, 2]);
  });

  it('changes the authority without a moment in which what is served is not trusted', async () => {
    put(old);
    start();
    start();
    await settled();
    const check = () => {
      for (const pairs of served) {
        expect(isTrusted(pairs.at(-1))).to.equal(true);
      }
    };
    clock.advance(2450 * dayMs);
    await until('the next authority is published', () => {
      check();
      return kept().nextPublishedAt !== undefined && isPublished();
    });
    expect(kept().trusted).to.have.length(2);
    const before = lastServed();
    clock.advance(29_000);
    expect(lastServed()).to.deep.equal(before);
    clock.advance(2000);
    await until('the next authority signs', () => {
      check();
      return kept().authority?.certificate !== old.authority.certificate && isSettled();
    });
    expect(kept()).to.deep.include({ nextAuthority: undefined, nextPublishedAt: undefined });
    expect(kept().trusted, 'the old one is trusted still').to.include(certificatesIn(old.authority.certificate)[0]);
  });

  it('goes over to a new authority where the Secret was deleted, and serves the old certificate until that is trusted', async () => {
    put(old);
    start();
    await settled();
    const first = kept();
    await kube.delete({ resource: secrets, namespace, name: secretName });
    await until('the next authority is published', () => kept().nextPublishedAt !== undefined && isPublished());
    expect(served[0]).to.have.length(1);
    expect(isTrusted(served[0]?.[0])).to.equal(true);
    clock.advance(31_000);
    await settled();
    expect(served[0]).to.have.length(2);
    expect(kept().authority).to.not.deep.equal(first.authority);
  });

  it('fills in again what somebody has taken out of a configuration', async () => {
    put(old);
    start();
    await settled();
    kube.put(...webhookConfigurations());
    await until('it is published again', isPublished);
    expect(served[0]).to.have.length(1);
  });

  it('makes anew what is damaged', async () => {
    put({ ...old, serving: other.serving });
    start();
    await settled();
    expect(isTrusted(served[0]?.[0])).to.equal(true);
    expect(logged.join('\n')).to.match(/not one of our authority/);
  });

  it('reads again where somebody else was quicker', async () => {
    kube.failNext(({ verb, resource }) => {
      const isCreate = verb === 'create' && resource === 'secrets';
      if (isCreate) {
        put(other);
      }
      return isCreate;
    }, new ApiError(409, 'AlreadyExists', 'secrets already exists'));
    start();
    await settled();
    expect(served[0]?.map(({ certificate }) => certificate)).to.deep.equal([other.serving.certificate]);
  });

  it('tries again after a failure, and serves meanwhile', async () => {
    put(old);
    kube.failNext(({ verb, resource }) => verb === 'patch' && resource === 'validatingwebhookconfigurations', new ApiError(500, 'InternalError', 'etcd is away'));
    start();
    await until('it has failed', () => logged.some((line) => line.includes('etcd is away')));
    expect(served[0]).to.have.length(1);
    clock.advance(5000);
    await settled();
  });

  it('ends with the API server\'s words where it may not read what it has to', async () => {
    kube.failNext(({ verb, resource }) => verb === 'list' && resource === mutatingWebhooks.plural, new ApiError(403, 'Forbidden', 'you may not'));
    start();
    const refused = await keepers[0]?.catch((error: Error) => error);
    expect(refused).to.be.instanceOf(ApiError).and.to.have.property('message', 'you may not');
  });
});
