import { expect } from 'chai';
import { configMaps, customResourceDefinitions, deployments, events, leases, namespaces, pods, replicaSets, secrets, services } from '../../../../shared/kube/resources.ts';
import type { Resource } from '../../../../shared/kube/resources.ts';
import { aNamespace } from '../a-namespace.ts';
import { succeeded } from '../answer.ts';
import type { Json } from '../answer.ts';
import type { Exam } from '../cluster-under-test.ts';
import { expectRefusal } from '../expect-refusal.ts';
import { aCanaryOf, aConfigMap, aLease, anIdleDeployment, aService } from '../samples.ts';

const headers = { Accept: 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json' };
const age = /^\d+[sm]/;

/** What `kubectl get` prints: the API server says which columns there are, and what is in them. */
export function describeTables(exam: Exam): void {
  describe('tables', () => {
    const here = aNamespace(exam, 'tables');
    const table = async (resource: Resource, query = {}) => succeeded(await here.list(resource, { headers, query }));
    const columns = ({ columnDefinitions }: Json, wide = true) => columnDefinitions.filter(({ priority }: Json) => wide || priority === 0).map(({ name }: Json) => name).join(', ');
    const cells = ({ rows }: Json): unknown[] => rows[0].cells;

    before(async () => {
      const never = (name: string) => ({ name, image: `nobody.example.com/${name}:1`, imagePullPolicy: 'Never' });
      await here.given(deployments, anIdleDeployment('web', { spec: { paused: false, replicas: 1, template: { metadata: { labels: { app: 'web' } }, spec: { terminationGracePeriodSeconds: 0, containers: [never('app'), never('side')] } } } }));
      await here.given(services, aService('web', { ports: [{ name: 'http', port: 80 }, { name: 'dns', port: 53, protocol: 'UDP' }] }));
      await here.given(configMaps, aConfigMap('web', { data: { a: '1', b: '2' } }));
      await here.given(leases, aLease('web'));
      await here.given(secrets, { metadata: { name: 'web' }, stringData: { a: '1' } });
      await here.given(events, { metadata: { name: 'web' }, involvedObject: { kind: 'Deployment', name: 'web', namespace: here.name }, reason: 'Because', type: 'Normal', message: 'of that', count: 3, firstTimestamp: '2026-01-01T00:00:00Z', lastTimestamp: '2026-01-02T00:00:00Z', source: { component: 'test' } });
      await using stream = await here.watch(pods);
      await stream.until('cannot be pulled', ({ object }) => object.status.containerStatuses?.every(({ state }: Json) => state.waiting?.reason === 'ErrImageNeverPull') ?? false);
    });

    const cases: [Resource, string, string, (string | number | boolean | RegExp)[]][] = [
      [deployments, 'Name, Ready, Up-to-date, Available, Age', ', Containers, Images, Selector', ['web', '0/1', 1, 0, age, 'app,side', 'nobody.example.com/app:1,nobody.example.com/side:1', 'app=web']],
      [replicaSets, 'Name, Desired, Current, Ready, Age', ', Containers, Images, Selector', [/^web-[a-z0-9]+$/, 1, 1, 0, age, 'app,side', 'nobody.example.com/app:1,nobody.example.com/side:1', /^app=web,pod-template-hash=[a-z0-9]+$/]],
      [pods, 'Name, Ready, Status, Restarts, Age', ', IP, Node, Nominated Node, Readiness Gates', [/^web-[a-z0-9]+-[a-z0-9]{5}$/, '0/2', 'ErrImageNeverPull', '0', age, /^[\d.]+$/, /./, '<none>', '<none>']],
      [services, 'Name, Type, Cluster-IP, External-IP, Port(s), Age', ', Selector', ['web', 'ClusterIP', /^\d+\.\d+\.\d+\.\d+$/, '<none>', '80/TCP,53/UDP', age, 'app=web']],
      [configMaps, 'Name, Data, Age', '', ['web', 2, age]],
      [secrets, 'Name, Type, Data, Age', '', ['web', 'Opaque', 1, age]],
      [leases, 'Name, Holder, Age', '', ['web', 'one', age]],
    ];
    for (const [resource, narrow, wide, expected] of cases) {
      it(`show ${resource.plural}`, async () => {
        const { kind, apiVersion, ...shown } = await table(resource, resource === configMaps ? { fieldSelector: 'metadata.name=web' } : {});
        expect([kind, apiVersion]).to.deep.equal(['Table', 'meta.k8s.io/v1']);
        expect([columns(shown, false), columns(shown)]).to.deep.equal([narrow, narrow + wide]);
        expectCells(cells(shown), expected);
      });
    }

    it('show events, the columns for the eye first', async () => {
      const shown = await table(events, { fieldSelector: 'metadata.name=web' });
      expect([columns(shown, false), columns(shown)]).to.deep.equal(['Last Seen, Type, Reason, Object, Message', 'Last Seen, Type, Reason, Object, Subobject, Source, Message, First Seen, Count, Name']);
      expectCells(cells(shown), [/^\d+[dy]/, 'Normal', 'Because', 'deployment/web', '', 'test', 'of that', /^\d+[dy]/, 3, 'web']);
    });

    it('show namespaces and definitions', async () => {
      const ours = await table(namespaces, { fieldSelector: `metadata.name=${here.name}` });
      expect(columns(ours)).to.equal('Name, Status, Age');
      expectCells(cells(ours), [here.name, 'Active', age]);
      const definitions = await table(customResourceDefinitions, { fieldSelector: `metadata.name=canaries.${exam.kinds.group}` });
      expect(cells(definitions)[0]).to.equal(`canaries.${exam.kinds.group}`);
    });

    it('show our kinds with the columns of their definition, which are cells of the right type or none', async () => {
      const before = await table(exam.kinds.canaries);
      expect(before.rows).to.deep.equal([]);
      await here.given(exam.kinds.canaries, aCanaryOf('web'));
      expectCells(cells(await table(exam.kinds.canaries)).slice(0, 4), ['web', null, null, null]);
      succeeded(await here.patch(exam.kinds.canaries, 'web', { status: { phase: 'Progressing', canaryWeight: 20, lastTransitionTime: '2026-01-01T00:00:00Z' } }, { sub: 'status' }));
      const shown = await table(exam.kinds.canaries);
      expect(columns(shown, false)).to.equal('Name, Status, Weight, LastTransitionTime');
      expectCells(cells(shown).slice(0, 4), ['web', 'Progressing', 20, /^\d+[dy]/]);
      expect(shown.columnDefinitions[2]).to.deep.equal({ name: 'Weight', type: 'integer', format: '', description: 'Percent of the traffic on the new version.', priority: 0 });
    });

    it('carry the metadata of each row\'s object, unless all or nothing is asked for', async () => {
      const rowOf = async (includeObject?: string) => (await table(deployments, { includeObject })).rows[0];
      const { object } = await rowOf();
      expect(object).to.include({ kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1' });
      expect(object).to.have.all.keys('kind', 'apiVersion', 'metadata');
      expect((await rowOf('Object')).object).to.include({ kind: 'Deployment' }).and.to.have.property('spec');
      expect((await rowOf('None')).object).to.equal(null);
    });

    it('show one object', async () => {
      const { kind, rows, metadata } = succeeded(await here.get(deployments, 'web', { headers }));
      expect([kind, rows.length]).to.deep.equal(['Table', 1]);
      expect(metadata.resourceVersion).to.match(/^\d+$/);
    });

    it('are what a watch tells, if that is asked for', async () => {
      const answer = await here.http('GET', here.path(services), { headers, query: { watch: true, timeoutSeconds: 1 } });
      const { type, object } = JSON.parse(answer.text.split('\n')[0]!);
      expect([type, object.kind, object.rows[0].cells[0], object.rows[0].object.metadata.name]).to.deep.equal(['ADDED', 'Table', 'web', 'web']);
      expect(columns(object, false)).to.equal('Name, Type, Cluster-IP, External-IP, Port(s), Age');
    });

    it('do not hide a refusal', async () => {
      expectRefusal(await here.get(deployments, 'none', { headers }), '404 deployments.apps "none" not found');
    });
  });
}

function expectCells(cells: unknown[], expected: (string | number | boolean | null | RegExp)[]): void {
  expect(cells.map((cell, index) => (expected[index] instanceof RegExp && expected[index].test(String(cell)) ? expected[index] : cell))).to.deep.equal(expected);
}
