import { expect } from 'chai';
import { configMaps, deployments } from '../../../../shared/kube/resources.ts';
import { aNamespace } from '../a-namespace.ts';
import { refusalOf, succeeded } from '../answer.ts';
import type { Json } from '../answer.ts';
import type { Exam } from '../cluster-under-test.ts';
import { expectRefusal } from '../expect-refusal.ts';
import { aConfigMap, aMetricTemplate, anIdleDeployment } from '../samples.ts';

/** The three kinds of patches that say what to change. */
export function describePatches(exam: Exam): void {
  describe('patches', () => {
    const here = aNamespace(exam, 'patches');

    describe('as JSON merge', () => {
      it('set what they name, take away what is null there, and keep the rest', async () => {
        await here.given(configMaps, aConfigMap('merged', { data: { a: '1', b: '1' }, labels: { keep: 'me' } }));
        const { data, metadata } = succeeded(await here.patch(configMaps, 'merged', { data: { a: null, c: '3', d: null } }));
        expect([data, metadata.labels]).to.deep.equal([{ b: '1', c: '3' }, { keep: 'me' }]);
      });

      it('replace lists as a whole', async () => {
        await here.given(deployments, anIdleDeployment('merged'));
        const { spec } = succeeded(await here.patch(deployments, 'merged', { spec: { template: { spec: { containers: [{ name: 'side', image: 'nobody.example.com/side:2' }] } } } }));
        expect(imagesOf(spec)).to.deep.equal({ side: 'nobody.example.com/side:2' });
      });

      it('have defaults put back in place of what they take away', async () => {
        await here.given(deployments, anIdleDeployment('reset', { spec: { replicas: 0, revisionHistoryLimit: 3 } }));
        const { spec } = succeeded(await here.patch(deployments, 'reset', { spec: { revisionHistoryLimit: null } }));
        expect(spec.revisionHistoryLimit).to.equal(10);
      });

      it('are refused with a version that is not the newest', async () => {
        await here.given(configMaps, aConfigMap('fenced'));
        expect(refusalOf(await here.patch(configMaps, 'fenced', { metadata: { resourceVersion: '1' }, data: { a: '2' } }))).to.deep.include({ code: 409, reason: 'Conflict', message: 'Operation cannot be fulfilled on configmaps "fenced": the object has been modified; please apply your changes to the latest version and try again' });
      });

      it('are taken with the newest version', async () => {
        const { metadata: { resourceVersion } } = await here.given(configMaps, aConfigMap('newest'));
        expect(succeeded(await here.patch(configMaps, 'newest', { metadata: { resourceVersion }, data: { a: '2' } })).data).to.deep.equal({ a: '2' });
      });

      it('cannot make another object of it', async () => {
        await here.given(configMaps, aConfigMap('itself'));
        expectRefusal(await here.patch(configMaps, 'itself', { metadata: { name: 'other' } }), '400 the name of the object (other) does not match the name on the URL (itself)');
        expectRefusal(await here.patch(configMaps, 'itself', { metadata: { namespace: 'other' } }), '400 the namespace of the provided object does not match the namespace sent on the request');
        expectRefusal(await here.patch(configMaps, 'itself', { metadata: { uid: 'other' } }), '422 ConfigMap "itself" is invalid: metadata.uid: Invalid value: "other": field is immutable');
      });

      it('are refused with a value of the wrong type', async () => {
        await here.given(configMaps, aConfigMap('typed'));
        expectRefusal(await here.patch(configMaps, 'typed', { data: { a: 1 } }), /^422 .*cannot unmarshal number into Go struct field ConfigMap\.data of type string$/);
      });
    });

    describe('as JSON patch', () => {
      it('do their operations one after the other', async () => {
        await here.given(configMaps, aConfigMap('operated', { data: { a: '1', b: '2' } }));
        const { data, metadata } = succeeded(await here.patch(configMaps, 'operated', [
          { op: 'test', path: '/data/a', value: '1' },
          { op: 'add', path: '/metadata/annotations', value: {} },
          { op: 'add', path: '/metadata/annotations/example.com~1name', value: 'with~slash' },
          { op: 'replace', path: '/data/a', value: '3' },
          { op: 'move', from: '/data/b', path: '/data/c' },
          { op: 'copy', from: '/data/c', path: '/data/d' },
          { op: 'remove', path: '/data/c' },
        ], { type: 'json' }));
        expect([data, metadata.annotations]).to.deep.equal([{ a: '3', d: '2' }, { 'example.com/name': 'with~slash' }]);
      });

      it('put into lists, at the end too', async () => {
        await here.given(deployments, anIdleDeployment('listed'));
        const container = (name: string) => ({ name, image: `nobody.example.com/${name}:1` });
        const { spec } = succeeded(await here.patch(deployments, 'listed', [
          { op: 'add', path: '/spec/template/spec/containers/1', value: container('second') },
          { op: 'add', path: '/spec/template/spec/containers/-', value: container('last') },
          { op: 'remove', path: '/spec/template/spec/containers/0' },
        ], { type: 'json' }));
        expect(Object.keys(imagesOf(spec))).to.deep.equal(['second', 'side', 'last']);
      });

      it('do nothing at all where one operation fails', async () => {
        await here.given(configMaps, aConfigMap('tested'));
        for (const failing of [{ op: 'test', path: '/data/a', value: '9' }, { op: 'remove', path: '/data/none' }, { op: 'add', path: '/metadata/annotations/none', value: '1' }]) {
          const refusal = refusalOf(await here.patch(configMaps, 'tested', [{ op: 'add', path: '/data/b', value: '2' }, failing], { type: 'json' }));
          expect(refusal, failing.op).to.deep.equal({ code: 422, reason: 'Invalid', message: 'the server rejected our request due to an error in our request', details: {} });
        }
        expect((await here.get(configMaps, 'tested')).body.data).to.deep.equal({ a: '1' });
      });

      it('are refused where they are no list', async () => {
        await here.given(configMaps, aConfigMap('unlisted'));
        expectRefusal(await here.patch(configMaps, 'unlisted', { data: {} }, { type: 'json' }), /^400 error decoding patch: json: cannot unmarshal object/);
      });
    });

    describe('as strategic merge', () => {
      const patch = async (name: string, spec: Json) => succeeded(await here.patch(deployments, name, { spec: { template: { spec } } }, { type: 'strategic' })).spec;

      it('change the container of that name and keep the others', async () => {
        await here.given(deployments, anIdleDeployment('named'));
        expect(imagesOf(await patch('named', { containers: [{ name: 'side', image: 'nobody.example.com/side:2' }] }))).to.deep.equal({ app: 'nobody.example.com/app:1', side: 'nobody.example.com/side:2' });
      });

      it('change environment variables by name', async () => {
        await here.given(deployments, anIdleDeployment('environment'));
        const { template } = await patch('environment', { containers: [{ name: 'app', env: [{ name: 'B', value: '2' }] }] });
        expect(template.spec.containers[0].env).to.have.deep.members([{ name: 'A', value: '1' }, { name: 'B', value: '2' }]);
      });

      it('take out by name what they say is to be deleted', async () => {
        await here.given(deployments, anIdleDeployment('shrunk'));
        expect(imagesOf(await patch('shrunk', { containers: [{ name: 'side', $patch: 'delete' }] }))).to.deep.equal({ app: 'nobody.example.com/app:1' });
      });

      it('order a list as they say, as kubectl does', async () => {
        await here.given(deployments, anIdleDeployment('ordered'));
        const spec = await patch('ordered', { '$setElementOrder/containers': [{ name: 'new' }, { name: 'side' }, { name: 'app' }], containers: [{ name: 'new', image: 'nobody.example.com/new:1' }] });
        expect(Object.keys(imagesOf(spec))).to.deep.equal(['new', 'side', 'app']);
      });

      it('replace a list or an object where they say so', async () => {
        await here.given(deployments, anIdleDeployment('replaced'));
        expect(imagesOf(await patch('replaced', { containers: [{ $patch: 'replace' }, { name: 'only', image: 'nobody.example.com/only:1' }] }))).to.deep.equal({ only: 'nobody.example.com/only:1' });
        const { spec } = succeeded(await here.patch(deployments, 'replaced', { spec: { strategy: { $patch: 'replace', type: 'Recreate' } } }, { type: 'strategic' }));
        expect(spec.strategy).to.deep.equal({ type: 'Recreate' });
      });

      it('merge maps', async () => {
        await here.given(configMaps, aConfigMap('maps', { data: { a: '1', b: '1' } }));
        expect(succeeded(await here.patch(configMaps, 'maps', { data: { a: null, c: '1' } }, { type: 'strategic' })).data).to.deep.equal({ b: '1', c: '1' });
      });

      it('are not for custom resources', async () => {
        await here.given(exam.kinds.metricTemplates, aMetricTemplate('custom'));
        expect(refusalOf(await here.patch(exam.kinds.metricTemplates, 'custom', {}, { type: 'strategic' }))).to.include({ code: 415, reason: 'UnsupportedMediaType', message: 'the body of the request was in an unknown format - accepted media types include: application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml' });
      });
    });

    it('of what is not there find nothing', async () => {
      expectRefusal(await here.patch(configMaps, 'absent', { data: {} }), '404 configmaps "absent" not found');
      expectRefusal(await here.patch(configMaps, 'absent', [], { type: 'json' }), '404 configmaps "absent" not found');
      expectRefusal(await here.patch(deployments, 'absent', {}, { type: 'strategic' }), '404 deployments.apps "absent" not found');
      expectRefusal(await here.patch(exam.kinds.metricTemplates, 'absent', {}, { sub: 'status' }), `404 metrictemplates.${exam.kinds.group} "absent" not found`);
    });

    it('of no known kind are refused', async () => {
      await here.given(configMaps, aConfigMap('unknown'));
      expect(refusalOf(await here.patch(configMaps, 'unknown', {}, { headers: { 'Content-Type': 'application/json' } }))).to.include({ code: 415, reason: 'UnsupportedMediaType' });
    });
  });
}

/** Each container's image, in their order. */
function imagesOf(spec: Json): Record<string, string> {
  return Object.fromEntries(spec.template.spec.containers.map(({ name, image }: Json) => [name, image]));
}
