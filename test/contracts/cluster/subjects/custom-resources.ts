import { expect } from 'chai';
import { customResourceDefinitions as definitions } from '../../../../shared/kube/resources.ts';
import type { Resource } from '../../../../shared/kube/resources.ts';
import { aNamespace } from '../a-namespace.ts';
import { refusalOf, succeeded, warningsOf } from '../answer.ts';
import type { Json } from '../answer.ts';
import type { Exam } from '../cluster-under-test.ts';
import { expectRefusal } from '../expect-refusal.ts';
import { untilEstablished } from '../our-kinds.ts';
import { aCanaryOf, aMetricTemplate } from '../samples.ts';

/** Said where rules could not be evaluated, as the schema itself was not met. */
const notAllChecked = { reason: 'FieldValueInvalid', message: 'Invalid value: null: some validation rules were not checked because the object was invalid; correct the existing errors to complete validation', field: '<nil>' };

/** Our kinds, and kinds as such: what the API server itself makes of a schema. */
export function describeCustomResources(exam: Exam): void {
  describe('custom resources', () => {
    const here = aNamespace(exam, 'custom');
    const create = (spec: Json, analysis: Json = {}) => here.create(exam.kinds.canaries, aCanaryOf('refused', spec, analysis));
    const causesOf = async (answer: ReturnType<typeof create>): Promise<Json> => refusalOf(await answer).details.causes;

    describe('of our kinds', () => {
      it('have defaults filled in', async () => {
        const { spec } = await here.given(exam.kinds.canaries, aCanaryOf('filled', { provider: 'gatewayapi:v1', service: { port: 80, gatewayRefs: [{ name: 'public' }] } }));
        expect(spec.service.gatewayRefs).to.deep.equal([{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'public' }]);
      });

      it('lose fields that nobody knows, with a warning', async () => {
        const answer = await here.create(exam.kinds.canaries, aCanaryOf('pruned', { anlysis: {} }, { treshold: 5 }));
        expect(warningsOf(answer)).to.have.members(['unknown field "spec.anlysis"', 'unknown field "spec.analysis.treshold"']);
        expect(succeeded(answer).spec).not.to.have.property('anlysis');
        expectRefusal(await here.create(exam.kinds.canaries, aCanaryOf('strict', { anlysis: {} }), { query: { fieldValidation: 'Strict' } }), '400 Canary in version "v1beta1" cannot be handled as a Canary: strict decoding error: unknown field "spec.anlysis"');
      });

      it('lose what is null', async () => {
        const { spec } = await here.given(exam.kinds.canaries, aCanaryOf('null', { service: null }));
        expect(spec).not.to.have.property('service');
      });

      it('do not begin with a status', async () => {
        const made = await here.given(exam.kinds.canaries, { ...aCanaryOf('unstarted'), status: { phase: 'Succeeded' } });
        expect(made).not.to.have.property('status');
      });

      it('are of the version and kind of their path', async () => {
        const { group, metricTemplates } = exam.kinds;
        expectRefusal(await here.create(metricTemplates, { ...aMetricTemplate('x'), kind: 'Canary' }), `422 Canary.${group} "x" is invalid: kind: Invalid value: "Canary": must be MetricTemplate`);
        expectRefusal(await here.create(metricTemplates, { ...aMetricTemplate('x'), apiVersion: `${group}/v1` }), `400 the API version in the data (${group}/v1) does not match the expected API version (${group}/v1beta1)`);
      });
    });

    describe('that are not as the schema has it', () => {
      it('are refused with all that is wrong', async () => {
        const refusal = refusalOf(await create({ targetRef: { apiVersion: 'apps/v1', kind: 'Pod', name: 'A' }, metricsServer: 'prometheus' }));
        const causes = [
          { reason: 'FieldValueNotSupported', message: 'Unsupported value: "Pod": supported values: "DaemonSet", "Deployment", "Service", "StatefulSet"', field: 'spec.targetRef.kind' },
          { reason: 'FieldValueInvalid', message: 'Invalid value: "A": spec.targetRef.name in body should match \'^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$\'', field: 'spec.targetRef.name' },
          { reason: 'FieldValueInvalid', message: 'Invalid value: "prometheus": spec.metricsServer in body should match \'^https?://[^\\s]+$\'', field: 'spec.metricsServer' },
        ];
        expect(refusal).to.include({ code: 422, reason: 'Invalid' });
        expect(refusal.details).to.include({ name: 'refused', group: exam.kinds.group, kind: 'Canary' });
        expect(refusal.details.causes).to.have.deep.members([...causes, notAllChecked]);
        const texts = refusal.details.causes.map(({ field, message }: Json) => `${field}: ${message}`);
        expect(refusal.message).to.equal(`Canary.${exam.kinds.group} "refused" is invalid: [${texts.join(', ')}]`);
      });

      const refused: [string, Json, Json, { reason: string; message: string | RegExp; field: string }[], boolean][] = [
        ['without what must be there', { targetRef: { kind: 'Deployment' } }, {}, [{ reason: 'FieldValueRequired', message: 'Required value', field: 'spec.targetRef.apiVersion' }, { reason: 'FieldValueRequired', message: 'Required value', field: 'spec.targetRef.name' }], true],
        ['with another type', { service: { port: 'http' } }, {}, [{ reason: 'FieldValueTypeInvalid', message: 'Invalid value: "string": spec.service.port in body must be of type integer: "string"', field: 'spec.service.port' }], true],
        ['with a word that is not in the list', { provider: 'treafik' }, {}, [{ reason: 'FieldValueNotSupported', message: /^Unsupported value: "treafik": supported values: "apisix", .*"skipper", .*"traefik"$/, field: 'spec.provider' }], true],
        ['with a number that is too large', { service: { port: 70000 } }, {}, [{ reason: 'FieldValueInvalid', message: 'Invalid value: 70000: spec.service.port in body should be less than or equal to 65535', field: 'spec.service.port' }], false],
        ['with a number that is too small', { service: { port: 0 } }, {}, [{ reason: 'FieldValueInvalid', message: 'Invalid value: 0: spec.service.port in body should be greater than or equal to 1', field: 'spec.service.port' }], false],
        ['with a list that is too long', { service: { port: 80, hosts: Array(65).fill('a') } }, {}, [{ reason: 'FieldValueTooMany', message: 'Too many: 65: must have at most 64 items', field: 'spec.service.hosts' }], true],
        ['with a text that is too long', { metricsServer: `http://${'a'.repeat(2050)}` }, {}, [{ reason: 'FieldValueTooLong', message: 'Too long: may not be more than 2048 bytes', field: 'spec.metricsServer' }], true],
        ['with something wrong in a list', {}, { metrics: [{ name: 'a', thresholdRange: { min: 'x' } }] }, [{ reason: 'FieldValueTypeInvalid', message: 'Invalid value: "string": spec.analysis.metrics[0].thresholdRange.min in body must be of type number: "string"', field: 'spec.analysis.metrics[0].thresholdRange.min' }], true],
      ];
      for (const [title, spec, analysis, expected, isUnchecked] of refused) {
        it(`are refused ${title}`, async () => {
          const causes = await causesOf(create(spec, analysis));
          expect(causes).to.have.length(expected.length + (isUnchecked ? 1 : 0));
          expected.forEach(({ message, ...cause }, index) => {
            expect(causes[index]).to.include(cause);
            expect(causes[index].message).to.match(typeof message === 'string' ? literally(message) : message);
          });
          expect(isUnchecked ? causes.at(-1) : notAllChecked).to.deep.equal(notAllChecked);
        });
      }

      it('are refused without a text where one of some length must be', async () => {
        expect(await causesOf(here.create(exam.kinds.metricTemplates, aMetricTemplate('x', { spec: { query: '' } })))).to.deep.equal([{ reason: 'FieldValueInvalid', message: 'Invalid value: "": spec.query in body should be at least 1 chars long', field: 'spec.query' }]);
      });

      it('are refused as a patch or a status, too', async () => {
        await here.given(exam.kinds.canaries, aCanaryOf('patched'));
        expectRefusal(await here.patch(exam.kinds.canaries, 'patched', { spec: { provider: 'x' } }), /^422 Canary\.\S+ "patched" is invalid: \[spec\.provider: Unsupported value: "x": /);
        expectRefusal(await here.patch(exam.kinds.canaries, 'patched', { status: { phase: 'Happy' } }, { sub: 'status' }), /^422 Canary\.\S+ "patched" is invalid: \[status\.phase: Unsupported value: "Happy": /);
      });
    });

    describe('that break a rule', () => {
      const refused: [string, Json, Json][] = [
        ['with the message of the rule', { autoscalerRef: { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', name: 'a', primaryScalerReplicas: { minReplicas: 3, maxReplicas: 2 } } }, { reason: 'FieldValueInvalid', message: 'Invalid value: minReplicas must not be more than maxReplicas', field: 'spec.autoscalerRef.primaryScalerReplicas' }],
        ['at the field that the rule names', { service: { port: 80, delegation: true, hosts: ['a'] } }, { reason: 'FieldValueInvalid', message: 'Invalid value: with delegation the VirtualService that delegates has hosts and gateways; take them out here, or set delegation to false', field: 'spec.service.delegation' }],
        ['with the value, where it is a simple one', { service: { port: 80, targetPort: 'A_B' } }, { reason: 'FieldValueInvalid', message: 'Invalid value: "A_B": expected a port number from 1 to 65535, or the name of a container\'s port such as http', field: 'spec.service.targetPort' }],
      ];
      for (const [title, spec, cause] of refused) {
        it(`are refused ${title}`, async () => {
          const refusal = refusalOf(await create(spec));
          expect(refusal.details.causes).to.deep.equal([cause]);
          expect(refusal.message).to.equal(`Canary.${exam.kinds.group} "refused" is invalid: ${cause.field}: ${cause.message}`);
        });
      }

      it('are refused with a message that the rule makes', async () => {
        expect(await causesOf(here.create(exam.kinds.metricTemplates, aMetricTemplate('x', { spec: { provider: { type: 'graphite' } } })))).to.deep.equal([{ reason: 'FieldValueInvalid', message: 'Invalid value: a provider of type graphite needs an address, such as http://prometheus.monitoring:9090', field: 'spec.provider.address' }]);
      });

      it('about what they were before are refused', async () => {
        await here.given(exam.kinds.canaries, aCanaryOf('held'));
        succeeded(await here.patch(exam.kinds.canaries, 'held', { status: { phase: 'Progressing' } }, { sub: 'status' }));
        expectRefusal(await here.patch(exam.kinds.canaries, 'held', { spec: { targetRef: { name: 'other' } } }), /^422 Canary\.\S+ "held" is invalid: <nil>: Invalid value: spec\.targetRef cannot change while the target may be held; /);
        succeeded(await here.patch(exam.kinds.canaries, 'held', { status: { phase: 'Succeeded' } }, { sub: 'status' }));
        succeeded(await here.patch(exam.kinds.canaries, 'held', { spec: { targetRef: { name: 'other' } } }));
      });
    });

    describe('of a new kind', () => {
      let things: Resource;
      const nameOf = (plural = 'things') => `${plural}.${exam.kinds.group}`;
      after(() => here.delete(definitions, nameOf()));

      it('are served soon after its definition', async () => {
        things = { apiVersion: `${exam.kinds.group}/v1`, kind: 'Thing', plural: 'things', namespaced: true };
        expect((await here.list(things)).status).to.equal(404);
        await here.given(definitions, definitionOf(exam.kinds.group));
        const { status } = await untilEstablished(here, nameOf());
        expect(status.conditions.map(({ type, status: isSo }: Json) => `${type} ${isSo}`)).to.have.members(['NamesAccepted True', 'Established True']);
        expect(status).to.deep.include({ acceptedNames: { plural: 'things', singular: 'thing', kind: 'Thing', listKind: 'ThingList', shortNames: ['th'] }, storedVersions: ['v1'] });
        expect((await here.given(things, { metadata: { name: 'first' } })).kind).to.equal('Thing');
      });

      it('keep unknown fields where the schema says so', async () => {
        const { spec } = await here.given(things, { metadata: { name: 'free' }, spec: { size: 2, any: { a: [{ b: null }] } } });
        expect(spec).to.deep.equal({ size: 2, any: { a: [{ b: null }] } });
      });

      it('can only change as its rules have it', async () => {
        const { spec } = await here.given(things, { metadata: { name: 'grown' }, spec: { any: {} } });
        expect(spec.size).to.equal(1);
        succeeded(await here.patch(things, 'grown', { spec: { size: 3 } }));
        expectRefusal(await here.patch(things, 'grown', { spec: { size: 2 } }), `422 Thing.${exam.kinds.group} "grown" is invalid: spec.size: Invalid value: 2: size cannot shrink`);
      });

      it('have no key twice', async () => {
        expect(await causesOf(here.create(things, { metadata: { name: 'x' }, spec: { list: [{ key: 'a' }, { key: 'b' }, { key: 'a' }] } }))).to.deep.equal([{ reason: 'FieldValueDuplicate', message: 'Duplicate value: {"key":"a"}', field: 'spec.list[2]' }]);
        expect(await causesOf(here.create(things, { metadata: { name: 'x' }, spec: { set: ['a', 'a'] } }))).to.deep.equal([{ reason: 'FieldValueDuplicate', message: 'Duplicate value: "a"', field: 'spec.set[1]' }]);
      });

      it('have no status apart from the rest, where none is defined', async () => {
        expect((await here.patch(things, 'first', { status: {} }, { sub: 'status' })).status).to.equal(404);
      });

      it('are refused with a name or rule that cannot be', async () => {
        const definition = definitionOf(exam.kinds.group);
        expectRefusal(await here.create(definitions, { ...definition, metadata: { name: nameOf('others') } }), `422 CustomResourceDefinition.apiextensions.k8s.io "${nameOf('others')}" is invalid: metadata.name: Invalid value: "${nameOf('others')}": must be spec.names.plural+"."+spec.group`);
      });

      it('are gone with its definition', async () => {
        succeeded(await here.delete(definitions, nameOf()));
        await here.untilGone(definitions, nameOf());
        expect((await here.list(things)).status).to.equal(404);
      });
    });
  });
}

function definitionOf(group: string): Json {
  const spec = {
    type: 'object',
    properties: {
      'size': { type: 'integer', default: 1, 'x-kubernetes-validations': [{ rule: 'self >= oldSelf', message: 'size cannot shrink' }] },
      'any': { 'type': 'object', 'x-kubernetes-preserve-unknown-fields': true },
      'list': { 'type': 'array', 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['key'], 'items': { type: 'object', required: ['key'], properties: { key: { type: 'string' } } } },
      'set': { 'type': 'array', 'x-kubernetes-list-type': 'set', 'items': { type: 'string' } },
    },
  };
  return {
    metadata: { name: `things.${group}` },
    spec: {
      group, scope: 'Namespaced', names: { plural: 'things', singular: 'thing', kind: 'Thing', shortNames: ['th'] },
      versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object', properties: { spec } } } }],
    },
  };
}

function literally(text: string): RegExp {
  return new RegExp(`^${text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&')}$`);
}
