import { expect } from 'chai';
import { ApiStatus } from '../../../../shared/simulator/api-server/api-status.ts';
import { strategicMergePatch } from '../../../../shared/simulator/patches/strategic-merge-patch.ts';
import { aDeployment, deployments } from './sample-definitions.ts';

const env = [{ name: 'A', value: '1' }, { name: 'B', value: '2' }];
const ports = [{ containerPort: 80, name: 'http', protocol: 'TCP' }];
const web = { name: 'web', image: 'app:1', env, ports, args: ['-v'] };
const template = { metadata: { labels: { app: 'web' } }, spec: { containers: [web, { name: 'log', image: 'log:1' }], tolerations: [{ key: 'a', operator: 'Exists' }] } };
const strategy = { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%' } };
const object = aDeployment({ replicas: 1, paused: true, strategy, template }, { labels: { team: 'a' }, finalizers: ['x/1', 'x/2'], ownerReferences: [{ uid: '1', name: 'one' }, { uid: '2', name: 'two' }] });

function patched(patch: object) {
  return strategicMergePatch(object, patch, deployments.schema) as typeof object & { spec: { template: { metadata: object; spec: { containers: { name: string; env: object[]; [field: string]: unknown }[]; [field: string]: unknown } }; [field: string]: unknown } };
}

function refusal(patch: unknown): object {
  try {
    strategicMergePatch(object, patch, deployments.schema);
  } catch (error) {
    expect(error).to.be.instanceOf(ApiStatus);
    return { code: (error as ApiStatus).code, message: (error as ApiStatus).message };
  }
  throw new Error('the patch was not refused');
}

const ofContainers = (...containers: object[]) => ({ spec: { template: { spec: { containers } } } });
const containersAfter = (patch: object) => patched(patch).spec.template.spec.containers;

describe('shared/simulator/patches/strategic-merge-patch.ts', () => {
  describe('what kubectl sends', () => {
    it('set image', () => {
      const after = containersAfter({ spec: { template: { spec: { '$setElementOrder/containers': [{ name: 'web' }, { name: 'log' }], 'containers': [{ image: 'app:2', name: 'web' }] } } } });
      expect(after).to.deep.equal([{ ...web, image: 'app:2' }, { name: 'log', image: 'log:1' }]);
    });

    it('set env A=9 C=3 B-', () => {
      const container = { '$setElementOrder/env': [{ name: 'A' }, { name: 'C' }], 'env': [{ name: 'A', value: '9' }, { name: 'C', value: '3' }, { $patch: 'delete', name: 'B' }], 'name': 'web' };
      const after = containersAfter({ spec: { template: { spec: { '$setElementOrder/containers': [{ name: 'web' }, { name: 'log' }], 'containers': [container] } } } });
      expect(after[0]!.env).to.deep.equal([{ name: 'A', value: '9' }, { name: 'C', value: '3' }]);
    });

    it('edit, of a port', () => {
      const container = { '$setElementOrder/ports': [{ containerPort: 8080 }], 'name': 'web', 'ports': [{ containerPort: 8080, name: 'http', protocol: 'TCP' }, { $patch: 'delete', containerPort: 80 }] };
      const after = containersAfter({ spec: { template: { spec: { '$setElementOrder/containers': [{ name: 'web' }, { name: 'log' }], 'containers': [container] } } } });
      expect(after[0]!['ports']).to.deep.equal([{ containerPort: 8080, name: 'http', protocol: 'TCP' }]);
    });

    it('annotate, label team-', () => {
      expect(patched({ metadata: { annotations: { k: 'v' } } }).metadata.annotations).to.deep.equal({ k: 'v' });
      expect(patched({ metadata: { labels: { team: null } } }).metadata.labels).to.deep.equal({});
    });

    it('rollout restart, pause, resume', () => {
      expect(patched({ spec: { template: { metadata: { annotations: { restartedAt: 'now' } } } } }).spec.template.metadata).to.deep.equal({ labels: { app: 'web' }, annotations: { restartedAt: 'now' } });
      expect(patched({ spec: { paused: null } }).spec).to.deep.equal({ replicas: 1, strategy, template });
    });

    it('apply, of another strategy', () => {
      expect(patched({ spec: { strategy: { $retainKeys: ['type'], type: 'Recreate' } } }).spec['strategy']).to.deep.equal({ type: 'Recreate' });
    });

    it('patch -p of a finalizer, and taking it away', () => {
      expect(patched({ metadata: { finalizers: ['x/3'] } }).metadata.finalizers).to.deep.equal(['x/3', 'x/1', 'x/2']);
      expect(patched({ 'metadata': { '$deleteFromPrimitiveList/finalizers': ['x/1'], '$setElementOrder/finalizers': ['x/2'] } }).metadata.finalizers).to.deep.equal(['x/2']);
      expect(patched({ metadata: { finalizers: null } }).metadata).not.to.have.property('finalizers');
    });
  });

  it('merges a list by its key and keeps the order of the patch', () => {
    expect(containersAfter(ofContainers({ name: 'new', image: 'n:1' }, { name: 'log', image: 'log:2' })).map(({ name, image }) => `${name} ${image as string}`)).to.deep.equal(['new n:1', 'web app:1', 'log log:2']);
  });

  it('replaces the lists that the schema does not merge, and merges owner references by uid', () => {
    const { tolerations } = patched({ spec: { template: { spec: { tolerations: [{ key: 'b' }] } } } }).spec.template.spec;
    expect(tolerations).to.deep.equal([{ key: 'b' }]);
    expect(patched({ metadata: { ownerReferences: [{ uid: '2', name: 'second' }] } }).metadata.ownerReferences).to.deep.equal([{ uid: '1', name: 'one' }, { uid: '2', name: 'second' }]);
  });

  it('obeys $patch in objects and in lists', () => {
    expect(patched({ spec: { strategy: { $patch: 'replace', type: 'Recreate' } } }).spec['strategy']).to.deep.equal({ type: 'Recreate' });
    expect(patched({ spec: { strategy: { $patch: 'delete' } } }).spec['strategy']).to.deep.equal({});
    expect(containersAfter(ofContainers({ name: 'log', $patch: 'delete' }))).to.deep.equal([web]);
    expect(containersAfter(ofContainers({ $patch: 'replace' }, { name: 'only', image: 'o:1' }))).to.deep.equal([{ name: 'only', image: 'o:1' }]);
  });

  it('takes $patch: delete of what is not there for done', () => {
    expect(containersAfter(ofContainers({ name: 'missing', $patch: 'delete' }))).to.deep.equal(template.spec.containers);
    expect(patched({ spec: { template: { spec: { volumes: [{ name: 'v', $patch: 'delete' }] } } } }).spec.template.spec['volumes']).to.deep.equal([]);
  });

  it('takes the order from the directive, then what only the server has from where it was', () => {
    const patch = { metadata: { '$setElementOrder/finalizers': ['x/3', 'x/1'], 'finalizers': ['x/3'] } };
    expect(patched(patch).metadata.finalizers).to.deep.equal(['x/3', 'x/1', 'x/2']);
    const orderOnly = { spec: { template: { spec: { '$setElementOrder/containers': [{ name: 'log' }, { name: 'web' }] } } } };
    expect(containersAfter(orderOnly).map(({ name }) => name)).to.deep.equal(['log', 'web']);
  });

  it('stores no nulls and no directives with what is new', () => {
    const volume = { $retainKeys: ['name', 'secret'], name: 'v', emptyDir: null, secret: { secretName: 's', optional: null } };
    expect(patched({ spec: { template: { spec: { volumes: [volume] } } } }).spec.template.spec['volumes']).to.deep.equal([{ name: 'v', secret: { secretName: 's' } }]);
  });

  it('leaves the object and the patch as they are', () => {
    const [before, patch] = [structuredClone(object), ofContainers({ name: 'web', env: [{ name: 'A', $patch: 'delete' }] })];
    const sent = structuredClone(patch);
    strategicMergePatch(object, patch, deployments.schema);
    expect(object).to.deep.equal(before);
    expect(patch).to.deep.equal(sent);
  });

  const refused: readonly (readonly [patch: unknown, code: number, message: string])[] = [
    [[], 400, 'json: cannot unmarshal array into Go value of type map[string]interface {}'],
    [{ spec: { $patch: 'bogus' } }, 500, 'unknown patch type: bogus in map: map[$patch:bogus]'],
    [ofContainers({ image: 'x' }), 500, 'map: map[image:x] does not contain declared merge key: name'],
    [ofContainers({ name: 'web', $patch: 'bogus' }), 500, 'unknown patch type: bogus in map: map[$patch:bogus name:web]'],
    [ofContainers({ $patch: 'delete' }), 500, 'map: map[$patch:delete] does not contain declared merge key: name'],
    [ofContainers({ name: 'web', $patch: 'merge' }), 500, 'merging lists cannot yet be specified in the patch'],
    [{ metadata: { finalizers: [1] } }, 500, 'list element types are not identical: [[x/1 x/2] [1]]'],
    [{ spec: { strategy: { $retainKeys: ['type'], type: 'Recreate', rollingUpdate: { maxSurge: 1 } } } }, 400, 'invalid patch format of retainKeys'],
    [{ spec: { strategy: { $retainKeys: 'type' } } }, 400, 'invalid patch format of retainKeys'],
    [{ metadata: { $deleteFromPrimitiveList: ['x/1'] } }, 400, 'invalid patch format of primitive list'],
    [{ metadata: { '$setElementOrder/finalizers': 'x/1' } }, 500, 'expected a []interface {}, but received a string'],
    [{ metadata: { '$setElementOrder/finalizers': ['x/9'], 'finalizers': ['x/3'] } }, 500, "The order in patch list:\n[x/3]\n doesn't match $setElementOrder list:\n[x/9]\n"],
    [{ spec: { template: { spec: { '$setElementOrder/volumes': [{ name: 'v' }], 'volumes': [] } } } }, 500, 'no elements in any of the given slices'],
  ];
  for (const [patch, code, message] of refused) {
    it(`refuses ${JSON.stringify(patch)} with ${code}`, () => {
      expect(refusal(patch)).to.deep.equal({ code, message });
    });
  }
});
