import { expect } from 'chai';
import { assertNamespaceTakes } from '../../../../shared/simulator/admission/namespace-lifecycle.ts';
import { ApiStatus } from '../../../../shared/simulator/api-server/api-status.ts';
import { aConfigMap, aDefinition, anAdmissionWorld, aNamespace, aRequest, clusterRoles, configMaps, namespaces } from '../../../builders/an-admission-world.ts';

describe('shared/simulator/admission/namespace-lifecycle.ts', () => {
  const { store, put } = anAdmissionWorld();
  put(aNamespace('ending', {}, 'Terminating'), aNamespace('default'));
  const inNamespace = (namespace: string) => aConfigMap({ namespace });

  const refused = [
    { title: 'a new object in a namespace that is not there', request: aRequest(configMaps, { object: inNamespace('nowhere') }), code: 404, reason: 'NotFound', message: 'namespaces "nowhere" not found' },
    { title: 'a change in a namespace that is not there', request: aRequest(configMaps, { object: inNamespace('nowhere'), oldObject: inNamespace('nowhere') }), code: 404, reason: 'NotFound', message: 'namespaces "nowhere" not found' },
    { title: 'a new object in a namespace that is being deleted', request: aRequest(configMaps, { object: inNamespace('ending') }), code: 403, reason: 'Forbidden', message: 'configmaps "settings" is forbidden: unable to create new content in namespace ending because it is being terminated' },
    { title: 'a new object that has no name yet', request: aRequest(configMaps, { object: { ...inNamespace('ending'), metadata: { name: '', generateName: 'x-', namespace: 'ending' } } }), code: 403, reason: 'Forbidden', message: /^configmaps "x-" is forbidden/ },
    { title: 'the deletion of the namespace default', request: aRequest(namespaces, { oldObject: aNamespace('default') }), code: 403, reason: 'Forbidden', message: 'namespaces "default" is forbidden: this namespace may not be deleted' },
  ];
  for (const { title, request, code, reason, message } of refused) {
    it(`refuses ${title}`, () => {
      expect(() => assertNamespaceTakes(request, store)).to.throw(ApiStatus, message).that.includes({ code, reason });
    });
  }

  it('says why in a way that programs understand', () => {
    const { details } = refusalOf(() => assertNamespaceTakes(aRequest(configMaps, { object: inNamespace('ending') }), store));
    expect(details?.causes).to.deep.equal([{ reason: 'NamespaceTerminating', message: 'namespace ending is being terminated', field: 'metadata.namespace' }]);
  });

  const taken = {
    'a new object in a namespace that is there': aRequest(configMaps, { object: inNamespace('test') }),
    'a change in a namespace that is being deleted': aRequest(configMaps, { object: inNamespace('ending'), oldObject: inNamespace('ending') }),
    'a deletion in a namespace that is not there': aRequest(configMaps, { oldObject: inNamespace('nowhere') }),
    'what is in no namespace': aRequest(clusterRoles, { object: { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name: 'x' } } }),
    'a new namespace': aRequest(namespaces, { object: aNamespace('new'), namespace: 'new' }),
    'the deletion of another namespace': aRequest(namespaces, { oldObject: aNamespace('test') }),
    'a question about rights': aRequest(aDefinition('LocalSubjectAccessReview', { group: 'authorization.k8s.io' }), { object: inNamespace('nowhere') }),
  };
  for (const [title, request] of Object.entries(taken)) {
    it(`lets through ${title}`, () => {
      expect(() => assertNamespaceTakes(request, store)).to.not.throw();
    });
  }
});

function refusalOf(act: () => void): ApiStatus {
  try {
    act();
  } catch (error) {
    return error as ApiStatus;
  }
  throw new Error('nothing was refused');
}
