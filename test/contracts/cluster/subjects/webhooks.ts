import { expect } from 'chai';
import { configMaps, deployments, mutatingWebhooks, namespaces, validatingWebhooks } from '../../../../shared/kube/resources.ts';
import { until } from '../../../builders/until.ts';
import { aNamespace } from '../a-namespace.ts';
import type { Namespace } from '../a-namespace.ts';
import { refusalOf, succeeded, warningsOf } from '../answer.ts';
import type { Answer, Json } from '../answer.ts';
import { allowed, aWebhook, denied } from '../a-webhook.ts';
import type { Webhook } from '../a-webhook.ts';
import type { Exam } from '../cluster-under-test.ts';
import { expectRefusal } from '../expect-refusal.ts';
import { aConfigMap, anIdleDeployment } from '../samples.ts';

/** Webhooks are for objects of this label alone, and each for the value that is its own name. */
const kase = 'case';
const add = (key: string, value: string) => ({ op: 'add', path: `/data/${key}`, value });
const keysOf = ({ object }: Json) => Object.keys(object.data).sort().join();

/** What is said under each name. */
const answers: Parameters<typeof aWebhook>[1] = {
  ...Object.fromEntries(['ready', 'ready-too', 'heard', 'conditional', 'validated'].map((name) => [name, () => allowed()])),
  changed: ({ object }) => allowed({ patch: [add('changed', object.data.a)] }),
  warned: () => allowed({ warnings: ['first "quoted"', 'second'] }),
  refused: () => denied({ message: 'not here', code: 418, reason: 'Teapot' }),
  silent: () => denied({}),
  late: () => undefined,
  mumbling: () => 'nonsense',
  mistaken: () => JSON.stringify({ apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview', response: { uid: 'other', allowed: true } }),
  misplaced: () => allowed({ patch: [{ op: 'remove', path: '/data/none' }] }),
  invalid: () => allowed({ patch: [{ op: 'add', path: '/metadata/labels/app', value: 'a b' }] }),
  patient: (request) => allowed({ patch: [add('patient', keysOf(request))] }),
  first: (request) => allowed({ patch: [add('first', keysOf(request))] }),
  second: (request) => allowed({ patch: [add('second', keysOf(request))] }),
  owned: ({ object }) => allowed({ patch: [...(object.data.mode === undefined ? [] : [add('mode', 'webhook')]), add('extra', 'webhook')] }),
};

/** What others may do to a request on its way. */
export function describeWebhooks(exam: Exam): void {
  describe('admission webhooks', () => {
    const here = aNamespace(exam, 'webhooks');
    let webhook: Webhook;
    const create = (name: string, more: Json = {}, asked = {}) => here.create(configMaps, aConfigMap(more.name ?? name, { labels: { [kase]: name }, ...more }), asked);
    const message = (name: string, why: string) => `failed calling webhook "${name}.contract.example.com": ${why}`;

    before(async function () {
      if (exam.cluster.webhookHost === undefined) {
        this.skip(); // the cluster cannot call this process
      }
      webhook = await aWebhook(exam.cluster.webhookHost, answers);
      await here.given(mutatingWebhooks, mutating(here, webhook));
      await here.given(validatingWebhooks, validating(here, webhook));
      await until('the webhooks are in force', async () => {
        succeeded(await create('ready', {}, { query: { dryRun: 'All' } }));
        return webhook.asked('ready').length > 0 && webhook.asked('ready-too').length > 0;
      });
    });
    after(async () => {
      await here.delete(mutatingWebhooks, here.name);
      await here.delete(validatingWebhooks, here.name);
      await webhook?.[Symbol.asyncDispose]();
    });

    describe('are asked', () => {
      it('with who wants what', async () => {
        const { metadata: { uid } } = succeeded(await create('heard'));
        const [request] = webhook.asked('heard');
        const resource = { group: '', version: 'v1', resource: 'configmaps' };
        const kind = { group: '', version: 'v1', kind: 'ConfigMap' };
        expect(request).to.deep.include({ kind, resource, requestKind: kind, requestResource: resource, name: 'heard', namespace: here.name, operation: 'CREATE', oldObject: null, dryRun: false });
        expect(request.userInfo.groups).to.include('system:authenticated');
        expect(request.options).to.include({ kind: 'CreateOptions', apiVersion: 'meta.k8s.io/v1' });
        expect(request.object).to.deep.include({ kind: 'ConfigMap', apiVersion: 'v1', data: { a: '1' } });
        expect(request.uid).not.to.equal(uid);
      });

      it('with what is there, and what is wanted, of updates and deletions', async () => {
        succeeded(await create('heard', { name: 'followed' }));
        const asked = webhook.asked('heard').length;
        succeeded(await here.as('carol', 'system:masters').patch(configMaps, 'followed', { data: { b: '2' } }));
        succeeded(await here.delete(configMaps, 'followed'));
        const [update, deletion] = webhook.asked('heard').slice(asked);
        expect([update.operation, update.oldObject.data, update.object.data]).to.deep.equal(['UPDATE', { a: '1' }, { a: '1', b: '2' }]);
        expect(update.userInfo).to.deep.include({ username: 'carol', groups: ['system:masters', 'system:authenticated'] });
        expect(update.options.kind).to.equal('UpdateOptions');
        expect([deletion.operation, deletion.object, deletion.oldObject.data, deletion.options.kind]).to.deep.equal(['DELETE', null, { a: '1', b: '2' }, 'DeleteOptions']);
      });

      it('with the word that it is a dry run', async () => {
        succeeded(await create('heard', { name: 'tried' }, { query: { dryRun: 'All' } }));
        expect(webhook.asked('heard').at(-1)).to.include({ name: 'tried', dryRun: true });
      });

      it('for changes of their resources, not of the parts that have a path of their own', async () => {
        await here.given(deployments, anIdleDeployment('heard', { labels: { [kase]: 'heard' } }));
        const asked = webhook.asked('heard').length;
        succeeded(await here.patch(deployments, 'heard', { status: { collisionCount: 1 } }, { sub: 'status' }));
        succeeded(await here.patch(deployments, 'heard', { spec: { replicas: 0 } }, { sub: 'scale' }));
        succeeded(await here.patch(deployments, 'heard', { spec: { minReadySeconds: 1 } }));
        // Where a patch meets another change, the server does it anew, and asks again.
        const changes = webhook.asked('heard').slice(asked).map(({ resource, object }) => `${resource.resource} ${object.spec.minReadySeconds}`);
        expect([...new Set(changes)]).to.deep.equal(['deployments 1']);
      });

      it('where the labels match before or after', async () => {
        succeeded(await create('nobody', { name: 'relabelled' }));
        const asked = webhook.asked('heard').length;
        for (const label of ['heard', 'nobody', 'still-nobody']) {
          succeeded(await here.patch(configMaps, 'relabelled', { metadata: { labels: { [kase]: label } } }));
        }
        expect(webhook.asked('heard').length - asked).to.equal(2);
      });

      it('only in their namespaces', async () => {
        const elsewhere = `${here.name}-elsewhere`;
        await here.given(namespaces, { metadata: { name: elsewhere } });
        exam.leave(elsewhere);
        const asked = webhook.asked('heard').length;
        succeeded(await here.http('POST', `/api/v1/namespaces/${elsewhere}/configmaps`, { body: { apiVersion: 'v1', kind: 'ConfigMap', ...aConfigMap('x', { labels: { [kase]: 'heard' } }) } }));
        expect(webhook.asked('heard')).to.have.length(asked);
        await here.delete(namespaces, elsewhere);
      });

      it('only where all their conditions are met', async () => {
        succeeded(await create('conditional', { name: 'met' }));
        succeeded(await create('conditional', { name: 'unmet' }));
        expect(webhook.asked('conditional').map(({ name }) => name)).to.deep.equal(['met']);
      });

      it('not at all where a condition cannot be evaluated, and the request is refused', async () => {
        expectRefusal(await create('unclear'), `403 configmaps "unclear" is forbidden: expression 'object.data.none == "x"' resulted in error: no such key: none`);
      });
    });

    describe('that change objects', () => {
      it('do so before they are kept, and before others validate them', async () => {
        expect(succeeded(await create('changed')).data).to.deep.equal({ a: '1', changed: '1' });
        expect(webhook.asked('validated')[0].object.data).to.deep.equal({ a: '1', changed: '1' });
        expect(webhook.asked('validated')[0].object.metadata.uid).to.match(/./);
      });

      it('do so in dry runs', async () => {
        expect(succeeded(await create('changed', { name: 'tried' }, { query: { dryRun: 'All' } })).data).to.have.property('changed');
      });

      it('are asked one after the other, and once more if others came after who changed it', async () => {
        expect(succeeded(await create('ordered')).data).to.deep.equal({ a: '1', first: 'a,patient', second: 'a,first,patient', patient: 'a,first,patient,second' });
      });

      it('are not believed blindly', async () => {
        expectRefusal(await create('invalid'), /^422 ConfigMap "invalid" is invalid: metadata\.labels: Invalid value: "a b": /);
        expectRefusal(await create('misplaced'), /^500 Internal error occurred: /);
      });

      it('may not do so when they only validate', async () => {
        expectRefusal(await create('overreaching'), `500 Internal error occurred: ${message('overreaching', 'received invalid webhook response: validating webhook may not return response.patch')}`);
      });
    });

    describe('that change what is applied', () => {
      const apply = async (data: Json, manager = 'git') => succeeded(await here.apply(configMaps, aConfigMap('owned', { data, labels: { [kase]: 'owned' } }), manager));
      const owned = ({ metadata }: Json) => metadata.managedFields.map(({ manager, fieldsV1 }: Json) => [manager, fieldsV1['f:data']]);

      it('change the values of fields that their manager still owns, and add such as nobody owns', async () => {
        const first = await apply({ mode: 'person', keep: '1' });
        expect(first.data).to.deep.equal({ mode: 'webhook', keep: '1', extra: 'webhook' });
        expect(owned(first)).to.deep.equal([['git', { 'f:keep': {}, 'f:mode': {} }]]);
      });

      it('change nothing when the same is applied again', async () => {
        const before = (await here.get(configMaps, 'owned')).body;
        expect(await apply({ mode: 'person', keep: '1' })).to.deep.equal(before);
      });

      it('lose what their manager leaves out then, and keep what nobody owns', async () => {
        expect((await apply({ keep: '1' })).data).to.deep.equal({ keep: '1', extra: 'webhook' });
      });

      it('own nothing of an update either', async () => {
        const created = succeeded(await here.create(configMaps, aConfigMap('updated', { labels: { [kase]: 'owned' } }), { query: { fieldManager: 'person' } }));
        expect([created.data, owned(created)]).to.deep.equal([{ a: '1', extra: 'webhook' }, [['person', { '.': {}, 'f:a': {} }]]]);
      });
    });

    describe('that say no', () => {
      it('have their words and code passed on', async () => {
        expect(refusalOf(await create('refused'))).to.deep.equal({ code: 418, reason: 'Teapot', message: 'admission webhook "refused.contract.example.com" denied the request: not here', details: undefined });
        expectRefusal(await create('silent'), '400 admission webhook "silent.contract.example.com" denied the request without explanation');
        expectRefusal(await create('validated-no'), '418 admission webhook "validated-no.contract.example.com" denied the request: not here');
        expect((await here.get(configMaps, 'refused')).status).to.equal(404);
      });

      it('say it to dry runs and to updates too', async () => {
        succeeded(await create('nobody', { name: 'let-in' }));
        expectRefusal(await create('refused', {}, { query: { dryRun: 'All' } }), /^418 /);
        expectRefusal(await here.patch(configMaps, 'let-in', { metadata: { labels: { [kase]: 'refused' } } }), /^418 /);
      });
    });

    it('have their warnings passed on', async () => {
      expect(warningsOf(await create('warned'))).to.deep.equal(['first "quoted"', 'second']);
    });

    describe('that do not answer as they should', () => {
      const internal = (answer: Answer, why: string | RegExp) => expectRefusal(answer, typeof why === 'string' ? `500 Internal error occurred: ${why}` : why);

      it('keep the request from being done, with the reason', async () => {
        const { url } = webhook.closed;
        const down = refusalOf(await create('down'));
        const why = message('down', `failed to call webhook: Post "${url}?timeout=5s": dial tcp ${new URL(url).host}: connect: connection refused`);
        expect(down).to.deep.equal({ code: 500, reason: 'InternalError', message: `Internal error occurred: ${why}`, details: { causes: [{ message: why }] } });
        internal(await create('late'), message('late', `failed to call webhook: Post "${webhook.clientConfig('late').url}?timeout=1s": context deadline exceeded`));
        internal(await create('mumbling'), /^500 Internal error occurred: failed calling webhook "mumbling\.contract\.example\.com": failed to call webhook: .*json/);
        internal(await create('mistaken'), /^500 Internal error occurred: failed calling webhook "mistaken\.contract\.example\.com": received invalid webhook response: expected response\.uid="[^"]+", got "other"$/);
      });

      it('are passed over where that is how they are configured', async () => {
        expect((await create('down-ignored')).status).to.equal(201);
        expect((await create('late-ignored')).status).to.equal(201);
      });
    });

    it('are refused where they are not configured well', async () => {
      const configure = (more: Json) => here.create(mutatingWebhooks, { metadata: { name: `${here.name}-wrong` }, webhooks: [{ ...entry(here, webhook, 'wrong'), ...more }] });
      const invalid = `422 MutatingWebhookConfiguration.admissionregistration.k8s.io "${here.name}-wrong" is invalid: webhooks[0]`;
      expectRefusal(await configure({ name: 'short' }), `${invalid}.name: Invalid value: "short": should be a domain with at least three segments separated by dots`);
      expectRefusal(await configure({ sideEffects: 'Some' }), `${invalid}.sideEffects: Unsupported value: "Some": supported values: "None", "NoneOnDryRun"`);
      expectRefusal(await configure({ clientConfig: {} }), `${invalid}.clientConfig: Required value: exactly one of url or service is required`);
    });
  });
}

function entry(here: Namespace, webhook: Webhook, name: string, { answer = name, ...more }: Json = {}): Json {
  return {
    name: `${name}.contract.example.com`, clientConfig: webhook.clientConfig(answer), admissionReviewVersions: ['v1'], sideEffects: 'None', timeoutSeconds: 5,
    namespaceSelector: { matchLabels: { contract: here.name } },
    objectSelector: { matchLabels: { [kase]: name } },
    rules: [{ apiGroups: ['', 'apps'], apiVersions: ['v1'], resources: ['configmaps', 'deployments'], operations: ['*'], scope: 'Namespaced' }],
    ...more,
  };
}

function mutating(here: Namespace, webhook: Webhook): Json {
  const of = (name: string, more: Json = {}) => entry(here, webhook, name, more);
  const ordered = { objectSelector: { matchLabels: { [kase]: 'ordered' } } };
  const down = { clientConfig: webhook.closed };
  const ignored = { failurePolicy: 'Ignore' };
  return {
    metadata: { name: here.name },
    webhooks: [
      ...['ready', 'heard', 'changed', 'warned', 'refused', 'silent', 'mumbling', 'mistaken', 'misplaced', 'invalid', 'owned'].map((name) => of(name)),
      of('late', { timeoutSeconds: 1 }), of('late-ignored', { answer: 'late', timeoutSeconds: 1, ...ignored }),
      of('down', down), of('down-ignored', { ...down, ...ignored }),
      of('patient', { ...ordered, reinvocationPolicy: 'IfNeeded' }), of('first', ordered), of('second', ordered),
      of('conditional', { matchConditions: [{ name: 'has-object', expression: "request.operation != 'DELETE'" }, { name: 'is-met', expression: "object.metadata.name == 'met'" }] }),
      of('unclear', { matchConditions: [{ name: 'unclear', expression: 'object.data.none == "x"' }] }),
    ],
  };
}

function validating(here: Namespace, webhook: Webhook): Json {
  const of = (name: string, more: Json) => entry(here, webhook, name, more);
  return {
    metadata: { name: here.name },
    webhooks: [
      of('ready-too', { objectSelector: { matchLabels: { [kase]: 'ready' } } }),
      of('validated', { objectSelector: { matchLabels: { [kase]: 'changed' } } }),
      of('validated-no', { answer: 'refused' }),
      of('overreaching', { answer: 'changed' }),
    ],
  };
}
