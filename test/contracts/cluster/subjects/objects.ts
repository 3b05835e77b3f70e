import { expect } from 'chai';
import { configMaps, deployments, events, services } from '../../../../shared/kube/resources.ts';
import { aNamespace } from '../a-namespace.ts';
import { refusalOf, succeeded, warningsOf } from '../answer.ts';
import type { Json } from '../answer.ts';
import type { Exam } from '../cluster-under-test.ts';
import { expectRefusal } from '../expect-refusal.ts';
import { aConfigMap, anIdleDeployment } from '../samples.ts';

const subdomain = "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
const labelValue = "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

/** How objects are created and read, and what is refused. */
export function describeObjects(exam: Exam): void {
  describe('objects', () => {
    const here = aNamespace(exam, 'objects');

    describe('once created', () => {
      it('have a uid, a version, a time and their namespace', async () => {
        const { metadata } = await here.given(configMaps, aConfigMap('made'));
        expect(metadata).to.include({ name: 'made', namespace: here.name });
        expect(metadata.uid).to.match(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
        expect(metadata.resourceVersion).to.match(/^[1-9]\d*$/);
        expect(metadata.creationTimestamp).to.match(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
      });

      it('are answered with 201, and read as they were answered', async () => {
        const created = await here.create(configMaps, aConfigMap('same'));
        expect([created.status, created.headers['content-type']]).to.deep.equal([201, 'application/json']);
        expect((await here.get(configMaps, 'same')).body).to.deep.equal(created.body);
      });

      it('do not keep the uid, time and deletion that were sent along', async () => {
        const sent = { uid: 'mine', creationTimestamp: '2001-01-01T00:00:00Z', deletionTimestamp: '2001-01-01T00:00:00Z' };
        const { metadata } = await here.given(configMaps, aConfigMap('claims', sent));
        expect(metadata.uid).not.to.equal(sent.uid);
        expect(metadata.creationTimestamp).not.to.equal(sent.creationTimestamp);
        expect(metadata).not.to.have.property('deletionTimestamp');
      });

      it('say who set which fields', async () => {
        const { metadata } = succeeded(await here.create(configMaps, aConfigMap('managed'), { query: { fieldManager: 'somebody' } }));
        expect(metadata.managedFields).to.have.length(1);
        expect(metadata.managedFields[0]).to.deep.include({ manager: 'somebody', operation: 'Update', apiVersion: 'v1', fieldsType: 'FieldsV1', fieldsV1: { 'f:data': { '.': {}, 'f:a': {} } } });
      });

      it('have a generation where they have a spec that somebody acts on, starting with 1', async () => {
        const deployment = await here.given(deployments, anIdleDeployment('counted'));
        const configMap = await here.given(configMaps, aConfigMap('uncounted'));
        expect([deployment.metadata.generation, configMap.metadata.generation]).to.deep.equal([1, undefined]);
      });

      it('have defaults filled in, also deep within', async () => {
        const { spec } = await here.given(deployments, anIdleDeployment('filled', { spec: { replicas: undefined } }));
        expect(spec).to.deep.include({ replicas: 1, revisionHistoryLimit: 10, progressDeadlineSeconds: 600, strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '25%', maxSurge: '25%' } } });
        expect(spec.template.spec).to.deep.include({ restartPolicy: 'Always', terminationGracePeriodSeconds: 30, dnsPolicy: 'ClusterFirst', securityContext: {}, schedulerName: 'default-scheduler' });
        expect(spec.template.spec.containers[0]).to.deep.include({ resources: {}, imagePullPolicy: 'IfNotPresent', terminationMessagePath: '/dev/termination-log', terminationMessagePolicy: 'File' });
      });

      it('have no status but what their controllers say', async () => {
        const { status } = await here.given(deployments, { ...anIdleDeployment('claiming'), status: { replicas: 7 } });
        expect(status).to.deep.equal({});
      });

      it('are named by the server where they ask for it', async () => {
        const { name, generateName } = (await here.given(configMaps, { metadata: { generateName: 'some-' } })).metadata;
        expect(generateName).to.equal('some-');
        expect(name).to.match(/^some-[a-z0-9]{5}$/);
      });
    });

    describe('are refused', () => {
      it('when they are there already', async () => {
        await here.given(configMaps, aConfigMap('twice'));
        expect(refusalOf(await here.create(configMaps, aConfigMap('twice')))).to.deep.equal({ code: 409, reason: 'AlreadyExists', message: 'configmaps "twice" already exists', details: { name: 'twice', kind: 'configmaps' } });
      });

      it('in a namespace that is not there', async () => {
        const body = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x' } };
        expect(refusalOf(await here.http('POST', '/api/v1/namespaces/not-there/configmaps', { body }))).to.deep.equal({ code: 404, reason: 'NotFound', message: 'namespaces "not-there" not found', details: { name: 'not-there', kind: 'namespaces' } });
      });

      it('with all causes at once', async () => {
        const { message, details } = refusalOf(await here.create(configMaps, aConfigMap('Bad_Name', { labels: { app: 'a b' } })));
        expect(message).to.equal(`ConfigMap "Bad_Name" is invalid: [metadata.name: Invalid value: "Bad_Name": ${subdomain}, metadata.labels: Invalid value: "a b": ${labelValue}]`);
        expect(details).to.deep.equal({
          name: 'Bad_Name', kind: 'ConfigMap',
          causes: [
            { reason: 'FieldValueInvalid', message: `Invalid value: "Bad_Name": ${subdomain}`, field: 'metadata.name' },
            { reason: 'FieldValueInvalid', message: `Invalid value: "a b": ${labelValue}`, field: 'metadata.labels' },
          ],
        });
      });

      const refused: [string, Parameters<typeof here.create>, string | RegExp][] = [
        ['without a name', [configMaps, { metadata: {} }], '422 ConfigMap "" is invalid: metadata.name: Required value: name or generateName is required'],
        ['with a name that is too long', [configMaps, aConfigMap('a'.repeat(254))], /^422 .*metadata\.name: Invalid value: "a+": must be no more than 253 characters$/],
        ['with another namespace than that of the path', [configMaps, aConfigMap('x', { namespace: 'other' })], '400 the namespace of the provided object does not match the namespace sent on the request'],
        ['of another kind than that of the path', [configMaps, { kind: 'Secret', ...aConfigMap('x') }], /^400 Secret in version "v1" cannot be handled as a ConfigMap: /],
        ['of an unknown kind', [configMaps, { kind: 'Nothing', ...aConfigMap('x') }], /^400 Nothing in version "v1" cannot be handled as a ConfigMap: no kind "Nothing" is registered for version "v1"/],
        ['with a value of the wrong type', [deployments, anIdleDeployment('x', { spec: { replicas: 'two' } })], '400 Deployment in version "v1" cannot be handled as a Deployment: json: cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas of type int32'],
        ['without what must be there', [services, { metadata: { name: 'x' }, spec: {} }], '422 Service "x" is invalid: spec.ports: Required value'],
        ['with a selector that leaves their own pods out', [deployments, anIdleDeployment('x', { spec: { selector: { matchLabels: { app: 'y' } } } })], '422 Deployment.apps "x" is invalid: spec.template.metadata.labels: Invalid value: {"app":"x"}: `selector` does not match template `labels`'],
        ['as events on what is elsewhere', [events, { metadata: { name: 'x' }, involvedObject: { namespace: 'other' } }], '422 Event "x" is invalid: involvedObject.namespace: Invalid value: "other": does not match event.namespace'],
        ['in a form that nobody can read', [configMaps, aConfigMap('x'), { headers: { 'Content-Type': 'text/plain' } }], /^415 the body of the request was in an unknown format - accepted media types include: application\/json, application\/yaml/],
      ];
      for (const [title, asked, expected] of refused) {
        it(title, async () => expectRefusal(await here.create(...asked), expected));
      }

      it('when a path has no such thing, with how that is said', async () => {
        expect(refusalOf(await here.get(configMaps, 'none'))).to.deep.equal({ code: 404, reason: 'NotFound', message: 'configmaps "none" not found', details: { name: 'none', kind: 'configmaps' } });
        expect(refusalOf(await here.get(deployments, 'none'))).to.deep.equal({ code: 404, reason: 'NotFound', message: 'deployments.apps "none" not found', details: { name: 'none', group: 'apps', kind: 'deployments' } });
        expect(refusalOf(await here.get({ ...configMaps, plural: 'things' }, 'none'))).to.deep.equal({ code: 404, reason: 'NotFound', message: 'the server could not find the requested resource', details: {} });
        expect(refusalOf(await here.get(configMaps, 'kube-root-ca.crt', { sub: 'status' })).message).to.equal('the server could not find the requested resource');
        const ofNoGroup = await here.http('GET', '/apis/nobody.example.com/v1/things');
        expect([ofNoGroup.status, ofNoGroup.text.trim()]).to.deep.equal([404, '404 page not found']);
      });

      it('by a method that makes no sense there', async () => {
        const why = { code: 405, reason: 'MethodNotAllowed', message: 'the server does not allow this method on the requested resource', details: {} };
        expect(refusalOf(await here.http('PUT', here.path(configMaps), { body: {} }))).to.deep.equal(why);
        expect(refusalOf(await here.http('POST', here.path(configMaps, 'kube-root-ca.crt'), { body: {} }))).to.deep.equal(why);
      });
    });

    describe('with a field that is not known', () => {
      const unknown = (name: string) => ({ ...anIdleDeployment(name, { spec: { repicas: 2 } }), annotations: {} });
      const create = (name: string, fieldValidation?: string) => here.create(deployments, unknown(name), { query: { fieldValidation } });
      const wasDropped = ({ body }: { body: Json }) => !('repicas' in body.spec) && !('annotations' in body);

      it('are taken without it, and a warning, where nothing else is asked for', async () => {
        for (const answer of [await create('not-asked'), await create('warn', 'Warn')]) {
          expect(warningsOf(answer)).to.have.members(['unknown field "spec.repicas"', 'unknown field "annotations"']);
          expect(wasDropped(answer)).to.equal(true);
        }
      });

      it('are taken without it and without a word where it is to be ignored', async () => {
        const answer = await create('ignore', 'Ignore');
        expect([answer.status, warningsOf(answer), wasDropped(answer)]).to.deep.equal([201, [], true]);
      });

      it('are refused where that is asked for', async () => {
        const { code, reason, message } = refusalOf(await create('strict', 'Strict'));
        expect([code, reason]).to.deep.equal([400, 'BadRequest']);
        expect(message).to.match(/^Deployment in version "v1" cannot be handled as a Deployment: strict decoding error: unknown field /).and.to.include('unknown field "spec.repicas"').and.to.include('unknown field "annotations"');
      });

      it('get an answer to a question that is not known either', async () => {
        expectRefusal(await create('other', 'Sometimes'), '422 CreateOptions.meta.k8s.io "" is invalid: fieldValidation: Unsupported value: "Sometimes": supported values: "", "Ignore", "Strict", "Warn"');
      });

      it('are treated alike when they are patched', async () => {
        await here.given(configMaps, aConfigMap('patched'));
        expect(warningsOf(await here.patch(configMaps, 'patched', { dta: {} }))).to.deep.equal(['unknown field "dta"']);
        expectRefusal(await here.patch(configMaps, 'patched', { dta: {} }, { query: { fieldValidation: 'Strict' } }), /^422 .*strict decoding error: unknown field "dta"$/);
      });

      it('are told apart from fields that are there twice', async () => {
        const body = `{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"doubled"},"data":{"a":"1","a":"2"}}`;
        const answer = await here.http('POST', here.path(configMaps), { body });
        expect([warningsOf(answer), answer.body.data]).to.deep.equal([['duplicate field "data.a"'], { a: '2' }]);
      });
    });

    it('can be written and read as YAML', async () => {
      const body = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: yaml\ndata:\n  a: "1" # one\n';
      succeeded(await here.http('POST', here.path(configMaps), { body, headers: { 'Content-Type': 'application/yaml' } }));
      const { headers, text } = await here.get(configMaps, 'yaml', { headers: { Accept: 'application/yaml' } });
      expect(headers['content-type']).to.equal('application/yaml');
      expect(text).to.match(/^data:\n {2}a: "1"\n/m);
    });
  });
}
