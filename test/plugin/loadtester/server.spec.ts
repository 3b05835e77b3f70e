import { expect } from 'chai';
import { createLoadtester } from '../../../plugin/loadtester/server.ts';
import type { LoadtesterOptions } from '../../../plugin/loadtester/server.ts';
import { anHttpServer } from '../../builders/an-http-server.ts';

type Metadata = Record<string, string>;

/** A load tester, what it has logged, and short ways to call it. */
function aLoadtester(options: Partial<LoadtesterOptions> = {}) {
  const lines: string[] = [];
  const waiting: (() => void)[] = [];
  const log = (line: string) => {
    lines.push(line);
    waiting.splice(0).forEach((resolve) => resolve());
  };
  const app = createLoadtester({ timeoutMs: 10_000, allowExec: true, namespaces: undefined, log, ...options });
  const call = async (path: string, payload: unknown = { name: 'podinfo', namespace: 'test' }, headers: Record<string, string> = { 'content-type': 'application/json' }) => {
    const { statusCode, body } = await app.inject({ method: 'POST', url: path, headers, payload: typeof payload === 'string' ? payload : JSON.stringify(payload) });
    return { status: statusCode, text: body };
  };
  return {
    app, lines, call,
    run: (metadata: Metadata, canary = { name: 'podinfo', namespace: 'test' }) => call('/', { ...canary, phase: 'Progressing', metadata }),
    nextLine: () => new Promise<void>((resolve) => waiting.push(resolve)),
    [Symbol.asyncDispose]: () => app.close(),
  };
}

describe('plugin/loadtester/server.ts', () => {
  describe('gates', () => {
    const always: [path: string, status: number, text: string][] = [['/gate/approve', 200, 'OK'], ['/gate/halt', 403, 'Forbidden'], ['/healthz', 200, 'OK']];
    for (const [path, status, text] of always) {
      it(`answers ${path} with ${status}, whatever it is asked`, async () => {
        await using tester = aLoadtester();
        expect(await tester.call(path, '')).to.deep.equal({ status, text });
        expect((await tester.app.inject({ method: 'GET', url: path })).statusCode).to.equal(status);
      });
    }

    for (const kind of ['gate', 'rollback']) {
      it(`opens and closes /${kind}/check for one canary`, async () => {
        await using tester = aLoadtester();
        const other = { name: 'podinfo', namespace: 'other' };
        const check = async (canary?: object) => (await tester.call(`/${kind}/check`, canary)).status;
        expect(await check()).to.equal(403);
        expect((await tester.call(`/${kind}/open`)).status).to.equal(202);
        expect([await check(), await check(other)]).to.deep.equal([200, 403]);
        expect((await tester.call(`/${kind}/close`)).status).to.equal(202);
        expect(await check()).to.equal(403);
      });
    }

    it('keeps approvals and rollbacks apart', async () => {
      await using tester = aLoadtester();
      await tester.call('/gate/open');
      expect(await tester.call('/gate/check')).to.deep.equal({ status: 200, text: 'Approved' });
      expect(await tester.call('/rollback/check')).to.deep.equal({ status: 403, text: 'Forbidden' });
    });

    it('takes JSON that curl calls a form', async () => {
      await using tester = aLoadtester();
      expect((await tester.call('/gate/open', undefined, { 'content-type': 'application/x-www-form-urlencoded' })).status).to.equal(202);
    });
  });

  describe('what it refuses', () => {
    const refusals: [title: string, payload: unknown, status: number, text: string][] = [
      ['no JSON', 'cmd=ls', 400, 'the body is no JSON object: expected {"name": ..., "namespace": ..., "metadata": {...}}'],
      ['a list', [], 400, 'the body is no JSON object: expected {"name": ..., "namespace": ..., "metadata": {...}}'],
      ['no namespace', { name: 'a' }, 400, 'namespace is missing in the payload: expected {"name": ..., "namespace": ..., "metadata": {...}}'],
      ['metadata that are no strings', { name: 'a', namespace: 'b', metadata: { type: 1 } }, 400, 'metadata in the payload is not a map of strings'],
      ['no metadata', { name: 'a', namespace: 'b' }, 400, 'metadata not found in payload'],
      ['an unknown type (quirk 24)', { name: 'a', namespace: 'b', metadata: { type: 'helm' } }, 400, 'metadata.type is helm: expected bash, cmd, http'],
      ['a type of the language\'s own', { name: 'a', namespace: 'b', metadata: { type: 'constructor' } }, 400, 'metadata.type is constructor: expected bash, cmd, http'],
      ['no command', { name: 'a', namespace: 'b', metadata: { type: 'cmd' } }, 400, 'metadata.cmd is missing: expected a shell command'],
      ['no test', { name: 'a', namespace: 'b', metadata: { type: 'bash' } }, 400, 'metadata.cmd is missing: expected a bash command'],
      ['no address', { name: 'a', namespace: 'b', metadata: { type: 'http' } }, 400, 'metadata.url is "": expected an address such as http://podinfo-canary.test/'],
      ['a load that is too long', { name: 'a', namespace: 'b', metadata: { url: 'http://x/', duration: '2h' } }, 400, 'metadata.duration is longer than this load tester allows, 10s: see its --timeout'],
    ];
    for (const [title, payload, status, text] of refusals) {
      it(`refuses ${title}`, async () => {
        await using tester = aLoadtester();
        expect(await tester.call('/', payload)).to.deep.equal({ status, text });
      });
    }

    for (const metadata of [{ cmd: 'touch x' }, { type: 'cmd', cmd: 'touch x' }, { type: 'bash', cmd: 'touch x' }] as Metadata[]) {
      it(`runs no command unless it was started so: ${JSON.stringify(metadata)}`, async () => {
        await using tester = aLoadtester({ allowExec: false });
        expect(await tester.run(metadata)).to.deep.equal({ status: 403, text: `type ${metadata['type'] ?? 'cmd'} runs a command of the caller's: start the load tester with --allow-exec, or use type http` });
      });
    }

    for (const path of ['/', '/gate/check', '/gate/open', '/rollback/check']) {
      it(`lets other namespaces' canaries not in at ${path}`, async () => {
        await using tester = aLoadtester({ namespaces: /^test$/ });
        const payload = { name: 'podinfo', namespace: 'prod', metadata: { type: 'bash', cmd: 'true' } };
        expect(await tester.call(path, payload)).to.deep.equal({ status: 403, text: 'canaries of namespace prod are not let in: see --namespace-regexp' });
        expect((await tester.call(path, { ...payload, namespace: 'test' })).text).not.to.contain('not let in');
      });
    }

    it('says what there is where there is nothing', async () => {
      await using tester = aLoadtester();
      expect(await tester.call('/gates')).to.deep.equal({ status: 404, text: 'there is nothing at /gates: see /, /gate/check, /rollback/check, /healthz, /metrics' });
    });

    it('refuses a body that is too large', async () => {
      await using tester = aLoadtester();
      expect((await tester.call('/', 'x'.repeat(2_000_000))).status).to.equal(413);
    });
  });

  describe('commands', () => {
    const tests: [metadata: Metadata, status: number, text: string][] = [
      [{ cmd: 'exit 0' }, 200, 'OK'],
      [{ cmd: 'echo fine; echo too >&2', returnCmdOutput: 'true' }, 200, 'fine\ntoo'],
      [{ cmd: 'echo broken; exit 3' }, 500, 'command echo broken; exit 3 failed: exit status 3: broken'],
      [{ cmd: 'kill -9 $$' }, 500, 'command kill -9 $$ failed: ended by SIGKILL'],
    ];
    for (const [metadata, status, text] of tests) {
      it(`waits for the test ${metadata['cmd']} and answers ${status}`, async () => {
        await using tester = aLoadtester();
        const answer = await tester.run({ type: 'bash', ...metadata });
        expect({ ...answer, text: answer.text.split('\n').sort().join('\n') }).to.deep.equal({ status, text });
      });
    }

    it('ends a test that takes too long, with all that it started', async () => {
      await using tester = aLoadtester({ timeoutMs: 50 });
      expect(await tester.run({ type: 'bash', cmd: 'sleep 60 | sleep 60' })).to.deep.equal({ status: 500, text: 'command sleep 60 | sleep 60 failed: ended by SIGTERM' });
    });

    it('starts a command and answers before it has ended', async () => {
      await using tester = aLoadtester();
      const line = tester.nextLine();
      expect(await tester.run({ cmd: 'echo done', logCmdOutput: 'true' })).to.deep.equal({ status: 202, text: 'started podinfo.test: echo done' });
      await line;
      expect(tester.lines).to.deep.equal(['podinfo.test: echo done: done: done']);
    });

    it('does not start the same command of a canary twice', async () => {
      await using tester = aLoadtester();
      const first = await tester.run({ cmd: 'sleep 60' });
      const again = await tester.run({ cmd: 'sleep 60' });
      const others = await tester.run({ cmd: 'sleep 60' }, { name: 'podinfo', namespace: 'other' });
      expect([first.text, again.text, others.text]).to.deep.equal(['started podinfo.test: sleep 60', 'running already podinfo.test: sleep 60', 'started podinfo.other: sleep 60']);
    });

    it('ends what it has started when it ends', async () => {
      const tester = aLoadtester();
      await tester.run({ cmd: 'sleep 60' });
      const line = tester.nextLine();
      await tester.app.close();
      await line;
      expect(tester.lines).to.deep.equal(['podinfo.test: sleep 60: ended by SIGTERM: ']);
    });
  });

  describe('requests', () => {
    const verdicts: [title: string, metadata: Metadata, status: number, text: string][] = [
      ['a success', { path: '/status/204' }, 200, 'GET <server>/status/204 answered 204'],
      ['a failure', { path: '/status/503' }, 500, 'GET <server>/status/503 answered 503, expected 2xx'],
      ['an expected failure', { path: '/status/404', expectedStatus: '403, 404' }, 200, 'GET <server>/status/404 answered 404'],
      ['a method in small letters', { path: '/status/200', method: 'post' }, 200, 'POST <server>/status/200 answered 200'],
    ];
    for (const [title, { path, ...metadata }, status, text] of verdicts) {
      it(`judges one answer: ${title}`, async () => {
        await using server = await anHttpServer((request) => ({ status: Number(request.path.slice('/status/'.length)) }));
        await using tester = aLoadtester({ allowExec: false });
        const answer = await tester.run({ type: 'http', url: server.url + path, ...metadata });
        expect(answer).to.deep.equal({ status, text: text.replace('<server>', server.url) });
      });
    }

    it('needs no type where there is an address, and sends headers and body', async () => {
      await using server = await anHttpServer(() => ({}));
      await using tester = aLoadtester();
      await tester.run({ url: server.url, method: 'PUT', headers: 'Host: app.example.com\nX-A:  b: c ', body: '{"a":1}' });
      expect(server.received[0]).to.include({ method: 'PUT', body: '{"a":1}' });
      expect(server.received[0]?.headers).to.include({ host: 'app.example.com', 'x-a': 'b: c' });
    });

    it('says why nobody answered', async () => {
      await using tester = aLoadtester();
      expect(await tester.run({ type: 'http', url: 'http://127.0.0.1:1/' })).to.deep.equal({ status: 500, text: 'GET http://127.0.0.1:1/: http://127.0.0.1:1 cannot be reached: connection refused' });
    });

    it('sends a load, counts the answers and tells of them', async () => {
      await using server = await anHttpServer(({ path }) => ({ status: path === '/' ? 200 : 500 }));
      await using tester = aLoadtester();
      const line = tester.nextLine();
      expect(await tester.run({ type: 'http', url: `${server.url}/`, requestsPerSecond: '200', duration: '50ms' })).to.deep.equal({ status: 202, text: `started podinfo.test: GET ${server.url}/ 200/s` });
      await line;
      expect(server.received).to.have.lengthOf(10);
      expect(tester.lines).to.deep.equal([`podinfo.test: GET ${server.url}/: 10 x 200`]);
      const { body } = await tester.app.inject('/metrics');
      expect(body).to.contain('kubectl_canary_loadtester_requests_total{namespace="test",name="podinfo",code="200"} 10');
      expect(body).to.contain('kubectl_canary_loadtester_tasks_total{type="http",code="202"} 1');
      expect(body).to.match(/^kubectl_canary_loadtester_tasks_running [01]$/m);
      expect(body).to.contain('process_cpu_seconds_total');
    });

    it('does not start the same load of a canary twice', async () => {
      await using server = await anHttpServer(() => ({}));
      await using tester = aLoadtester();
      const metadata = { type: 'http', url: server.url, requestsPerSecond: '1', duration: '10s' };
      await tester.run(metadata);
      expect((await tester.run(metadata)).text).to.contain('running already');
    });
  });
});
