import { expect } from 'chai';
import { isAllowed } from '../../../shared/kube/access-review.ts';
import { ApiError } from '../../../shared/kube/kube.ts';
import { apiServerSays } from '../../builders/a-pod.ts';
import { fakeKube } from '../../builders/fake-kube.ts';

describe('shared/kube/access-review.ts', () => {
  const attributes = { verb: 'get', group: 'apps', resource: 'deployments', namespace: 'test' };
  const answering = (allowed: boolean | undefined) => {
    const kube = fakeKube();
    kube.onRequest = () => ({ status: 201, headers: {}, text: JSON.stringify({ status: { allowed } }) });
    return kube;
  };

  it('asks for who is connected', async () => {
    const kube = answering(true);
    expect(await isAllowed(kube, attributes)).to.equal(true);
    expect(kube.calls[0]).to.deep.include({ resource: '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', body: { apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectAccessReview', spec: { resourceAttributes: attributes } } });
  });

  it('asks for a service account, with the groups that it is in', async () => {
    const kube = answering(false);
    expect(await isAllowed(kube, attributes, { namespace: 'system', name: 'webhook' })).to.equal(false);
    expect(kube.calls[0]!.resource).to.equal('/apis/authorization.k8s.io/v1/subjectaccessreviews');
    expect(kube.calls[0]!.body).to.deep.include({ spec: { resourceAttributes: attributes, user: 'system:serviceaccount:system:webhook', groups: ['system:serviceaccounts', 'system:serviceaccounts:system', 'system:authenticated'] } });
  });

  it('takes no answer for a no', async () => {
    expect(await isAllowed(answering(undefined), attributes)).to.equal(false);
  });

  it('hands on what the API server refuses', async () => {
    const kube = fakeKube();
    kube.onRequest = () => apiServerSays(403, 'subjectaccessreviews is forbidden');
    const error = await isAllowed(kube, attributes, { namespace: 'system', name: 'webhook' }).catch((thrown: ApiError) => thrown);
    expect(error).to.be.instanceOf(ApiError).and.to.include({ code: 403, message: 'subjectaccessreviews is forbidden' });
  });
});
