import { expect } from 'chai';
import type { Webhook } from '../../../shared/api/canary.ts';
import { callEventGates, callGates } from '../../../shared/gates/call-gates.ts';
import type { GatesQuestion } from '../../../shared/gates/call-gates.ts';
import type { WebRequest } from '../../../shared/kube/direct-http.ts';
import { Unreachable } from '../../../shared/kube/kube.ts';
import { aCanary } from '../../builders/a-canary.ts';
import { FakeKube } from '../../builders/fake-kube.ts';

const aHook = (name: string, type: NonNullable<Webhook['type']>): Webhook => ({ name, type, url: `http://${name}/` });

/** Gates that answer by name: a status, or nothing at all. */
function world(answers: Record<string, number | 'silent'>, webhooks: Webhook[]) {
  const asked: { gate: string; body: Record<string, unknown> }[] = [];
  const fetch = async (url: string, request?: WebRequest) => {
    const gate = new URL(url).hostname;
    asked.push({ gate, body: request?.body as Record<string, unknown> });
    const answer = answers[gate] ?? 200;
    if (answer === 'silent') {
      throw new Unreachable(`${url} cannot be reached`);
    }
    return { status: answer, headers: {}, text: `${answer}` };
  };
  return { asked, context: { kube: new FakeKube(), canary: aCanary().inPhase('Progressing').analysed({ webhooks }).build(), fetch, sleep: async () => undefined } };
}

describe('shared/gates/call-gates.ts', () => {
  const cases: [title: string, type: GatesQuestion['type'], answers: Record<string, number | 'silent'>, asked: string[], kinds: string[]][] = [
    ['asks all while they open', 'pre-rollout', {}, ['a', 'b', 'c'], ['open', 'open', 'open']],
    ['stops at the first that is closed', 'pre-rollout', { b: 403 }, ['a', 'b'], ['open', 'closed']],
    ['stops at the first that does not answer', 'confirm-promotion', { a: 'silent' }, ['a'], ['unknown']],
    ['goes on past rollback gates that do not ask for one', 'rollback', { a: 403, b: 'silent', c: 500 }, ['a', 'b', 'c'], ['closed', 'unknown', 'closed']],
    ['stops at the first rollback gate that asks for one', 'rollback', { a: 403 }, ['a', 'b'], ['closed', 'open']],
  ];
  for (const [title, type, answers, names, kinds] of cases) {
    it(title, async () => {
      const { context, asked } = world(answers, [aHook('other', 'post-rollout'), ...['a', 'b', 'c'].map((name) => aHook(name, type))]);
      const result = await callGates({ ...context, type });
      expect(asked.map(({ gate }) => gate)).to.deep.equal(names);
      expect(result.map(({ gate }) => gate)).to.deep.equal(names);
      expect(result.map(({ kind }) => kind)).to.deep.equal(kinds);
    });
  }

  it('tells the phase of the status, or the one it is told', async () => {
    const { context, asked } = world({}, [aHook('a', 'post-rollout')]);
    await callGates({ ...context, type: 'post-rollout' });
    await callGates({ ...context, type: 'post-rollout', phase: 'Succeeded' });
    expect(asked.map(({ body }) => body['phase'])).to.deep.equal(['Progressing', 'Succeeded']);
  });

  it('tells all event gates, whatever one of them does', async () => {
    const { context, asked } = world({ a: 'silent', b: 500 }, ['a', 'b', 'c'].map((name) => aHook(name, 'event')));
    const result = await callEventGates({ ...context, event: { type: 'Warning', text: 'Canary failed!' }, now: new Date(1700000000123) });
    expect(result.map(({ kind }) => kind)).to.deep.equal(['unknown', 'closed', 'open']);
    expect(asked.map(({ body }) => body['metadata'])).to.deep.equal(Array(3).fill({ eventMessage: 'Canary failed!', eventType: 'Warning', timestamp: '1700000000123' }));
  });

  it('never throws for an event', async () => {
    const { context } = world({}, [aHook('a', 'event')]);
    const fetch = () => Promise.reject(new TypeError('a bug'));
    expect(await callEventGates({ ...context, fetch, event: { type: 'Normal', text: '' }, now: new Date(0) })).to.deep.equal([]);
  });

  it('reaches a gate by the bare name of its Service in the Canary\'s namespace', async () => {
    const kube = new FakeKube({ namespace: 'elsewhere' }).put({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'a', namespace: 'test' } });
    const paths: string[] = [];
    kube.onRequest = (path) => {
      paths.push(path);
      return { status: 200, headers: {}, text: '' };
    };
    const { canary } = world({}, [aHook('a', 'rollout')]).context;
    await callGates({ kube, canary, type: 'rollout' });
    expect(paths).to.deep.equal(['/api/v1/namespaces/test/services/a:80/proxy/']);
  });
});
