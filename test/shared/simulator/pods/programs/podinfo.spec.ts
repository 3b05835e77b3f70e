import { expect } from 'chai';
import { ManualClock } from '../../../../builders/a-manual-clock.ts';
import { aStartedContainer } from '../../../../builders/a-started-container.ts';
import type { MadeUpContainer, Surroundings } from '../../../../builders/a-started-container.ts';
import { ask } from '../../../../builders/ask.ts';
import type { Question } from '../../../../builders/ask.ts';
import { kubernetes } from '../../../../../shared/metrics/observers/kubernetes.ts';
import { parseSeries } from '../../../../../shared/metrics/prometheus-text.ts';
import { createPodinfo } from '../../../../../shared/simulator/pods/programs/podinfo.ts';
import type { Podinfo } from '../../../../../shared/simulator/pods/programs/podinfo.ts';

class RunningPodinfo implements AsyncDisposable {
  readonly podinfo: Podinfo;
  readonly container: MadeUpContainer;
  readonly ports: ReadonlyMap<number, number>;
  readonly #stop: (graceMs: number) => Promise<void>;

  static async start(surroundings: Surroundings = {}, podinfo = createPodinfo()): Promise<RunningPodinfo> {
    const container = aStartedContainer(surroundings);
    const { ports, stop } = await podinfo.program.start(container);
    return new RunningPodinfo(podinfo, container, ports, stop);
  }

  constructor(podinfo: Podinfo, container: MadeUpContainer, ports: ReadonlyMap<number, number>, stop: (graceMs: number) => Promise<void>) {
    this.podinfo = podinfo;
    this.container = container;
    this.ports = ports;
    this.#stop = stop;
  }

  ask(path: string, question: Question = {}, port = [...this.ports.keys()][0]!) {
    return ask(this.ports.get(port)!, path, question);
  }

  /** The statuses of so many requests to the front page. */
  async statuses(count: number): Promise<number[]> {
    const found: number[] = [];
    for (let asked = 0; asked < count; asked += 1) {
      found.push((await this.ask('/')).status);
    }
    return found;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#stop(0);
  }
}

describe('shared/simulator/pods/programs/podinfo.ts', () => {
  it('says who it is', async () => {
    await using app = await RunningPodinfo.start({ tag: '6.0.1' });
    const { status, headers, text } = await app.ask('/');
    expect(status).to.equal(200);
    expect(headers['content-type']).to.equal('application/json; charset=utf-8');
    expect(JSON.parse(text)).to.include({ hostname: 'app-1', version: '6.0.1', message: 'greetings from podinfo v6.0.1' });
    expect(JSON.parse((await app.ask('/version')).text)).to.include({ version: '6.0.1' });
  });

  for (const [path, status, text] of [
    ['/healthz', 200, /"OK"/], ['/readyz', 200, /"OK"/], ['/status/418', 418, /418/], ['/status/teapot', 400, /200 to 599/], ['/delay/0', 200, /"delay": 0/], ['/nope', 404, /^404 page not found\n$/],
  ] as const) {
    it(`answers ${status} to ${path}`, async () => {
      await using app = await RunningPodinfo.start();
      const answer = await app.ask(path);
      expect(answer.status).to.equal(status);
      expect(answer.text).to.match(text);
    });
  }

  it('sends back what it is sent', async () => {
    await using app = await RunningPodinfo.start();
    expect(await app.ask('/echo', { method: 'POST', body: 'hällo' })).to.include({ status: 202, text: 'hällo' });
  });

  it('is ready or not as it is told', async () => {
    await using app = await RunningPodinfo.start();
    expect((await app.ask('/readyz/disable', { method: 'POST' })).status).to.equal(202);
    expect((await app.ask('/readyz')).status).to.equal(503);
    expect((await app.ask('/readyz/enable', { method: 'POST' })).status).to.equal(202);
    expect((await app.ask('/readyz')).status).to.equal(200);
  });

  it('listens on all ports that its manifest or its command line names', async () => {
    await using app = await RunningPodinfo.start({ container: { ports: [{ name: 'http', containerPort: 80 }, { name: 'http-metrics', containerPort: 9797 }], command: ['./podinfo', '--port=9898', '--port-metrics=9797'] } });
    expect([...app.ports.keys()]).to.deep.equal([80, 9797, 9898]);
    expect((await app.ask('/metrics', {}, 9797)).status).to.equal(200);
    await using plain = await RunningPodinfo.start();
    expect([...plain.ports.keys()]).to.deep.equal([9898]);
  });

  it('fails as its tag says', async () => {
    await using app = await RunningPodinfo.start({ tag: '6.0.2-errors' });
    expect(await app.statuses(10)).to.deep.equal([500, 200, 200, 200, 200, 500, 200, 200, 200, 200]);
    await using worse = await RunningPodinfo.start({ tag: '6.0.2-errors100' });
    expect(JSON.parse((await worse.ask('/')).text)).to.include({ version: '6.0.2' });
    expect((await worse.ask('/healthz')).status).to.equal(200);
  });

  it('is slow as its tag says', async () => {
    await using app = await RunningPodinfo.start({ tag: '6.0.2-slow40' });
    const begin = performance.now();
    await app.ask('/');
    expect(performance.now() - begin).to.be.at.least(39);
  });

  it('is never ready where its tag says so', async () => {
    await using app = await RunningPodinfo.start({ tag: '6.0.2-unready' });
    await app.ask('/readyz/enable', { method: 'POST' });
    expect((await app.ask('/readyz')).status).to.equal(503);
  });

  it('ends at once, or later, where its tag says so', async () => {
    const failure = await RunningPodinfo.start({ tag: '6.0.2-crash' }).then(() => expect.fail('it runs'), (error: Error) => error.message);
    expect(failure).to.include('Server crashed');
    const clock = new ManualClock();
    await using app = await RunningPodinfo.start({ tag: '6.0.2-crashlater', clock });
    clock.advance(9999);
    expect(app.container.exits).to.deep.equal([]);
    clock.advance(1);
    expect(app.container.exits).to.deep.equal([1]);
  });

  it('ends where it is asked to panic', async () => {
    await using app = await RunningPodinfo.start();
    await app.ask('/panic');
    expect(app.container.exits).to.deep.equal([255]);
  });

  it('fails from outside while it runs, as long as that lasts', async () => {
    await using app = await RunningPodinfo.start({ tag: '6.0.1' });
    app.podinfo.inject('6.0.1', { errorRate: 0.5, latencyMs: 10 });
    expect(await app.statuses(4)).to.deep.equal([500, 200, 500, 200]);
    app.podinfo.inject('6.0.2', { errorRate: 1 });
    app.podinfo.inject('6.0.1', {});
    expect(await app.statuses(4)).to.deep.equal([200, 200, 200, 200]);
  });

  it('counts as the product reads it', async () => {
    await using app = await RunningPodinfo.start({ tag: '6.0.1-errors50' });
    await app.statuses(4);
    const { text } = await app.ask('/metrics');
    expect(parseSeries(text, 'http_requests_total').map(({ labels, value }) => [labels['status'], value])).to.deep.equal([['200', 2], ['500', 2]]);
    const counted = parseSeries(text, kubernetes.requests.metric);
    expect(counted.map(({ labels, value }) => ({ ...labels, value }))).to.deep.equal([{ method: 'GET', path: 'root', status: '200', value: 2 }, { method: 'GET', path: 'root', status: '500', value: 2 }]);
    const buckets = parseSeries(text, `${kubernetes.duration.metric}_bucket`);
    expect(buckets.filter(({ labels }) => labels['status'] === '200').map(({ labels }) => labels['le'])).to.deep.equal(['0.005', '0.01', '0.025', '0.05', '0.1', '0.25', '0.5', '1', '2.5', '5', '10', '+Inf']);
  });

  it('writes a log', async () => {
    await using app = await RunningPodinfo.start();
    expect(JSON.parse(app.container.lines[0]!)).to.include({ level: 'info', msg: 'Starting podinfo', version: '6.0.0' });
  });
});
