import { expect } from 'chai';
import { Authorizer } from '../../../../../shared/simulator/cel/authorizer.ts';
import type { AccessQuestion } from '../../../../../shared/simulator/cel/authorizer.ts';
import { compile } from '../../../../../shared/simulator/cel/cel.ts';

describe('shared/simulator/cel/functions/authorizers.ts', () => {
  const user = { username: 'alice', groups: ['developers'] };
  const cases: { expression: string; asked: AccessQuestion }[] = [
    {
      expression: "authorizer.group('apps').resource('deployments').subresource('scale').namespace('test').name('podinfo').check('update').allowed()",
      asked: { user, verb: 'update', group: 'apps', resource: 'deployments', subresource: 'scale', namespace: 'test', name: 'podinfo' },
    },
    { expression: "authorizer.group('').resource('pods').check('list').allowed()", asked: { user, verb: 'list', group: '', resource: 'pods', namespace: '', name: '' } },
    { expression: "authorizer.path('/healthz').check('get').allowed()", asked: { user, verb: 'get', group: '', resource: '', namespace: '', name: '', path: '/healthz' } },
    { expression: "authorizer.requestResource.check('promote').allowed()", asked: { user, verb: 'promote', group: 'kubectl-canary.dev', resource: 'canaries', namespace: 'test', name: 'podinfo' } },
    {
      expression: "authorizer.serviceAccount('test', 'runner').group('').resource('pods').check('get').allowed()",
      asked: {
        user: { username: 'system:serviceaccount:test:runner', groups: ['system:serviceaccounts', 'system:serviceaccounts:test', 'system:authenticated'] },
        verb: 'get', group: '', resource: 'pods', namespace: '', name: '',
      },
    },
  ];
  for (const { expression, asked } of cases) {
    it(`asks once for ${expression}`, () => {
      const questions: AccessQuestion[] = [];
      const authorizer = new Authorizer(user, (question) => questions.push(question) > 1, { group: 'kubectl-canary.dev', resource: 'canaries', namespace: 'test', name: 'podinfo' });
      expect(compile(expression).evaluate({ authorizer })).to.equal(false);
      expect(questions).to.deep.equal([asked]);
      expect(compile(expression).evaluate({ authorizer })).to.equal(true);
    });
  }

  it('gives no reasons and makes no errors', () => {
    const authorizer = new Authorizer(user, () => false);
    expect(compile("authorizer.path('/x').check('get').errored() || authorizer.path('/x').check('get').reason() != ''").evaluate({ authorizer })).to.equal(false);
  });

  it('does not let an authorizer out of an expression', () => {
    expect(() => compile('authorizer').evaluate({ authorizer: new Authorizer(user, () => true) })).to.throw('no such overload');
    expect(() => compile("authorizer.group('').check('get')").evaluate({ authorizer: new Authorizer(user, () => true) })).to.throw('no such overload');
  });
});
