import { expect } from 'chai';
import { allowed } from '../../webhook/admission/response.ts';
import { parseReview } from '../../webhook/admission/review.ts';
import { answerReview, deadlineMs } from '../../webhook/answer-review.ts';
import type { Handler } from '../../webhook/handlers/handler.ts';
import { ManualClock } from '../builders/a-manual-clock.ts';
import { aDeployment } from '../builders/a-deployment.ts';
import { aReview } from '../builders/a-review.ts';
import { FakeKube } from '../builders/fake-kube.ts';

const review = parseReview(JSON.stringify(aReview({ object: aDeployment().build(), oldObject: aDeployment().build() })));

describe('webhook/answer-review.ts', () => {
  let clock: ManualClock;
  let logged: string[];
  beforeEach(() => {
    clock = new ManualClock();
    logged = [];
  });

  const answer = (handler: Pick<Handler, 'answer'> & Partial<Handler> | undefined) => answerReview(review, {
    handler: handler === undefined ? undefined : { name: 'a-handler', path: '/mutate', failsOpen: true, isFor: () => true, ...handler },
    sight: { canaries: () => [], kube: new FakeKube(), now: () => clock.now() },
    clock,
    log: (line) => logged.push(line),
  });
  const broken = () => {
    throw new TypeError('x is not a function');
  };

  it('lets on what is none of our business', async () => {
    expect(await answer(undefined)).to.deep.equal({ response: { allowed: true }, verdict: 'allowed' });
  });

  it('passes the answer of the handler on', async () => {
    const given = { response: allowed(['hello']), verdict: 'held' };
    expect(await answer({ answer: () => given })).to.equal(given);
  });

  it('lets the change on with a warning where a handler has a bug and the policies check again', async () => {
    const { response, verdict } = await answer({ answer: broken, failsOpen: true });
    expect(verdict).to.equal('errored');
    expect(response).to.deep.equal({ allowed: true, warnings: ['kubectl-canary\'s a-handler failed (x is not a function): the policies of kubectl-canary decide'] });
  });

  it('does not let the change on where nobody checks again', async () => {
    const { response } = await answer({ answer: async () => broken(), failsOpen: false });
    expect(response).to.deep.equal({ allowed: false, status: { code: 500, reason: 'InternalError', message: 'kubectl-canary\'s a-handler failed (x is not a function): apply again in a moment; where that does not help, see the log of deployment/webhook' } });
  });

  it('logs where a bug is, and on what', async () => {
    await answer({ answer: broken });
    expect(logged[0]).to.match(/^a-handler failed on UPDATE of Deployment podinfo\.test: TypeError: x is not a function\n +at /);
  });

  it('answers before the API server gives up, whatever the handler waits for', async () => {
    const waiting = answer({ answer: () => new Promise<never>(() => {}), failsOpen: false });
    clock.advance(deadlineMs);
    expect((await waiting).response.status).to.have.property('message').that.matches(/no answer within 1\.5 s/);
  });
});
