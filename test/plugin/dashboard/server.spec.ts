import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import type { FastifyInstance } from 'fastify';
import { openFeed } from '../../../plugin/dashboard/feed.ts';
import { createDashboard } from '../../../plugin/dashboard/server.ts';
import { ApiError } from '../../../shared/kube/kube.ts';
import { realTime } from '../../../shared/time/clock.ts';
import { anInvocation } from '../../builders/an-invocation.ts';
import { StoryWorld } from '../../story/story-world.ts';

interface Got {
  readonly status: number | undefined;
  readonly headers: http.IncomingHttpHeaders;
  readonly text: string;
}

describe('plugin/dashboard/server.ts', () => {
  const keys = { token: 'the-token', commandKey: 'the-key', place: 'here' };
  const files = new Map([['/index.html', { type: 'text/html', text: '<meta name="command-key" content="">' }], ['/page.js', { type: 'text/javascript', text: 'page' }]]);
  let world: StoryWorld;
  let app: FastifyInstance;
  let port: number;
  let ending: AbortController;
  let allowed: string[];

  function answerAccessReviews(): void {
    const others = world.kube.onRequest;
    world.kube.onRequest = (path, request) => {
      const { spec } = (request.body ?? {}) as { spec?: { resourceAttributes: { verb: string } } };
      return path.endsWith('/selfsubjectaccessreviews') ? { status: 201, headers: {}, text: JSON.stringify({ status: { allowed: allowed.includes(spec?.resourceAttributes.verb ?? '') } }) } : others(path, request);
    };
  }

  beforeEach(async () => {
    ending = new AbortController();
    world = await StoryWorld.begin();
    anInvocation(world.kube, {}); // answers who we are
    allowed = ['patch', 'promote'];
    answerAccessReviews();
    const feed = openFeed({ kube: world.kube, about: { server: 's', user: 'jane', namespace: undefined }, signal: ending.signal });
    await feed.synced;
    app = createDashboard({ kube: world.kube, feed, keys, files, clock: realTime, signal: ending.signal });
    await app.listen({ port: 0, host: '127.0.0.1' });
    ({ port } = app.server.address() as AddressInfo);
  });
  afterEach(async () => {
    ending.abort();
    await app.close();
    await world.end();
  });

  const ours = () => ({ host: `127.0.0.1:${port}`, cookie: `kubectl-canary-${port}=the-token` });

  function ask(path: string, { method = 'GET', headers = ours(), body }: { method?: string; headers?: http.OutgoingHttpHeaders; body?: string } = {}): Promise<Got> {
    const { promise, resolve, reject } = Promise.withResolvers<Got>();
    const request = http.request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      }).on('end', () => resolve({ status: response.statusCode, headers: response.headers, text }));
    });
    request.on('error', reject).end(body);
    return promise;
  }

  const order = (command: object, headers: object = {}) => ask('/here/commands', {
    method: 'POST', body: JSON.stringify(command),
    headers: { ...ours(), 'origin': `http://127.0.0.1:${port}`, 'content-type': 'application/json', 'x-command-key': 'the-key', ...headers },
  });
  const promote = { namespace: 'test', name: 'podinfo', verb: 'promote', force: false };

  it('takes the token out of the address, and shows the page to who brings it', async () => {
    const entrance = await ask('/?token=the-token', { headers: { host: ours().host } });
    expect({ status: entrance.status, location: entrance.headers.location }).to.deep.equal({ status: 303, location: '/here/' });
    const [cookie = ''] = entrance.headers['set-cookie'] ?? [];
    expect(cookie).to.match(/HttpOnly; SameSite=Strict$/);
    const page = await ask('/here/', { headers: { host: ours().host, cookie: cookie.split(';')[0] } });
    expect({ status: page.status, text: page.text }).to.deep.equal({ status: 200, text: '<meta name="command-key" content="the-key">' });
  });

  for (const path of ['/', '/here/', '/here/page.js', '/here/feed', '/here/canaries/test/podinfo', '/nowhere']) {
    it(`shows nothing at ${path} without the token, to another host, or to another origin`, async () => {
      const { host, cookie } = ours();
      const answers = await Promise.all([ask(path, { headers: { host } }), ask(path, { headers: { host: `evil.example:${port}`, cookie } }), ask(path, { headers: { host, cookie, origin: 'https://evil.example' } })]);
      expect(answers.map(({ status }) => status)).to.deep.equal([401, 421, 403]);
      expect(answers.map(({ headers }) => headers['access-control-allow-origin'])).to.deep.equal([undefined, undefined, undefined]);
    });
  }

  it('lets nothing be kept, framed, or loaded from elsewhere', async () => {
    for (const { headers } of [await ask('/here/'), await ask('/nowhere'), await ask('/here/', { headers: {} })]) {
      expect(headers).to.include({ 'cache-control': 'no-store', 'x-frame-options': 'DENY', 'referrer-policy': 'no-referrer', 'x-content-type-options': 'nosniff' });
      expect(headers['content-security-policy']).to.match(/^default-src 'self';.*frame-ancestors 'none'$/).and.not.include('unsafe');
    }
  });

  it('feeds a page, and lets go of it at once when it is closed', async () => {
    const stream = await fetch(`http://127.0.0.1:${port}/here/feed`, { headers: { cookie: ours().cookie } });
    expect(stream.headers.get('content-type')).to.equal('text/event-stream');
    const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader.read()).value).to.match(/^data: \{"type":"all",.*"name":"podinfo".*\n\n$/);
    await app.close();
    expect(await reader.read().then(({ done }) => done, () => true)).to.equal(true);
  });

  it('shows details of a canary, and what can be done', async () => {
    await world.setImage('podinfo:2');
    const { status, text } = await ask('/here/canaries/test/podinfo');
    const details = JSON.parse(text) as { view: { held: boolean }; diff: string[]; offers: { verb: string; refusal?: string }[] };
    expect(status).to.equal(200);
    expect(details.view.held).to.equal(true);
    expect(details.diff.filter((line) => /^[+-] /.test(line)).map((line) => line.replace(/ +/g, ' '))).to.deep.equal(['- image: podinfo:1', '+ image: podinfo:2']);
    expect(details.offers.find(({ verb }) => verb === 'promote')?.refusal).to.equal(undefined);
    expect(details.offers.find(({ verb }) => verb === 'pause')?.refusal).to.be.a('string');
  });

  it('offers nothing that the API server says this user may not do', async () => {
    allowed = ['patch'];
    await world.setImage('podinfo:2');
    const { offers } = JSON.parse((await ask('/here/canaries/test/podinfo')).text) as { offers: { verb: string; refusal?: string }[] };
    expect(offers.filter(({ refusal }) => refusal === undefined).map(({ verb }) => verb)).to.deep.equal(['abort', 'revert']);
  });

  it('says that a canary is not there', async () => {
    expect(await ask('/here/canaries/test/nobody')).to.include({ status: 404, text: 'canary nobody does not exist in namespace test' });
  });

  it('gives a command, and carries it out where nobody drives', async () => {
    await world.setImage('podinfo:2');
    expect((await order(promote)).status).to.equal(202);
    await app.close();
    expect(world.canary?.status?.command).to.include({ verb: 'promote', by: 'jane' });
  });

  const wrong: [what: string, command: object, status: number, says: RegExp][] = [
    ['makes no sense now', promote, 409, /^canary podinfo holds nothing to promote; change deployment\/podinfo first/],
    ['is none', { ...promote, verb: 'delete' }, 400, /verb/],
    ['has more than a command has', { ...promote, user: 'admin' }, 400, /additional properties/],
    ['is about nothing', { ...promote, name: 'nobody' }, 404, /does not exist/],
  ];
  for (const [what, command, status, says] of wrong) {
    it(`refuses a command that ${what}, and writes nothing`, async () => {
      const before = JSON.stringify(world.canary);
      const answer = await order(command);
      expect(answer.status).to.equal(status);
      expect(answer.text).to.match(says);
      expect(JSON.stringify(world.canary)).to.equal(before);
    });
  }

  it('refuses a command of another page', async () => {
    await world.setImage('podinfo:2');
    const answers = await Promise.all([order(promote, { origin: 'https://evil.example' }), order(promote, { 'x-command-key': '' }), order(promote, { 'content-type': 'text/plain' }), order(promote, { host: `evil.example:${port}` })]);
    expect(answers.map(({ status }) => status)).to.deep.equal([403, 403, 415, 421]);
    expect(world.canary?.metadata.annotations ?? {}).not.to.have.property('kubectl-canary.dev/command');
  });

  it('says what the API server says to who may not give commands', async () => {
    await world.setImage('podinfo:2');
    world.kube.failNext(({ verb, resource }) => verb === 'patch' && resource === 'canaries', new ApiError(403, 'Forbidden', 'canaries.kubectl-canary.dev "podinfo" is forbidden: User "jane" cannot patch resource "canaries" in API group "kubectl-canary.dev" in the namespace "test"'));
    expect(await order(promote)).to.include({ status: 409, text: 'user jane may not patch canaries.kubectl-canary.dev in namespace test; ask for the ClusterRole kubectl-canary-operator' });
  });
});
