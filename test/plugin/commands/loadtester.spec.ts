import { expect } from 'chai';
import { command } from '../../../plugin/commands/loadtester.ts';
import { Failure, describeFailure } from '../../../shared/errors.ts';
import { sendDirectly } from '../../../shared/kube/direct-http.ts';
import { anHttpServer } from '../../builders/an-http-server.ts';

type Invocation = Parameters<typeof command.run>[0];
const defaults = { port: 0, address: '127.0.0.1', timeout: '1h', namespaceRegexp: undefined, allowExec: false };

/** Runs the command; `said` resolves with each line it writes to stderr, in turn. */
function start(args: object = {}) {
  const ending = new AbortController();
  const said = Promise.withResolvers<string>();
  const invocation = { args: { ...defaults, ...args }, signal: ending.signal, output: { print: () => undefined, tell: said.resolve, isTerminal: false } } as unknown as Invocation;
  return { ended: command.run(invocation), said: said.promise, stop: () => ending.abort() };
}

describe('plugin/commands/loadtester.ts', () => {
  it('serves until it is ended', async () => {
    const { ended, said, stop } = start();
    const [, address = ''] = /^load tester listens on (http:\/\/127\.0\.0\.1:\d+)$/.exec(await said) ?? [];
    expect(await sendDirectly(`${address}/healthz`)).to.include({ status: 200, text: 'OK' });
    stop();
    await ended;
    expect(await sendDirectly(`${address}/healthz`).catch((error: Error) => error.message)).to.equal(`${address} cannot be reached: connection refused`);
  });

  it('says so where it runs what callers send', async () => {
    const { ended, said, stop } = start({ allowExec: true });
    expect(await said).to.match(/, and runs shell commands of its callers$/);
    stop();
    await ended;
  });

  const refusals: [args: object, message: RegExp][] = [
    [{ timeout: 'long' }, /^--timeout: "long" is no duration/],
    [{ namespaceRegexp: '(' }, /^--namespace-regexp: .*; write a regular expression such as \^\(test\|dev\)\$$/],
  ];
  for (const [args, message] of refusals) {
    it(`refuses ${JSON.stringify(args)}`, async () => {
      const error: unknown = await start(args).ended.catch((thrown: unknown) => thrown);
      expect(error).to.be.instanceOf(Failure);
      expect(describeFailure(error)).to.match(message);
    });
  }

  it('says which port is taken', async () => {
    await using server = await anHttpServer(() => ({}));
    const error: unknown = await start({ port: Number(new URL(server.url).port) }).ended.catch((thrown: unknown) => thrown);
    expect(describeFailure(error)).to.match(/^port \d+ of 127\.0\.0\.1 cannot be listened on: .*; choose another with --port$/);
  });
});
