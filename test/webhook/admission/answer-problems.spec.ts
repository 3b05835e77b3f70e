import { expect } from 'chai';
import { denied, warning } from '../../../shared/validation/problem.ts';
import { answerProblems } from '../../../webhook/admission/answer-problems.ts';

const wrong = (path: string) => denied({ path, value: 1, expected: 'a name', suggestion: 'write one' });
const doubtful = warning({ path: 'spec.targetRef.name', value: 'podinfo', expected: 'a Deployment that exists' });

describe('webhook/admission/answer-problems.ts', () => {
  it('lets an object without problems on', () => {
    expect(answerProblems([])).to.deep.equal({ response: { allowed: true }, verdict: 'allowed' });
  });

  it('lets what may become right later on, with a warning', () => {
    expect(answerProblems([doubtful])).to.deep.equal({ response: { allowed: true, warnings: ['spec.targetRef.name: expected a Deployment that exists, got "podinfo"'] }, verdict: 'allowed' });
  });

  it('says one problem in one line', () => {
    expect(answerProblems([wrong('spec.a')]).response.status?.message).to.equal('spec.a: expected a name, got 1; write one');
  });

  it('says all problems at once, a line each, and warnings besides', () => {
    const { response, verdict } = answerProblems([wrong('spec.a'), doubtful, wrong('spec.b')]);
    expect(response.status?.message).to.equal('2 problems:\n- spec.a: expected a name, got 1; write one\n- spec.b: expected a name, got 1; write one');
    expect(response.warnings).to.have.length(1);
    expect(verdict).to.equal('denied');
  });
});
