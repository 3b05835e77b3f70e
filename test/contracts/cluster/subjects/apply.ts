import { expect } from 'chai';
import { configMaps, deployments } from '../../../../shared/kube/resources.ts';
import { aNamespace } from '../a-namespace.ts';
import { refusalOf, succeeded } from '../answer.ts';
import type { Json } from '../answer.ts';
import type { Exam } from '../cluster-under-test.ts';
import { expectRefusal } from '../expect-refusal.ts';
import { aConfigMap, aMetricTemplate, anIdleDeployment } from '../samples.ts';

const force = { query: { force: true } };

/** Server-side apply: who owns which fields, and what comes of it. */
export function describeApply(exam: Exam): void {
  describe('server-side apply', () => {
    const here = aNamespace(exam, 'apply');
    const applied = async (manager: string, name: string, data: Json, asked = {}) => succeeded(await here.apply(configMaps, aConfigMap(name, { data }), manager, asked));

    it('makes what is not there, owned by who applied it', async () => {
      const answer = await here.apply(configMaps, aConfigMap('made', { data: { a: '1', b: '1' } }), 'git');
      expect(answer.status).to.equal(201);
      expect(answer.body.metadata.managedFields).to.have.length(1);
      expect(answer.body.metadata.managedFields[0]).to.deep.include({ manager: 'git', operation: 'Apply', apiVersion: 'v1', fieldsType: 'FieldsV1', fieldsV1: { 'f:data': { 'f:a': {}, 'f:b': {} } } });
    });

    it('changes nothing the second time, not even the version', async () => {
      const first = await applied('git', 'same', { a: '1' });
      expect(await applied('git', 'same', { a: '1' })).to.deep.equal(first);
    });

    it('takes away what its manager leaves out, and nobody else owns', async () => {
      await applied('git', 'dropped', { a: '1', b: '1' });
      await applied('person', 'dropped', { b: '1', c: '1' });
      expect((await applied('git', 'dropped', {})).data).to.deep.equal({ b: '1', c: '1' });
    });

    it('leaves what others have set', async () => {
      await applied('git', 'shared', { a: '1' });
      succeeded(await here.patch(configMaps, 'shared', { data: { b: '1' } }, { query: { fieldManager: 'person' } }));
      expect((await applied('git', 'shared', { a: '2' })).data).to.deep.equal({ a: '2', b: '1' });
    });

    it('is shared by two managers of the same value', async () => {
      await applied('git', 'agreed', { a: '1' });
      const { metadata } = await applied('person', 'agreed', { a: '1' });
      expect(owners(metadata)).to.deep.equal({ 'git Apply': { 'f:data': { 'f:a': {} } }, 'person Apply': { 'f:data': { 'f:a': {} } } });
    });

    describe('of a value that another manager owns', () => {
      it('is refused, with all causes', async () => {
        await applied('git', 'contested', { a: '1', b: '1' });
        expect(refusalOf(await here.apply(configMaps, aConfigMap('contested', { data: { a: '2' } }), 'person'))).to.deep.equal({
          code: 409, reason: 'Conflict', message: 'Apply failed with 1 conflict: conflict with "git": .data.a',
          details: { causes: [{ reason: 'FieldManagerConflict', message: 'conflict with "git"', field: '.data.a' }] },
        });
        expectRefusal(await here.apply(configMaps, aConfigMap('contested', { data: { a: '2', b: '2' } }), 'person'), '409 Apply failed with 2 conflicts: conflicts with "git":\n- .data.a\n- .data.b');
      });

      it('is refused where it was set in another way than by apply, too', async () => {
        succeeded(await here.create(configMaps, aConfigMap('edited'), { query: { fieldManager: 'kubectl-edit' } }));
        expectRefusal(await here.apply(configMaps, aConfigMap('edited', { data: { a: '2' } }), 'git'), /^409 Apply failed with 1 conflict: conflict with "kubectl-edit" using v1: \.data\.a$/);
      });

      it('takes it over by force', async () => {
        await applied('git', 'forced', { a: '1', b: '1' });
        const { data, metadata } = await applied('person', 'forced', { a: '2' }, force);
        expect(data).to.deep.equal({ a: '2', b: '1' });
        expect(owners(metadata)).to.deep.equal({ 'git Apply': { 'f:data': { 'f:b': {} } }, 'person Apply': { 'f:data': { 'f:a': {} } } });
      });

      it('goes on in peace once the field is left to the other', async () => {
        await applied('git', 'left', { a: '1', b: '1' });
        await applied('person', 'left', { a: '2' }, force);
        expect((await applied('git', 'left', { b: '2' })).data).to.deep.equal({ a: '2', b: '2' });
      });

      it('names an element of a list by its key', async () => {
        succeeded(await here.apply(deployments, anIdleDeployment('keyed'), 'git'));
        const image = { metadata: { name: 'keyed' }, spec: { template: { spec: { containers: [{ name: 'app', image: 'nobody.example.com/app:2' }] } } } };
        expectRefusal(await here.apply(deployments, image, 'person'), '409 Apply failed with 1 conflict: conflict with "git": .spec.template.spec.containers[name="app"].image');
        const { spec, metadata } = succeeded(await here.apply(deployments, image, 'person', force));
        expect(spec.template.spec.containers.map(({ image: name }: Json) => name)).to.deep.equal(['nobody.example.com/app:2', 'nobody.example.com/side:1']);
        expect(owners(metadata)['person Apply']).to.deep.equal({ 'f:spec': { 'f:template': { 'f:spec': { 'f:containers': { 'k:{"name":"app"}': { '.': {}, 'f:image': {}, 'f:name': {} } } } } } });
      });
    });

    it('takes elements of a list away that its manager leaves out', async () => {
      succeeded(await here.apply(deployments, anIdleDeployment('listed'), 'git'));
      const without = anIdleDeployment('listed');
      without.spec.template.spec.containers.pop();
      const { spec } = succeeded(await here.apply(deployments, without, 'git'));
      expect(spec.template.spec.containers.map(({ name }: Json) => name)).to.deep.equal(['app']);
    });

    it('owns no defaults: they go with what they belong to', async () => {
      const { metadata } = succeeded(await here.apply(deployments, anIdleDeployment('defaults'), 'git'));
      expect(Object.keys(owners(metadata)['git Apply']['f:spec']).sort()).to.deep.equal(['f:paused', 'f:replicas', 'f:selector', 'f:template']);
    });

    it('loses a field to who changes it in another way', async () => {
      await applied('git', 'overwritten', { a: '1', b: '1' });
      const { metadata } = succeeded(await here.patch(configMaps, 'overwritten', { data: { a: '2' } }, { query: { fieldManager: 'person' } }));
      expect(owners(metadata)).to.deep.equal({ 'git Apply': { 'f:data': { 'f:b': {} } }, 'person Update': { 'f:data': { 'f:a': {} } } });
    });

    it('takes YAML, with comments', async () => {
      const body = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: yaml}\ndata:\n  a: text # why\n';
      expect(succeeded(await here.patch(configMaps, 'yaml', body, { type: 'apply', query: { fieldManager: 'git' } })).data).to.deep.equal({ a: 'text' });
    });

    it('merges what a custom resource says of its lists, in its status too', async () => {
      const { metricTemplates, group } = exam.kinds;
      succeeded(await here.apply(metricTemplates, aMetricTemplate('custom'), 'git'));
      const status = (type: string) => ({ metadata: { name: 'custom' }, status: { conditions: [{ type, status: 'True' }] } });
      succeeded(await here.apply(metricTemplates, status('Ready'), 'one', { sub: 'status' }));
      const { status: { conditions }, metadata } = succeeded(await here.apply(metricTemplates, status('Stalled'), 'other', { sub: 'status' }));
      expect(conditions.map(({ type }: Json) => type)).to.have.members(['Ready', 'Stalled']);
      expect(metadata.managedFields.find(({ manager }: Json) => manager === 'one')).to.deep.include({ operation: 'Apply', subresource: 'status', apiVersion: `${group}/v1beta1` });
      expectRefusal(await here.apply(metricTemplates, aMetricTemplate('custom', { spec: { query: 'other' } }), 'person'), '409 Apply failed with 1 conflict: conflict with "git": .spec.query');
      expectRefusal(await here.apply(metricTemplates, { ...status('Ready'), metadata: { name: 'absent' } }, 'one', { sub: 'status' }), `404 metrictemplates.${group} "absent" not found`);
    });

    describe('is refused', () => {
      const apply = (object: Json, query: Json = { fieldManager: 'git' }) => here.patch(configMaps, 'refused', { apiVersion: 'v1', kind: 'ConfigMap', ...object }, { type: 'apply', query });
      before(() => applied('git', 'refused', { a: '1' }));

      const refused: [string, () => ReturnType<typeof apply>, string | RegExp][] = [
        ['without the name of a manager', () => apply(aConfigMap('refused'), {}), '422 PatchOptions.meta.k8s.io "" is invalid: fieldManager: Required value: is required for apply patch'],
        ['with a version that is not the newest', () => apply(aConfigMap('refused', { resourceVersion: '1' })), '409 Operation cannot be fulfilled on configmaps "refused": the object has been modified; please apply your changes to the latest version and try again'],
        ['with managed fields in it', () => apply(aConfigMap('refused', { managedFields: [{ manager: 'git', operation: 'Apply' }] })), '400 metadata.managedFields must be nil'],
        ['under another name', () => apply(aConfigMap('other')), '400 the name of the object (other) does not match the name on the URL (refused)'],
        ['with a field that is not known', () => apply({ ...aConfigMap('refused'), dta: {} }), /^500 failed to create typed patch object \(.*\/refused; \/v1, Kind=ConfigMap\): \.dta: field not declared in schema$/],
        ['by force, where it is no apply', () => here.patch(configMaps, 'refused', {}, force), '422 PatchOptions.meta.k8s.io "" is invalid: force: Forbidden: may not be specified for non-apply patch'],
      ];
      for (const [title, ask, expected] of refused) {
        it(title, async () => expectRefusal(await ask(), expected));
      }
    });
  });
}

/** What each manager owns, by its name and operation. */
function owners({ managedFields }: Json): Json {
  return Object.fromEntries(managedFields.map(({ manager, operation, fieldsV1 }: Json) => [`${manager} ${operation}`, fieldsV1]));
}
