import { expect } from 'chai';
import { accessedName, parsePath, verbOf } from '../../../../shared/simulator/api-server/parse-path.ts';
import type { ParsedResource } from '../../../../shared/simulator/api-server/parse-path.ts';

const core = { kind: 'resource', group: '', version: 'v1', namespace: '', name: '', subresource: undefined, rest: '', isWatchPath: false };
const apps = { ...core, group: 'apps', plural: 'deployments' };
const pods = { ...core, plural: 'pods', namespace: 'test' };

const paths: [string, object][] = [
  ['/api/v1/pods', { ...core, plural: 'pods' }],
  ['/api/v1/pods/', { ...core, plural: 'pods' }],
  ['/api/v1/nodes/node-1', { ...core, plural: 'nodes', name: 'node-1' }],
  ['/api/v1/namespaces', { ...core, plural: 'namespaces' }],
  ['/api/v1/namespaces/test', { ...core, plural: 'namespaces', name: 'test', namespace: 'test' }],
  ['/api/v1/namespaces/test/status', { ...core, plural: 'namespaces', name: 'test', namespace: 'test', subresource: 'status' }],
  ['/api/v1/namespaces/test/finalize', { ...core, plural: 'namespaces', name: 'test', namespace: 'test', subresource: 'finalize' }],
  ['/api/v1/namespaces/test/pods', pods],
  ['/api/v1/namespaces/test/pods/a/log', { ...pods, name: 'a', subresource: 'log' }],
  ['/api/v1/namespaces/test/pods/http:a:8080/proxy/metrics/x%2Fy/', { ...pods, name: 'http:a:8080', subresource: 'proxy', rest: '/metrics/x%2Fy' }],
  ['/apis/apps/v1/deployments', apps],
  ['/apis/apps/v1/namespaces/test/deployments/podinfo/scale', { ...apps, namespace: 'test', name: 'podinfo', subresource: 'scale' }],
  ['/apis/rbac.authorization.k8s.io/v1/clusterroles/system%3Adiscovery', { ...core, group: 'rbac.authorization.k8s.io', plural: 'clusterroles', name: 'system:discovery' }],
  ['/api/v1/watch/namespaces/test/pods/a', { ...pods, name: 'a', isWatchPath: true }],
  ['/apis/apps/v1/watch/deployments', { ...apps, isWatchPath: true }],
];

const others = ['/', '/version', '/api', '/api/v1', '/apis', '/apis/apps', '/apis/apps/v1', '/openapi/v3/apis/apps/v1', '/healthz/ping'];

const verbs: [string, string, string][] = [
  ['GET', '/api/v1/pods', 'list'],
  ['HEAD', '/api/v1/nodes/a', 'get'],
  ['GET', '/api/v1/pods?watch=true', 'watch'],
  ['GET', '/api/v1/pods?watch=1', 'watch'],
  ['GET', '/api/v1/pods?watch=', 'watch'],
  ['GET', '/api/v1/pods?watch=False', 'list'],
  ['GET', '/api/v1/pods?watch=0', 'list'],
  ['GET', '/api/v1/nodes/a?watch=1', 'get'],
  ['GET', '/api/v1/watch/nodes/a', 'watch'],
  ['POST', '/api/v1/namespaces/test/pods', 'create'],
  ['PUT', '/api/v1/nodes/a', 'update'],
  ['PATCH', '/api/v1/nodes/a', 'patch'],
  ['DELETE', '/api/v1/nodes/a', 'delete'],
  ['DELETE', '/api/v1/nodes', 'deletecollection'],
];

const names: [string, string][] = [
  ['/api/v1/pods', ''],
  ['/api/v1/nodes/a', 'a'],
  ['/api/v1/pods?fieldSelector=metadata.name%3Da', 'a'],
  ['/api/v1/pods?watch=1&fieldSelector=metadata.name%3D%3Da', 'a'],
  ['/api/v1/pods?fieldSelector=status.phase%3DRunning,metadata.name%3Da', 'a'],
  ['/api/v1/pods?fieldSelector=metadata.name!%3Da', ''],
  ['/api/v1/pods?fieldSelector=metadata.name%3D..', ''],
  ['/api/v1/pods?fieldSelector=metadata.namespace%3Da', ''],
];

function split(path: string): [ParsedResource, URLSearchParams] {
  const url = new URL(path, 'https://simulated.invalid');
  return [parsePath(url.pathname) as ParsedResource, url.searchParams];
}

describe('shared/simulator/api-server/parse-path.ts', () => {
  for (const [path, expected] of paths) {
    it(`understands ${path}`, () => {
      expect(parsePath(path)).to.deep.equal(expected);
    });
  }

  for (const path of others) {
    it(`leaves ${path} to others`, () => {
      expect(parsePath(path)).to.deep.equal({ kind: 'other', path });
    });
  }

  it('refuses a name that is wrongly encoded', () => {
    expect(() => parsePath('/api/v1/nodes/%zz')).to.throw('invalid URL escape in "%zz"').with.property('code', 400);
  });

  for (const [method, path, verb] of verbs) {
    it(`takes ${method} ${path} for ${verb}`, () => {
      expect(verbOf(method, ...split(path))).to.equal(verb);
    });
  }

  it('refuses a method that means nothing', () => {
    expect(() => verbOf('OPTIONS', ...split('/api/v1/pods'))).to.throw('the server does not allow this method').with.property('code', 405);
  });

  for (const [path, name] of names) {
    it(`authorizes ${path} for ${name === '' ? 'any object' : `the object ${name}`}`, () => {
      const [parsed, query] = split(path);
      expect(accessedName(verbOf('GET', parsed, query), parsed, query)).to.equal(name);
    });
  }
});
