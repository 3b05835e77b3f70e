import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { command } from '../../../plugin/commands/dashboard.ts';
import { ApiError } from '../../../shared/kube/kube.ts';
import { aCanary } from '../../builders/a-canary.ts';
import { anInvocation } from '../../builders/an-invocation.ts';
import { fakeKube } from '../../builders/fake-kube.ts';
import { until } from '../../builders/until.ts';

describe('plugin/commands/dashboard.ts', () => {
  const call = (args: object = {}, kube = fakeKube(aCanary().build())) => {
    const ending = new AbortController();
    const { invocation, printed, told } = anInvocation(kube, { port: 0, open: false, ...args }, { signal: ending.signal });
    return { ending, printed, told, running: command.run(invocation), kube };
  };

  it('prints an address on loopback with a token, serves there, and ends when it is told to', async () => {
    const { ending, printed, running } = call();
    await until('it listens', () => printed.length > 0);
    expect(printed[0]).to.match(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}$/);
    const answer = await fetch(printed[0]!, { redirect: 'manual' });
    expect(answer.status).to.equal(303);
    expect((await fetch(new URL(answer.headers.get('location')!, printed[0]))).status).to.equal(401);
    ending.abort();
    expect(await running).to.equal(undefined);
    expect(await fetch(printed[0]!).then(() => 'served', () => 'gone')).to.equal('gone');
  });

  it('says that a port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await until('the other listens', () => other.listening);
    const { running } = call({ port: (other.address() as AddressInfo).port });
    const error = await running.then(() => undefined, (failure: unknown) => failure);
    other.close();
    expect(error).to.include({ outcome: 'refused', next: 'choose another with --port' });
  });

  for (const port of [-1, 65_536, 1.5]) {
    it(`refuses ${port} as a port`, async () => {
      const error = await call({ port }).running.then(() => undefined, (failure: unknown) => failure);
      expect(error).to.include({ outcome: 'usage', message: `--port: expected a number from 0 to 65535, got ${port}` });
    });
  }

  it('listens nowhere for who may not read canaries', async () => {
    const kube = fakeKube();
    kube.failNext(({ resource }) => resource === 'canaries', new ApiError(403, 'Forbidden', 'no'));
    const { running, printed } = call({}, kube);
    expect(await running.then(() => undefined, (error: Error) => error.message)).to.equal('no');
    expect(printed).to.deep.equal([]);
  });
});
