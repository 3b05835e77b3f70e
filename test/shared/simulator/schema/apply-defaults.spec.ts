import { expect } from 'chai';
import type { ApiObject } from '../../../../shared/simulator/api-object.ts';
import { applyDefaults } from '../../../../shared/simulator/schema/apply-defaults.ts';
import { checkFields } from '../../../../shared/simulator/schema/check-fields.ts';
import { definitionOf, definitionsWith, readObjects, readYaml } from '../../../builders/checked-object.ts';

describe('shared/simulator/schema/apply-defaults.ts', () => {
  describe('gives a built-in kind what kube-apiserver gives it', () => {
    const definitions = definitionsWith();
    for (const { given, stored } of readYaml('test/fixtures/api-server/stored-objects.yaml') as { given: ApiObject; stored: object }[]) {
      it(`${given.kind} ${given.metadata.name}`, () => {
        const definition = definitionOf(definitions, given);
        const made = applyDefaults(definition, checkFields(definition, given).object);
        const { apiVersion: _apiVersion, kind: _kind, metadata: _metadata, ...rest } = made;
        expect(rest).to.deep.equal(stored);
        expect(applyDefaults(definition, checkFields(definition, made).object), 'a second time').to.deep.equal(made);
      });
    }

    const images: [string, string][] = [['i', 'Always'], ['i:latest', 'Always'], ['i:1', 'IfNotPresent'], ['host:5000/i', 'Always'], ['host:5000/i:1', 'IfNotPresent'], [`i@sha256:${'a'.repeat(64)}`, 'IfNotPresent']];
    for (const [image, policy] of images) {
      it(`imagePullPolicy ${policy} for the image ${image.slice(0, 20)}`, () => {
        const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a', namespace: 'b' }, spec: { containers: [{ name: 'c', image }] } };
        const { spec } = applyDefaults(definitionOf(definitions, pod), pod) as typeof pod & { spec: { containers: { imagePullPolicy: string }[] } };
        expect(spec.containers[0]!.imagePullPolicy).to.equal(policy);
      });
    }
  });

  describe('gives a custom kind what its schema says', () => {
    const definitions = definitionsWith(...readObjects('test/fixtures/api-server/things.yaml'));
    const always = { d: 'x', dn: 'x', o: { a: 5 } };
    const cases: [string, object, object][] = [
      ['where a field is absent', {}, always],
      ['not in place of null where null may be', { d: null, dn: null, n: null, nn: null }, { ...always, dn: null, n: null }],
      ['inside of objects, lists and maps that are there', { o: {}, o2: {}, l: [{}], m: { x: {} } }, { ...always, o2: { a: 5 }, l: [{ a: 5 }], m: { x: { a: 5 } } }],
      ['and takes out null where it may not be', { o: null, o2: null, l: null, m: { x: null, y: { a: null } } }, { ...always, m: { y: { a: 5 } } }],
      ['but leaves null in lists', { l: [{}, null] }, { ...always, l: [{ a: 5 }, null] }],
    ];
    for (const [title, spec, expected] of cases) {
      it(title, () => {
        const thing = { apiVersion: 'kinds.example/v1', kind: 'Thing', metadata: { name: 't', namespace: 'test' }, spec };
        expect(applyDefaults(definitionOf(definitions, thing), thing)['spec']).to.deep.equal(expected);
      });
    }
  });

  it('leaves the object as it is, and gives it back where nothing is to be added', () => {
    const definitions = definitionsWith();
    const lease = { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata: { name: 'a', namespace: 'b' }, spec: { holderIdentity: 'me' } };
    expect(applyDefaults(definitionOf(definitions, lease), lease)).to.equal(lease);
    const frozen = Object.freeze({ ...lease, spec: undefined });
    expect(applyDefaults(definitionOf(definitions, lease), frozen)).to.deep.include({ spec: {} });
  });
});
