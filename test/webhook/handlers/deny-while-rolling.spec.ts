import { expect } from 'chai';
import { denyWhileRolling } from '../../../webhook/handlers/deny-while-rolling.ts';
import { aCanary } from '../../builders/a-canary.ts';
import { aDeployment } from '../../builders/a-deployment.ts';
import { answered, shownAnswer } from '../../builders/answered.ts';
import { expectGolden } from '../../builders/golden.ts';

const rolling = { oldObject: aDeployment().image('podinfo:2').rolling(1).build(), object: aDeployment().image('podinfo:3').rolling(1).build() };
const canaries = [aCanary().build()];

describe('webhook/handlers/deny-while-rolling.ts', () => {
  it('says how far the promotion is, and what to do', async () => {
    expectGolden('admission/a-change-while-rolling.json', shownAnswer(await answered(denyWhileRolling, rolling, { canaries })));
  });

  it('lets a change on when the target has been rolled out', async () => {
    const settled = { oldObject: aDeployment().build(), object: aDeployment().image('podinfo:2').build() };
    expect(await answered(denyWhileRolling, settled, { canaries })).to.deep.equal({ response: { allowed: true }, verdict: 'allowed' });
  });

  it('leaves alone what no Canary targets', async () => {
    expect(await answered(denyWhileRolling, rolling)).to.deep.equal({ response: { allowed: true }, verdict: 'allowed' });
  });
});
