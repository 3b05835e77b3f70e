import { expect } from 'chai';
import { enums } from '../../../../../shared/simulator/schema/builtin/enums.ts';
import models from '../../../../../shared/simulator/schema/builtin/generated/models.json' with { type: 'json' };
import { merging } from '../../../../../shared/simulator/schema/builtin/merging.ts';
import { schemaOfModel } from '../../../../../shared/simulator/schema/builtin/schema-of-model.ts';
import { staticDefaults } from '../../../../../shared/simulator/schema/builtin/static-defaults.ts';
import type { Schema } from '../../../../../shared/simulator/schema/schema.ts';

const fields = new Set<string>();
for (const [model, types] of Object.entries(models as Record<string, Record<string, string>>)) {
  const name = model.replace(/^(Core|Discovery|Admissionregistration|Apiextensions|Rbac)?V\d/, '');
  [model, name].forEach((title) => [title, ...Object.keys(types).map((field) => `${title}.${field}`)].forEach((place) => fields.add(place)));
}

describe('shared/simulator/schema/builtin/schema-of-model.ts', () => {
  const tables: [string, Iterable<string>][] = [['enums', Object.keys(enums)], ['merging', merging.keys()], ['staticDefaults', Object.keys(staticDefaults)]];
  for (const [title, places] of tables) {
    it(`finds a model's field for each line of ${title}`, () => {
      expect([...places].filter((place) => !fields.has(place))).to.deep.equal([]);
    });
  }

  const facts: [string, string, Partial<Schema>][] = [
    ['V1Deployment', 'spec.replicas', { type: 'integer', format: 'int32', default: 1 }],
    ['V1Deployment', 'spec.selector', { 'title': 'v1.LabelSelector', 'x-kubernetes-map-type': 'atomic' }],
    ['V1Deployment', 'spec.strategy', { 'x-kubernetes-patch-strategy': 'retainKeys' }],
    ['V1Deployment', 'spec.strategy.rollingUpdate.maxSurge', { 'x-kubernetes-int-or-string': true }],
    ['V1Deployment', 'spec.template.spec.containers', { 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['name'], 'x-kubernetes-patch-merge-key': 'name', 'x-kubernetes-patch-strategy': 'merge' }],
    ['V1Deployment', 'spec.template.spec.volumes', { 'x-kubernetes-patch-strategy': 'merge,retainKeys' }],
    ['V1Service', 'spec.ports', { 'x-kubernetes-list-map-keys': ['port', 'protocol'], 'x-kubernetes-patch-merge-key': 'port' }],
    ['V1Service', 'spec.type', { enum: ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort'] }],
    ['V1Lease', 'spec.renewTime', { type: 'string', format: 'date-time-micro' }],
    ['V1Secret', 'data', { type: 'object', additionalProperties: { type: 'string', format: 'byte' } }],
    ['V1ControllerRevision', 'data', { 'x-kubernetes-preserve-unknown-fields': true }],
  ];
  for (const [model, path, fact] of facts) {
    it(`knows of ${model} ${path}: ${JSON.stringify(fact)}`, () => {
      const found = path.split('.').reduce<Schema | undefined>((schema, name) => schema?.properties?.[name], schemaOfModel(model));
      expect(found).to.deep.include(fact);
    });
  }

  it('makes a schema once, and one that contains itself', () => {
    const schema = schemaOfModel('V1JSONSchemaProps');
    expect(schema.properties!['not']).to.equal(schema);
    expect(schemaOfModel('V1JSONSchemaProps')).to.equal(schema);
  });
});
