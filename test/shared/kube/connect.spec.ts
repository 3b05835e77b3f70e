import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { stringify } from 'yaml';
import { Failure } from '../../../shared/errors.ts';
import { connect } from '../../../shared/kube/connect.ts';
import type { ConnectOptions } from '../../../shared/kube/connect.ts';
import { ApiError, Unreachable } from '../../../shared/kube/kube.ts';
import { configMaps } from '../../../shared/kube/resources.ts';

const aMap = { resource: configMaps, namespace: 'test', name: 'a' };

describe('shared/kube/connect.ts', () => {
  let folder: string;
  let server: Server;
  let seen: { url: string; headers: IncomingHttpHeaders }[];
  let answer: { status: number; body: string };
  let kubeconfig: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'connect-'));
    kubeconfig = join(folder, 'config');
    seen = [];
    answer = { status: 200, body: JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } }) };
    server = createServer((request, response) => {
      seen.push({ url: request.url ?? '', headers: request.headers });
      response.writeHead(answer.status, { 'Content-Type': 'application/json' }).end(answer.body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(async () => {
    server.closeAllConnections();
    server.close();
    await rm(folder, { recursive: true });
  });

  const address = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function write(user: object, context: object = {}): Promise<void> {
    await writeFile(kubeconfig, stringify({
      apiVersion: 'v1', kind: 'Config', 'current-context': 'here',
      clusters: [{ name: 'local', cluster: { server: address(), 'insecure-skip-tls-verify': true } }, { name: 'elsewhere', cluster: { server: 'http://127.0.0.1:1', 'insecure-skip-tls-verify': true } }],
      users: [{ name: 'me', user }, { name: 'other', user: { token: 'of-another' } }],
      contexts: [{ name: 'here', context: { cluster: 'local', user: 'me', ...context } }, { name: 'there', context: { cluster: 'elsewhere', user: 'me' } }],
    }));
  }

  const failureOf = async (options: ConnectOptions): Promise<Error> => await connect(options).then((kube) => kube.get(aMap)).then(() => new Error('it went well'), (error: Error) => error);

  const credentials: [string, object, ConnectOptions, Record<string, string>][] = [
    ['a token of the kubeconfig', { token: 'secret-1' }, {}, { authorization: 'Bearer secret-1' }],
    ['--token in its place', { token: 'secret-1' }, { token: 'secret-2' }, { authorization: 'Bearer secret-2' }],
    ['name and password', { username: 'jane', password: 'pw' }, {}, { authorization: `Basic ${Buffer.from('jane:pw').toString('base64')}` }],
    ['another user of the kubeconfig', { token: 'secret-1' }, { user: 'other' }, { authorization: 'Bearer of-another' }],
    ['--as, --as-group and --as-uid', { token: 'secret-1' }, { as: 'bob', asGroup: ['devs', 'ops'], asUid: '7' }, { 'impersonate-user': 'bob', 'impersonate-group': 'devs, ops', 'impersonate-uid': '7' }],
  ];
  for (const [title, user, options, headers] of credentials) {
    it(`sends ${title}`, async () => {
      await write(user);
      const kube = await connect({ kubeconfig, ...options });
      await kube.get(aMap);
      expect(seen[0]?.headers).to.include(headers);
      expect(seen[0]?.url).to.equal('/api/v1/namespaces/test/configmaps/a');
    });
  }

  it('runs an exec credential plugin, as kubectl does', async () => {
    const program = join(folder, 'login');
    await writeFile(program, `#!/bin/sh\necho '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"token":"from-exec"}}'\n`);
    await chmod(program, 0o755);
    await write({ exec: { apiVersion: 'client.authentication.k8s.io/v1', command: program, interactiveMode: 'Never' } });
    await (await connect({ kubeconfig })).get(aMap);
    expect(seen[0]?.headers).to.include({ authorization: 'Bearer from-exec' });
  });

  it('says that credentials cannot be had where that plugin fails', async () => {
    await write({ exec: { apiVersion: 'client.authentication.k8s.io/v1', command: join(folder, 'absent'), interactiveMode: 'Never' } });
    const failure = await failureOf({ kubeconfig });
    expect(failure).to.be.instanceOf(Unreachable);
    expect(failure.message).to.match(/credentials for http:\S+ cannot be had/);
  });

  it('sends the id token of an OIDC user that is still valid', async () => {
    const claims = Buffer.from(JSON.stringify({ exp: Math.floor(Date.now() / 1000) + 3600 })).toString('base64url');
    const idToken = `e30.${claims}.sig`;
    await write({ 'auth-provider': { name: 'oidc', config: { 'client-id': 'c', 'id-token': idToken, 'idp-issuer-url': 'http://127.0.0.1:1', 'refresh-token': 'r' } } });
    await (await connect({ kubeconfig })).get(aMap);
    expect(seen[0]?.headers).to.include({ authorization: `Bearer ${idToken}` });
  });

  const namespaces: [string, object, ConnectOptions, string][] = [
    ['that of the flag', { namespace: 'of-context' }, { namespace: 'of-flag' }, 'of-flag'],
    ['that of the context', { namespace: 'of-context' }, {}, 'of-context'],
    ['default', {}, {}, 'default'],
  ];
  for (const [title, context, options, namespace] of namespaces) {
    it(`uses the namespace ${title}`, async () => {
      await write({ token: 't' }, context);
      expect((await connect({ kubeconfig, ...options })).namespace).to.equal(namespace);
    });
  }

  it('uses another server with --server', async () => {
    await write({ token: 't' });
    const kube = await connect({ kubeconfig, context: 'there', server: address(), insecureSkipTlsVerify: true });
    expect(kube.server).to.equal(address());
    await kube.get(aMap);
    expect(seen).to.have.length(1);
  });

  const mistakes: [string, ConnectOptions, RegExp][] = [
    ['a context that is not there', { context: 'nowhere' }, /context "nowhere" does not exist/],
    ['a cluster that is not there', { cluster: 'nowhere' }, /cluster "nowhere" does not exist in the kubeconfig/],
    ['a user that is not there', { user: 'nobody' }, /user "nobody" does not exist in the kubeconfig/],
  ];
  for (const [title, options, message] of mistakes) {
    it(`names ${title}, and what there is`, async () => {
      await write({ token: 't' });
      const failure = await failureOf({ kubeconfig, ...options });
      expect(failure).to.be.instanceOf(Failure);
      expect(failure.message).to.match(message);
      expect((failure as Failure).next).to.match(/there are: \w+/);
    });
  }

  it('says in one line that the kubeconfig cannot be read', async () => {
    const failure = await failureOf({ kubeconfig: join(folder, 'absent') });
    expect(failure).to.be.instanceOf(Failure);
    expect(failure.message).to.match(/the kubeconfig cannot be read/).and.not.include('\n');
  });

  it('says in one line that nobody answers', async () => {
    await write({ token: 't' });
    const failure = await failureOf({ kubeconfig, context: 'there' });
    expect(failure).to.be.instanceOf(Unreachable);
    expect(failure.message).to.equal('the API server http://127.0.0.1:1 cannot be reached: connection refused');
  });

  it('gives up after --request-timeout', async () => {
    await write({ token: 't' });
    server.removeAllListeners('request');
    const failure = await failureOf({ kubeconfig, requestTimeoutMs: 50 });
    expect(failure.message).to.match(/it did not answer in time/);
  });

  it('hands on the words of the API server, and never the token', async () => {
    await write({ token: 'secret-1' });
    answer = { status: 403, body: JSON.stringify({ kind: 'Status', code: 403, reason: 'Forbidden', message: 'configmaps "a" is forbidden' }) };
    const failure = await failureOf({ kubeconfig });
    expect(failure).to.be.instanceOf(ApiError);
    expect(failure).to.include({ code: 403, reason: 'Forbidden', message: 'configmaps "a" is forbidden' });
    expect(JSON.stringify(failure) + failure.stack).to.not.include('secret-1');
  });

  it('takes a 502 of something in between for no answer of the API server', async () => {
    await write({ token: 't' });
    answer = { status: 502, body: '<html>Bad Gateway</html>' };
    expect(await failureOf({ kubeconfig })).to.be.instanceOf(Unreachable);
  });

  it('knows no object where the API server knows none', async () => {
    await write({ token: 't' });
    answer = { status: 404, body: JSON.stringify({ kind: 'Status', code: 404, reason: 'NotFound', message: 'not found' }) };
    expect(await (await connect({ kubeconfig })).get(aMap)).to.equal(undefined);
  });
});
