import { expect } from 'chai';
import { completePod } from '../../../../shared/simulator/admission/complete-pod.ts';
import type { ApiObject } from '../../../../shared/simulator/api-object.ts';
import { ApiStatus } from '../../../../shared/simulator/api-server/api-status.ts';
import { Store } from '../../../../shared/simulator/storage/store.ts';
import { aDefinition, aRequest } from '../../../builders/an-admission-world.ts';

const pods = aDefinition('Pod');
const tokenPath = '/var/run/secrets/kubernetes.io/serviceaccount';

interface Spec {
  serviceAccountName: string;
  containers: { volumeMounts?: { name: string; mountPath: string }[] }[];
  volumes?: { name: string }[];
  tolerations: { key: string; tolerationSeconds?: number }[];
  priority: number;
  [field: string]: unknown;
}

describe('shared/simulator/admission/complete-pod.ts', () => {
  const store = new Store();
  store.put({ group: '', plural: 'serviceaccounts' }, { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'silent', namespace: 'test' }, automountServiceAccountToken: false } as unknown as ApiObject);
  store.put({ group: 'scheduling.k8s.io', plural: 'priorityclasses' }, { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name: 'high' }, value: 1000, preemptionPolicy: 'Never' } as unknown as ApiObject);

  const completed = (spec: object = {}): Spec => {
    const object = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'app', namespace: 'test' }, spec: { containers: [{ name: 'app', image: 'app:1' }], ...spec } } as unknown as ApiObject;
    return completePod(aRequest(pods, { object }), store)['spec'] as Spec;
  };

  it('gives it the namespace\'s service account, and where its token lies', () => {
    const { serviceAccountName, serviceAccount, containers, volumes } = completed();
    expect({ serviceAccountName, serviceAccount }).to.deep.equal({ serviceAccountName: 'default', serviceAccount: 'default' });
    expect(containers[0]?.volumeMounts).to.deep.equal([{ name: volumes?.[0]?.name, readOnly: true, mountPath: tokenPath }]);
    expect(volumes?.[0]?.name).to.match(/^kube-api-access-[a-z0-9]{5}$/);
  });

  for (const [title, spec] of [
    ['where it wants none', { automountServiceAccountToken: false }],
    ['where its service account wants none', { serviceAccountName: 'silent' }],
    ['where something else is in that place', { containers: [{ name: 'app', volumeMounts: [{ name: 'own', mountPath: tokenPath }] }] }],
  ] as const) {
    it(`mounts no token ${title}`, () => {
      expect(completed(spec)).to.not.have.property('volumes');
    });
  }

  it('gives it the priority of its class', () => {
    expect(completed()).to.include({ priority: 0, preemptionPolicy: 'PreemptLowerPriority' });
    expect(completed({ priorityClassName: 'high' })).to.include({ priority: 1000, preemptionPolicy: 'Never' });
  });

  it('lets it bear a lost node for five minutes, where it does not say how long itself', () => {
    expect(completed().tolerations.map(({ key, tolerationSeconds }) => [key, tolerationSeconds])).to.deep.equal([['node.kubernetes.io/not-ready', 300], ['node.kubernetes.io/unreachable', 300]]);
    expect(completed({ tolerations: [{ key: 'node.kubernetes.io/not-ready', operator: 'Exists', effect: 'NoExecute' }] }).tolerations).to.have.length(2);
    expect(completed({ tolerations: [{ operator: 'Exists' }] }).tolerations).to.have.length(1);
  });

  it('refuses a service account and a priority class that are not there', () => {
    expect(() => completed({ serviceAccountName: 'nobody' })).to.throw(ApiStatus, 'pods "app" is forbidden: error looking up service account test/nobody: serviceaccount "nobody" not found');
    expect(() => completed({ priorityClassName: 'none' })).to.throw(ApiStatus, 'pods "app" is forbidden: no PriorityClass with name none was found');
  });
});
