/** The exam of a way to call gates: what an answer means does not depend on how the gate was reached. */
import { expect } from 'chai';
import type { Webhook } from '../../shared/api/canary.ts';
import { callGate } from '../../shared/gates/call-gate.ts';
import type { GatePayload } from '../../shared/gates/gate.ts';
import type { Http } from '../../shared/kube/service-proxy.ts';

/** A gate that answers so, and how it is reached. */
export interface GateScene extends AsyncDisposable {
  readonly url: string;
  readonly fetch: Http;
  /** The bodies that arrived. */
  readonly received: () => string[];
}

export interface GateExam {
  readonly name: string;
  setup(answer: { status: number; body: string }): Promise<GateScene>;
}

const payload: GatePayload = { name: 'podinfo', namespace: 'test', phase: 'Progressing', checksum: '0123', metadata: { by: 'jane' } };

/** Lets a way to call gates sit the exam. */
export function gateContract({ name, setup }: GateExam): void {
  const call = async (answer: { status: number; body: string }, patch: Partial<Webhook> = {}) => {
    await using scene = await setup(answer);
    const pauses: number[] = [];
    const result = await callGate({ name: 'gate', url: scene.url, ...patch }, payload, { fetch: scene.fetch, sleep: async (milliseconds) => void pauses.push(milliseconds) });
    return { result, received: scene.received(), pauses };
  };

  describe(`the contract of gates: ${name}`, () => {
    const answers: [status: number, body: string, expected: object][] = [
      [200, 'OK', { kind: 'open', gate: 'gate' }],
      [201, '', { kind: 'open', gate: 'gate' }],
      [202, '', { kind: 'open', gate: 'gate' }],
      [204, '', { kind: 'closed', gate: 'gate', reason: 'HTTP 204' }],
      [302, 'elsewhere', { kind: 'closed', gate: 'gate', reason: 'elsewhere' }],
      [403, 'Forbidden', { kind: 'closed', gate: 'gate', reason: 'Forbidden' }],
      [404, '404 page\nnot found\n', { kind: 'closed', gate: 'gate', reason: '404 page not found' }],
      [429, 'slow down', { kind: 'closed', gate: 'gate', reason: 'slow down' }],
      [500, 'tests failed: 3 of 7', { kind: 'closed', gate: 'gate', reason: 'tests failed: 3 of 7' }],
      [501, 'no such test', { kind: 'closed', gate: 'gate', reason: 'no such test' }],
      [503, '', { kind: 'closed', gate: 'gate', reason: 'HTTP 503' }],
    ];
    for (const [status, body, expected] of answers) {
      it(`takes ${status} ${JSON.stringify(body)} for ${(expected as { kind: string }).kind}${status >= 500 ? ', and keeps its words (quirk 4)' : ''}`, async () => {
        expect((await call({ status, body })).result).to.deep.equal(expected);
      });
    }

    it('sends the payload as JSON', async () => {
      const { received } = await call({ status: 200, body: '' });
      expect(received.map((body) => JSON.parse(body) as unknown)).to.deep.equal([payload]);
    });

    const tries: [status: number, count: number][] = [[200, 1], [403, 1], [501, 1], [429, 3], [500, 3], [503, 3]];
    for (const [status, count] of tries) {
      it(`calls ${count} times where ${status} is answered and two retries are allowed`, async () => {
        expect((await call({ status, body: '' }, { retries: 2 })).received).to.have.lengthOf(count);
      });
    }

    it('waits twice as long each time, up to half a minute', async () => {
      expect((await call({ status: 503, body: '' }, { retries: 7 })).pauses).to.deep.equal([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
    });
  });
}
