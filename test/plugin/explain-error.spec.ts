import { expect } from 'chai';
import { explainError } from '../../plugin/explain-error.ts';
import { Failure } from '../../shared/errors.ts';
import { ApiError, Unreachable } from '../../shared/kube/kube.ts';

describe('plugin/explain-error.ts', () => {
  const forbidden = 'canaries.kubectl-canary.dev "podinfo" is forbidden: User "jane" cannot patch resource "canaries" in API group "kubectl-canary.dev" in the namespace "test"';
  const everywhere = 'canaries.kubectl-canary.dev is forbidden: User "jane" cannot list resource "canaries" in API group "kubectl-canary.dev" at the cluster scope';
  const core = 'services is forbidden: User "jane" cannot create resource "services" in API group "" in the namespace "test"';
  const policy = 'deployments.apps "podinfo" is forbidden: ValidatingAdmissionPolicy denied request: only who may promote canary podinfo may release it';
  const cases: [what: string, error: Error, outcome: string | undefined, message: string | RegExp][] = [
    ['an expired token', new ApiError(401, 'Unauthorized', 'Unauthorized'), 'unreachable', /does not accept these credentials/],
    ['a missing permission', new ApiError(403, 'Forbidden', forbidden), 'refused', 'user jane may not patch canaries.kubectl-canary.dev in namespace test'],
    ['a missing permission in the cluster', new ApiError(403, 'Forbidden', everywhere), 'refused', 'user jane may not list canaries.kubectl-canary.dev in the whole cluster'],
    ['a missing permission of the core group', new ApiError(403, 'Forbidden', core), 'refused', 'user jane may not create services in namespace test'],
    ['a policy that denies', new ApiError(403, 'Invalid', policy), 'refused', policy],
    ['a cluster without our kinds', new ApiError(404, 'NotFound', 'the server could not find the requested resource'), 'notFound', 'this cluster does not know canaries'],
    ['an object that is gone', new ApiError(404, 'NotFound', 'canaries.kubectl-canary.dev "podinfo" not found'), 'notFound', /"podinfo" not found/],
    ['an invalid object', new ApiError(422, 'Invalid', 'spec.x: Invalid value'), 'refused', 'the API server answered: spec.x: Invalid value'],
    ['no answer', new Unreachable('the API server https://x cannot be reached: connection refused'), 'unreachable', /connection refused/],
    ['a failure of our own', new Failure('aborted', 'told already'), 'aborted', 'told already'],
    ['a bug', new TypeError('x is not a function'), undefined, ''],
  ];
  for (const [what, error, outcome, message] of cases) {
    it(`takes ${what} for ${outcome ?? 'a bug'}`, () => {
      const failure = explainError(error);
      expect(failure?.outcome).to.equal(outcome);
      expect(failure?.message ?? '').to.match(message instanceof RegExp ? message : new RegExp(`^${message.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`));
    });
  }
});
