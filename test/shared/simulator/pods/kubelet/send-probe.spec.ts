import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { ManualClock } from '../../../../builders/a-manual-clock.ts';
import { anHttpServer } from '../../../../builders/an-http-server.ts';
import { until } from '../../../../builders/until.ts';
import type { Probe } from '../../../../../shared/simulator/pods/kubelet/pod.ts';
import { sendProbe } from '../../../../../shared/simulator/pods/kubelet/send-probe.ts';

function probed(probe: Probe, port: number | undefined, clock = new ManualClock()) {
  return sendProbe(probe, {
    container: { name: 'c', image: 'app', ports: [{ name: 'http', containerPort: 80 }] },
    podIp: '10.244.0.5', clock,
    reach: (asked) => (port === undefined || asked !== 80 ? undefined : { host: '127.0.0.1', port }),
  });
}

const portOf = (url: string) => Number(new URL(url).port);

describe('shared/simulator/pods/kubelet/send-probe.ts', () => {
  for (const [status, failure] of [[200, undefined], [302, undefined], [400, 'HTTP probe failed with statuscode: 400'], [503, 'HTTP probe failed with statuscode: 503']] as const) {
    it(`takes ${status} for ${failure === undefined ? 'a success' : 'a failure'}`, async () => {
      await using server = await anHttpServer(() => ({ status }));
      expect(await probed({ httpGet: { port: 80, path: '/x' } }, portOf(server.url))).to.equal(failure);
    });
  }

  it('asks as the kubelet does, at a port by its name', async () => {
    await using server = await anHttpServer(() => ({}));
    await probed({ httpGet: { port: 'http', path: '/readyz?a=1', httpHeaders: [{ name: 'X-A', value: 'b' }] } }, portOf(server.url));
    expect(server.received[0]).to.include({ method: 'GET', path: '/readyz?a=1' });
    expect(server.received[0]?.headers).to.include({ 'user-agent': 'kube-probe/1.37', 'x-a': 'b' });
  });

  it('says in the kubelet\'s words that nothing listens', async () => {
    expect(await probed({ httpGet: { port: 80, path: '/readyz' } }, undefined)).to.equal('Get "http://10.244.0.5:80/readyz": dial tcp 10.244.0.5:80: connect: connection refused');
    expect(await probed({ httpGet: { port: 81, scheme: 'HTTPS' } }, 1)).to.equal('Get "https://10.244.0.5:81/": dial tcp 10.244.0.5:81: connect: connection refused');
    expect(await probed({ tcpSocket: { port: 80 } }, undefined)).to.equal('dial tcp 10.244.0.5:80: connect: connection refused');
    expect(await probed({ tcpSocket: { port: 80 } }, 1)).to.equal('dial tcp 10.244.0.5:80: connect: connection refused');
  });

  it('waits for an answer as long as it may', async () => {
    await using server = await anHttpServer(() => undefined);
    const clock = new ManualClock();
    const outcome = probed({ httpGet: { port: 80 }, timeoutSeconds: 2 }, portOf(server.url), clock);
    await until('it has asked', () => server.received.length === 1);
    clock.advance(2000);
    expect(await outcome).to.equal('Get "http://10.244.0.5:80/": context deadline exceeded (Client.Timeout exceeded while awaiting headers)');
  });

  it('is content with a connection where no more is asked for', async () => {
    const server = createServer((socket) => socket.destroy());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    expect(await probed({ tcpSocket: { port: 'http' } }, (server.address() as AddressInfo).port)).to.equal(undefined);
    server.close();
  });

  it('lets pass what it cannot ask', async () => {
    expect(await probed({}, undefined)).to.equal(undefined);
  });
});
