import { expect } from 'chai';
import type { ApiObject } from '../../../../shared/simulator/api-object.ts';
import { ApiStatus } from '../../../../shared/simulator/api-server/api-status.ts';
import { checkFields } from '../../../../shared/simulator/schema/check-fields.ts';
import { bent, definitionOf, definitionsWith, readObjects } from '../../../builders/checked-object.ts';

const definitions = definitionsWith(...['manifests/crds/canaries.yaml', 'test/fixtures/api-server/things.yaml'].flatMap(readObjects));
const [canary] = readObjects('manifests/samples/canary-weighted.yaml');
const deployment: ApiObject = {
  apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'a', namespace: 'test' },
  spec: { selector: { matchLabels: { a: 'b' } }, template: { metadata: { labels: { a: 'b' } }, spec: { containers: [{ name: 'c', image: 'i' }] } } },
};
const container = 'spec.template.spec.containers.0';

describe('shared/simulator/schema/check-fields.ts', () => {
  const unknown: [string, ApiObject, Record<string, unknown>, string[]][] = [
    ['anywhere in a built-in kind', deployment, { 'foo': 1, 'metadata.foo': 1, 'spec.foo': { a: 1 }, [`${container}.ports`]: [{ containerPort: 80, foo: 1 }] }, ['metadata.foo', 'spec.template.spec.containers[0].ports[0].foo', 'spec.foo', 'foo']],
    ['anywhere in a custom kind, in order', canary!, { 'spec.analysis.metrics.0.foo': 1, 'spec.bar': { x: 1 }, 'aaa': 1, 'metadata.zzz': 1, 'metadata.managedFields': [{ x: 1 }] }, ['metadata.managedFields[0].x', 'metadata.zzz', 'aaa', 'spec.analysis.metrics[0].foo', 'spec.bar']],
    ['in a schema', readObjects('test/fixtures/api-server/things.yaml')[0]!, { 'spec.versions.0.schema.openAPIV3Schema.foo': 1, 'spec.versions.0.schema.openAPIV3Schema.properties.spec.bar': 1 }, ['spec.versions[0].schema.openAPIV3Schema.properties.spec.bar', 'spec.versions[0].schema.openAPIV3Schema.foo']],
    ['in what keeps unknown fields, where a field of it does not', thing({}), { 'spec.pres': { x: { y: 1 }, a: { b: 'x', c: 1 } } }, ['spec.pres.a.c']],
    ['in metadata of an object inside of the object', thing({}), { 'spec.emb': { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a', foo: 1 }, spec: { any: 1 } } }, ['spec.emb.metadata.foo']],
    ['but none where there is none', canary!, {}, []],
  ];
  for (const [title, object, set, paths] of unknown) {
    it(`finds unknown fields ${title}, and takes them out`, () => {
      const definition = definitionOf(definitions, object);
      const found = checkFields(definition, bent(object, { set }));
      expect(found.unknown).to.have.members(paths.map((path) => `unknown field "${path}"`));
      expect(checkFields(definition, found.object).unknown).to.deep.equal([]);
    });
  }

  const unreadable: [string, unknown, string][] = [
    ['spec.replicas', '3', 'json: cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas of type int32'],
    ['spec.replicas', 1.5, 'json: cannot unmarshal number 1.5 into Go struct field DeploymentSpec.spec.replicas of type int32'],
    ['spec.replicas', 3_000_000_000, 'json: cannot unmarshal number 3000000000 into Go struct field DeploymentSpec.spec.replicas of type int32'],
    ['spec.replicas', true, 'json: cannot unmarshal bool into Go struct field DeploymentSpec.spec.replicas of type int32'],
    ['spec.paused', 'x', 'json: cannot unmarshal string into Go struct field DeploymentSpec.spec.paused of type bool'],
    ['spec.selector', 'x', 'json: cannot unmarshal string into Go struct field DeploymentSpec.spec.selector of type v1.LabelSelector'],
    ['spec.selector.matchLabels', [], 'json: cannot unmarshal array into Go struct field LabelSelector.spec.selector.matchLabels of type map[string]string'],
    ['spec.selector.matchLabels.a', 1, 'json: cannot unmarshal number into Go struct field LabelSelector.spec.selector.matchLabels of type string'],
    ['spec.template.spec.containers', {}, 'json: cannot unmarshal object into Go struct field PodSpec.spec.template.spec.containers of type []v1.Container'],
    [`${container}.ports`, [{ containerPort: 'a' }], 'json: cannot unmarshal string into Go struct field ContainerPort.spec.template.spec.containers.ports.containerPort of type int32'],
    [`${container}.env`, [{ name: 'a', value: true }], 'json: cannot unmarshal bool into Go struct field EnvVar.spec.template.spec.containers.env.value of type string'],
    [`${container}.resources`, { limits: { cpu: 'abc' } }, "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"],
    ['spec.strategy', { rollingUpdate: { maxSurge: true } }, 'json: cannot unmarshal bool into Go struct field RollingUpdateDeployment.spec.strategy.rollingUpdate.maxSurge of type int32'],
    ['spec', [], 'json: cannot unmarshal array into Go struct field Deployment.spec of type v1.DeploymentSpec'],
    ['metadata', 'x', 'json: cannot unmarshal string into Go struct field Deployment.metadata of type v1.ObjectMeta'],
    ['metadata.labels', { a: 1 }, 'json: cannot unmarshal number into Go struct field ObjectMeta.metadata.labels of type string'],
    ['metadata.creationTimestamp', 'x', 'parsing time "x" as "2006-01-02T15:04:05Z07:00": cannot parse "x" as "2006"'],
  ];
  for (const [path, value, why] of unreadable) {
    it(`refuses a Deployment with ${path} ${JSON.stringify(value)}`, () => {
      expect(refusalOf(bent(deployment, { set: { [path]: value } }))).to.equal(`400 Deployment in version "v1" cannot be handled as a Deployment: ${why}`);
    });
  }

  const others: [ApiObject, string][] = [
    [{ apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata: { name: 'a' }, spec: { renewTime: '2026-01-01T00:00:00Z' } }, 'Lease in version "v1" cannot be handled as a Lease: parsing time "2026-01-01T00:00:00Z" as "2006-01-02T15:04:05.000000Z07:00": cannot parse "Z" as ".000000"'],
    [{ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a' }, data: { a: '!!' } }, 'Secret in version "v1" cannot be handled as a Secret: illegal base64 data at input byte 0'],
    [bent(canary!, { set: { 'metadata.labels': 'x' } }), 'Canary in version "v1beta1" cannot be handled as a Canary: json: cannot unmarshal string into Go struct field ObjectMeta.labels of type map[string]string'],
    [thing({ emb: { apiVersion: 1, kind: 'Pod' } }), 'Thing in version "v1" cannot be handled as a Thing: spec.emb.apiVersion: Invalid value: 1: must be a string'],
  ];
  for (const [object, why] of others) {
    it(`refuses: ${why}`, () => {
      expect(refusalOf(object)).to.equal(`400 ${why}`);
    });
  }

  const rewritten: [string, Record<string, unknown>, string, unknown][] = [
    ['nothing for a flag that is false', { 'spec.paused': false }, 'paused', undefined],
    ['nothing for a number that is 0', { 'spec.minReadySeconds': 0 }, 'minReadySeconds', undefined],
    ['0 where 0 is not the same as nothing', { 'spec.replicas': 0 }, 'replicas', 0],
    ['nothing for what is null', { 'spec.strategy': null }, 'strategy', undefined],
    ['nothing for what is empty', { [`${container}.env`]: [], 'spec.template.spec.nodeSelector': {} }, 'template', { metadata: { labels: { a: 'b' } }, spec: { containers: [{ name: 'c', image: 'i' }] } }],
    ['amounts in one way', { [`${container}.resources`]: { limits: { cpu: 0.1, memory: '1024Mi' } } }, 'template', { metadata: { labels: { a: 'b' } }, spec: { containers: [{ name: 'c', image: 'i', resources: { limits: { cpu: '100m', memory: '1Gi' } } }] } }],
  ];
  for (const [title, set, field, expected] of rewritten) {
    it(`writes ${title}`, () => {
      const { object } = checkFields(definitionOf(definitions, deployment), bent(deployment, { set }));
      expect((object['spec'] as Record<string, unknown>)[field]).to.deep.equal(expected);
    });
  }
});

function thing(spec: object): ApiObject {
  return { apiVersion: 'kinds.example/v1', kind: 'Thing', metadata: { name: 't', namespace: 'test' }, spec };
}

function refusalOf(object: ApiObject): string {
  try {
    checkFields(definitionOf(definitions, object), object);
    return 'nothing';
  } catch (error) {
    return error instanceof ApiStatus ? `${error.code} ${error.message}` : String(error);
  }
}
