import { expect } from 'chai';
import { openApiDocument, openApiIndex } from '../../../../shared/simulator/api-server/openapi.ts';
import { kinds } from '../../../../shared/simulator/schema/builtin/kinds.ts';
import { schemaOfModel } from '../../../../shared/simulator/schema/builtin/schema-of-model.ts';
import { apiVersionOf } from '../../../../shared/simulator/schema/definition.ts';
import type { Schema } from '../../../../shared/simulator/schema/schema.ts';
import { aDefinition, definitionsOf } from '../../../builders/some-definitions.ts';

const deployment = aDefinition('apps/v1', 'Deployment', { schema: schemaOfModel('V1Deployment') });
const crd = aDefinition('apiextensions.k8s.io/v1', 'CustomResourceDefinition', { namespaced: false, schema: schemaOfModel('V1CustomResourceDefinition') });
const widget = aDefinition('example.com/v1', 'Widget', {
  isCustom: true,
  schema: { type: 'object', description: 'A widget.', required: ['spec'], properties: { metadata: { type: 'object' }, spec: { title: 'v1.Spec', type: 'object', properties: { size: { 'x-kubernetes-int-or-string': true } } } } },
});
const definitions = definitionsOf([deployment, crd, widget]);

interface Document {
  paths: Record<string, Record<string, { 'parameters'?: { name: string; in: string }[]; 'requestBody'?: { content: object }; 'x-kubernetes-group-version-kind': object }>>;
  components: { schemas: Record<string, Schema> };
}

const documentOf = (groupVersion: string) => openApiDocument(groupVersion, definitions) as Document;
const schemaAt = (groupVersion: string, name: string) => documentOf(groupVersion).components.schemas[name]!;
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

function addressesOf(all = definitions): Record<string, string> {
  const { paths } = openApiIndex(all) as { paths: Record<string, { serverRelativeURL: string }> };
  return Object.fromEntries(Object.entries(paths).map(([path, { serverRelativeURL }]) => [path, serverRelativeURL]));
}

describe('shared/simulator/api-server/openapi.ts', () => {
  it('says where the document of each version is', () => {
    expect(Object.keys(addressesOf())).to.deep.equal(['apis/apiextensions.k8s.io/v1', 'apis/apps/v1', 'apis/authentication.k8s.io/v1', 'apis/authorization.k8s.io/v1', 'apis/example.com/v1']);
    expect(addressesOf()['apis/apps/v1']).to.match(/^\/openapi\/v3\/apis\/apps\/v1\?hash=[0-9A-F]{64}$/);
  });

  it('moves a document when its schemas change, and only then', () => {
    const changed = addressesOf(definitionsOf([deployment, crd, { ...widget, schema: { type: 'object' } }]));
    expect(changed['apis/example.com/v1']).not.to.equal(addressesOf()['apis/example.com/v1']);
    expect(changed['apis/apps/v1']).to.equal(addressesOf()['apis/apps/v1']);
  });

  it('has no document of what there is not', () => {
    expect(openApiDocument('apps/v9', definitions)).to.equal(undefined);
  });

  it('lets kubectl find a schema by its kind, and by its resource', () => {
    const kind = { group: 'apps', version: 'v1', kind: 'Deployment' };
    expect(schemaAt('apps/v1', 'apps.v1.Deployment')['x-kubernetes-group-version-kind']).to.deep.equal([kind]);
    const { paths } = documentOf('apps/v1');
    for (const path of ['/apis/apps/v1/deployments', '/apis/apps/v1/namespaces/{namespace}/deployments', '/apis/apps/v1/namespaces/{namespace}/deployments/{name}']) {
      expect(paths[path]?.['get']?.['x-kubernetes-group-version-kind']).to.deep.equal(kind);
    }
    expect(Object.keys(documentOf('apiextensions.k8s.io/v1').paths)).to.deep.equal(['/apis/apiextensions.k8s.io/v1/customresourcedefinitions', '/apis/apiextensions.k8s.io/v1/customresourcedefinitions/{name}']);
  });

  it('tells kubectl that the server looks for unknown fields, and which patches it takes', () => {
    const patchOf = (groupVersion: string, path: string) => documentOf(groupVersion).paths[path]?.['patch'];
    const ofDeployment = patchOf('apps/v1', '/apis/apps/v1/namespaces/{namespace}/deployments/{name}');
    expect(ofDeployment?.parameters?.map(({ name, in: place }) => [place, name])).to.deep.include(['query', 'fieldValidation']);
    expect(ofDeployment?.requestBody?.content).to.have.property('application/strategic-merge-patch+json');
    expect(patchOf('example.com/v1', '/apis/example.com/v1/namespaces/{namespace}/widgets/{name}')?.requestBody?.content).to.have.keys('application/apply-patch+yaml', 'application/json-patch+json', 'application/merge-patch+json');
    expect(patchOf('authorization.k8s.io/v1', '/apis/authorization.k8s.io/v1/subjectaccessreviews/{name}')?.parameters).to.deep.equal(ofDeployment?.parameters);
  });

  it('refers to what has a name, and keeps beside the reference what the field adds', () => {
    const { properties } = schemaAt('apps/v1', 'apps.v1.Deployment');
    expect(properties?.['metadata']).to.deep.equal(ref('io.k8s.api.v1.ObjectMeta'));
    expect(schemaAt('apps/v1', 'io.k8s.api.v1.DeploymentSpec').properties?.['strategy']).to.deep.include({ 'x-kubernetes-patch-strategy': 'retainKeys', 'allOf': [ref('io.k8s.api.v1.DeploymentStrategy')] });
  });

  it('says how lists are merged', () => {
    const { properties } = schemaAt('apps/v1', 'io.k8s.api.v1.PodSpec');
    expect(properties?.['containers']).to.deep.include({ 'type': 'array', 'items': ref('io.k8s.api.v1.Container'), 'x-kubernetes-patch-merge-key': 'name', 'x-kubernetes-patch-strategy': 'merge' });
  });

  it('names what is a number or a text, and quantities', () => {
    expect(schemaAt('apps/v1', 'io.k8s.api.v1.RollingUpdateDeployment').properties?.['maxSurge']).to.deep.equal(ref('io.k8s.apimachinery.pkg.util.intstr.IntOrString'));
    expect(schemaAt('apps/v1', 'io.k8s.api.v1.ResourceRequirements').properties?.['limits']?.additionalProperties).to.deep.equal(ref('io.k8s.apimachinery.pkg.api.resource.Quantity'));
  });

  it('ends where a schema contains itself', () => {
    const text = JSON.stringify(documentOf('apiextensions.k8s.io/v1'));
    expect(text).to.include('#/components/schemas/io.k8s.api.v1.JSONSchemaProps');
  });

  it('shows the schema of a custom resource as it was given, but with the metadata that all have', () => {
    expect(schemaAt('example.com/v1', 'com.example.v1.Widget')).to.deep.equal({
      ...widget.schema,
      'properties': { apiVersion: { type: 'string' }, kind: { type: 'string' }, metadata: ref('io.k8s.api.v1.ObjectMeta'), spec: widget.schema.properties?.['spec'] },
      'x-kubernetes-group-version-kind': [{ group: 'example.com', version: 'v1', kind: 'Widget' }],
    });
  });

  it('has every reference lead somewhere, for all built-in kinds', () => {
    const all = definitionsOf(kinds.map(({ group, version, kind, model }) => aDefinition(group === '' ? version : `${group}/${version}`, kind, { schema: schemaOfModel(model) })));
    for (const groupVersion of new Set(all.all().map(apiVersionOf))) {
      const document = openApiDocument(groupVersion, all) as Document;
      const wanted = [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name!);
      expect(document.components.schemas, groupVersion).to.include.keys(wanted);
    }
  });

  it('finds no two types of one name in a version of a group', () => {
    for (const { group, version } of kinds) {
      const named = new Map<unknown, object>();
      kinds.filter((each) => each.group === group && each.version === version).forEach(({ model }) => collect(schemaOfModel(model), named));
      expect(named.size, group).to.be.greaterThan(0);
    }
  });
});

/** All titled schemas, each title for one set of fields. */
function collect({ title, properties, items, additionalProperties }: Schema, named: Map<unknown, object>): void {
  if (properties !== undefined && named.get(title) !== properties) {
    expect(named.get(title), String(title)).to.equal(undefined);
    named.set(title, properties);
    Object.values(properties).forEach((each) => collect(each, named));
  }
  [items, additionalProperties].forEach((each) => typeof each === 'object' && collect(each, named));
}
