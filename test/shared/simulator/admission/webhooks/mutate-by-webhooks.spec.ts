import { expect } from 'chai';
import { mutateByWebhooks } from '../../../../../shared/simulator/admission/webhooks/mutate-by-webhooks.ts';
import type { ReviewResponse } from '../../../../../shared/simulator/admission/webhooks/review.ts';
import type { ApiObject } from '../../../../../shared/simulator/api-object.ts';
import { aConfigMap, aRequest, configMaps, deployments } from '../../../../builders/an-admission-world.ts';
import { patching } from '../../../../builders/an-https-webhook.ts';
import { madeUpWebhooks, refusal } from '../../../../builders/made-up-webhooks.ts';
import type { MadeUpWebhook } from '../../../../builders/made-up-webhooks.ts';

describe('shared/simulator/admission/webhooks/mutate-by-webhooks.ts', () => {
  const request = () => aRequest(configMaps, { object: aConfigMap() });
  const setting = (key: string, value = '1') => patching({ op: 'add', path: `/data/${key}`, value });

  it('asks in the order of configurations and of places in them, each about what the one before has made', async () => {
    const { surroundings, asked } = madeUpWebhooks('Mutating', [{ name: 'a', answer: setting('x') }, { name: 'b', answer: setting('y') }], [{ name: 'c' }]);
    const object = await mutateByWebhooks(request(), surroundings);
    expect(object?.['data']).to.deep.equal({ a: '1', x: '1', y: '1' });
    expect(asked.map(({ webhook, review }) => [webhook, Object.keys((review.request.object as { data: object }).data)])).to.deep.equal([['a', ['a']], ['b', ['a', 'x']], ['c', ['a', 'x', 'y']]]);
  });

  it('sends an AdmissionReview as the API server does', async () => {
    const { surroundings, asked } = madeUpWebhooks('Mutating', [{ name: 'a' }]);
    const [object, oldObject] = [aConfigMap({ data: { a: '2' } }), aConfigMap()];
    await mutateByWebhooks(aRequest(configMaps, { object, oldObject, dryRun: true, user: { username: 'alice', uid: 'u1', groups: ['g'], extra: { scopes: ['s'] } } }), surroundings);
    const { review } = asked[0]!;
    expect(review.request.uid).to.match(/^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/);
    const [kind, resource] = [{ group: '', version: 'v1', kind: 'ConfigMap' }, { group: '', version: 'v1', resource: 'configmaps' }];
    expect(review).to.deep.equal({
      kind: 'AdmissionReview', apiVersion: 'admission.k8s.io/v1',
      request: {
        uid: review.request.uid, kind, resource, requestKind: kind, requestResource: resource, name: 'settings', namespace: 'test', operation: 'UPDATE',
        userInfo: { username: 'alice', uid: 'u1', groups: ['g'], extra: { scopes: ['s'] } }, object, oldObject, dryRun: true, options: { kind: 'UpdateOptions', apiVersion: 'meta.k8s.io/v1' },
      },
    });
  });

  it('sends null for what is not there, and no name that is not given yet', async () => {
    const { surroundings, asked } = madeUpWebhooks('Mutating', [{ name: 'a' }]);
    await mutateByWebhooks(aRequest(configMaps, { object: { ...aConfigMap(), metadata: { name: '', generateName: 'x-', namespace: 'test' } }, name: '' }), surroundings);
    expect(asked[0]!.review.request).to.include({ oldObject: null }).and.not.to.have.any.keys('name', 'subResource', 'requestSubResource');
  });

  it('says the kind of a subresource, and the subresource twice', async () => {
    const { surroundings, asked } = madeUpWebhooks('Mutating', [{ name: 'a', rules: [{ apiGroups: ['apps'], apiVersions: ['v1'], resources: ['deployments/scale'], operations: ['UPDATE'] }] }]);
    const scale = { apiVersion: 'autoscaling/v1', kind: 'Scale', metadata: { name: 'podinfo', namespace: 'test' } };
    await mutateByWebhooks(aRequest(deployments, { object: scale, oldObject: scale, subresource: 'scale' }), surroundings);
    expect(asked[0]!.review.request).to.deep.include({ kind: { group: 'autoscaling', version: 'v1', kind: 'Scale' }, resource: { group: 'apps', version: 'v1', resource: 'deployments' }, subResource: 'scale', requestSubResource: 'scale' });
  });

  it('sends an equivalent version where the rules want one, and takes the patch back under the one that was sent', async () => {
    const { surroundings, asked } = madeUpWebhooks('Mutating', [{ name: 'a', answer: patching({ op: 'add', path: '/spec', value: {} }), rules: [{ apiGroups: ['apps'], apiVersions: ['v2'], resources: ['deployments'], operations: ['*'] }] }]);
    const object = await mutateByWebhooks(aRequest(deployments, { object: { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'podinfo', namespace: 'test' } } }), surroundings);
    expect(asked[0]!.review.request).to.deep.include({ kind: { group: 'apps', version: 'v2', kind: 'Deployment' }, requestKind: { group: 'apps', version: 'v1', kind: 'Deployment' } });
    expect(asked[0]!.review.request.object).to.include({ apiVersion: 'apps/v2' });
    expect(object).to.deep.include({ apiVersion: 'apps/v1', spec: {} });
  });

  it('sets defaults again after each patch', async () => {
    const { surroundings } = madeUpWebhooks('Mutating', [{ name: 'a', answer: setting('x') }, { name: 'b' }]);
    const defaults = (_definition: unknown, object: ApiObject) => ({ ...object, isDefaulted: true });
    expect(await mutateByWebhooks(request(), { ...surroundings, defaults })).to.include({ isDefaulted: true });
  });

  describe('once more', () => {
    const changing = (key: string): NonNullable<MadeUpWebhook['answer']> => ({ request: { object } }) => ((object as { data: Record<string, string> }).data[key] === undefined ? setting(key) : { allowed: true });
    const cases: { title: string; webhooks: MadeUpWebhook[]; order: string }[] = [
      { title: 'asks one that wants it, where a later one has changed the object', webhooks: [{ name: 'a', reinvocationPolicy: 'IfNeeded' }, { name: 'b', answer: changing('x') }], order: 'a b a' },
      { title: 'does not ask one that does not want it', webhooks: [{ name: 'a', reinvocationPolicy: 'Never' }, { name: 'b', answer: changing('x') }], order: 'a b' },
      { title: 'does not ask one that has changed the object itself', webhooks: [{ name: 'a' }, { name: 'b', reinvocationPolicy: 'IfNeeded', answer: changing('x') }], order: 'a b' },
      { title: 'asks nobody where nothing has changed', webhooks: [{ name: 'a', reinvocationPolicy: 'IfNeeded' }, { name: 'b', answer: patching({ op: 'replace', path: '/data/a', value: '1' }) }], order: 'a b' },
      { title: 'asks each no more than once', webhooks: [{ name: 'a', reinvocationPolicy: 'IfNeeded', answer: changing('x') }, { name: 'b', reinvocationPolicy: 'IfNeeded', answer: changing('y') }, { name: 'c', answer: changing('z') }], order: 'a b c a b' },
    ];
    for (const { title, webhooks, order } of cases) {
      it(title, async () => {
        const { surroundings, asked } = madeUpWebhooks('Mutating', webhooks);
        await mutateByWebhooks(request(), surroundings);
        expect(asked.map(({ webhook }) => webhook).join(' ')).to.equal(order);
      });
    }
  });

  describe('does not ask', () => {
    const cases: Record<string, Partial<MadeUpWebhook>> = {
      'one without rules': { rules: [] },
      'one whose rules are about something else': { rules: [{ apiGroups: ['apps'], apiVersions: ['*'], resources: ['*'], operations: ['*'] }] },
      'one that is not for this namespace': { namespaceSelector: { matchLabels: { team: 'b' } } },
      'one that is not for this object': { objectSelector: { matchLabels: { app: 'x' } } },
      'one whose condition is not met': { matchConditions: [{ name: 'x', expression: "object.data.a == '2'" }] },
      'one whose condition cannot be evaluated, where it is to be ignored': { failurePolicy: 'Ignore', matchConditions: [{ name: 'x', expression: 'object.data.nope' }] },
    };
    for (const [title, webhook] of Object.entries(cases)) {
      it(title, async () => {
        const { surroundings, asked } = madeUpWebhooks('Mutating', [{ name: 'a', ...webhook }]);
        expect(await mutateByWebhooks(request(), surroundings)).to.deep.equal(aConfigMap());
        expect(asked).to.deep.equal([]);
      });
    }
  });

  it('refuses where a condition cannot be evaluated', async () => {
    const { surroundings } = madeUpWebhooks('Mutating', [{ name: 'a', matchConditions: [{ name: 'x', expression: "object.data.x == '1'" }, { name: 'y', expression: "object.data.y == '1'" }] }]);
    expect(await refusal(() => mutateByWebhooks(request(), surroundings))).to.include({
      code: 403, reason: 'Forbidden',
      message: `configmaps "settings" is forbidden: [expression 'object.data.x == '1'' resulted in error: no such key: x, expression 'object.data.y == '1'' resulted in error: no such key: y]`,
    });
  });

  it('lets conditions ask what the user may do', async () => {
    const { surroundings, asked } = madeUpWebhooks('Mutating', [{ name: 'a', matchConditions: [{ name: 'x', expression: "!authorizer.requestResource.check('skip').allowed()" }] }]);
    await mutateByWebhooks(request(), { ...surroundings, isAllowed: ({ user, verb, resource }) => user.username === 'alice' && verb === 'skip' && resource === 'configmaps' });
    expect(asked).to.deep.equal([]);
  });

  const failing = 'Internal error occurred: failed calling webhook "a": ';
  const unusable: { title: string; answer: NonNullable<MadeUpWebhook['answer']>; says: string | RegExp }[] = [
    { title: 'cannot be reached', answer: 'gone', says: `${failing}failed to call webhook: gone` },
    { title: 'answers another review', answer: { uid: 'x', allowed: true }, says: /received invalid webhook response: expected response\.uid="\S+", got "x"$/ },
    { title: 'gives a patch of no type', answer: { allowed: true, patch: 'W10=' }, says: `${failing}received invalid webhook response: webhook returned response.patch but not response.patchType` },
    { title: 'gives a type of no patch', answer: { allowed: true, patchType: 'JSONPatch' }, says: `${failing}received invalid webhook response: webhook returned response.patchType but not response.patch` },
    { title: 'gives a patch of another type', answer: { allowed: true, patchType: 'Merge', patch: 'e30=' }, says: `${failing}unsupported patch type "Merge"` },
    { title: 'gives a patch that cannot be read', answer: { allowed: true, patchType: 'JSONPatch', patch: Buffer.from('nope').toString('base64') }, says: /received undecodable patch in webhook response: / },
  ];
  for (const { title, answer, says } of unusable) {
    it(`refuses where one ${title}`, async () => {
      const { surroundings } = madeUpWebhooks('Mutating', [{ name: 'a', answer }]);
      const { code, reason, message } = await refusal(() => mutateByWebhooks(request(), surroundings));
      expect({ code, reason }).to.deep.equal({ code: 500, reason: 'InternalError' });
      expect(message).to.match(typeof says === 'string' ? new RegExp(`^${says}$`) : says);
    });

    it(`goes on where one ${title}, and may`, async () => {
      const { surroundings, asked } = madeUpWebhooks('Mutating', [{ name: 'a', failurePolicy: 'Ignore', answer }, { name: 'b' }]);
      expect(await mutateByWebhooks(request(), surroundings)).to.deep.equal(aConfigMap());
      expect(asked.map(({ webhook }) => webhook)).to.deep.equal(['a', 'b']);
    });
  }

  it('refuses an answer without a response, or of another kind', async () => {
    const { surroundings } = madeUpWebhooks('Mutating', [{ name: 'a' }]);
    const answered = async (answer: unknown) => (await refusal(() => mutateByWebhooks(request(), { ...surroundings, call: async () => answer }))).message;
    expect(await answered({ apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview' })).to.equal(`${failing}received invalid webhook response: webhook response was absent`);
    expect(await answered({ apiVersion: 'v1', kind: 'Pod' })).to.equal(`${failing}failed to call webhook: no kind "Pod" is registered for version "v1"`);
    expect(await answered('hello')).to.equal(`${failing}failed to call webhook: no kind "" is registered for version ""`);
  });

  it('refuses a patch that cannot be carried out, even where failures are ignored', async () => {
    const { surroundings } = madeUpWebhooks('Mutating', [{ name: 'a', failurePolicy: 'Ignore', answer: patching({ op: 'remove', path: '/data/x/y' }) }]);
    expect(await refusal(() => mutateByWebhooks(request(), surroundings))).to.include({ code: 500, reason: 'InternalError' });
  });

  it('refuses a patch of what is deleted', async () => {
    const { surroundings } = madeUpWebhooks('Mutating', [{ name: 'a', answer: setting('x') }]);
    const { message } = await refusal(() => mutateByWebhooks(aRequest(configMaps, { oldObject: aConfigMap() }), surroundings));
    expect(message).to.equal('Internal error occurred: admission webhook "a" attempted to modify the object, which is not supported for this operation');
  });

  const denials: { title: string; status?: ReviewResponse['status']; code: number; reason: string; message: string; details?: object }[] = [
    { title: 'with a message', status: { message: 'not so' }, code: 400, reason: '', message: 'admission webhook "a" denied the request: not so' },
    { title: 'with a code, a reason and details', status: { message: 'not so', code: 422, reason: 'Invalid', details: { name: 'x' } }, code: 422, reason: 'Invalid', message: 'admission webhook "a" denied the request: not so', details: { name: 'x' } },
    { title: 'with a reason alone', status: { reason: 'Conflict', code: 200 }, code: 400, reason: 'Conflict', message: 'admission webhook "a" denied the request: Conflict' },
    { title: 'without a word', code: 400, reason: '', message: 'admission webhook "a" denied the request without explanation' },
  ];
  for (const { title, status, ...expected } of denials) {
    it(`refuses what one denies ${title}, and asks no further`, async () => {
      const { surroundings, asked } = madeUpWebhooks('Mutating', [{ name: 'a', failurePolicy: 'Ignore', answer: { allowed: false, ...(status === undefined ? {} : { status }) } }, { name: 'b' }]);
      const { code, reason, message, details } = (await refusal(() => mutateByWebhooks(request(), surroundings))) as unknown as { code: number; reason: string; message: string; details?: object };
      expect({ code, reason, message, ...(details === undefined ? {} : { details }) }).to.deep.equal(expected);
      expect(asked).to.have.length(1);
    });
  }

  it('hands on warnings, of denials too', async () => {
    const { surroundings } = madeUpWebhooks('Mutating', [{ name: 'a', answer: { allowed: true, warnings: ['one', 'two'] } }, { name: 'b', answer: { allowed: false, warnings: ['three'] } }]);
    const warned = request();
    await refusal(() => mutateByWebhooks(warned, surroundings));
    expect(warned.warnings).to.deep.equal(['one', 'two', 'three']);
  });

  it('does not try with webhooks that have effects', async () => {
    for (const [sideEffects, isAsked] of [['None', true], ['NoneOnDryRun', true], ['Some', false], ['Unknown', false]] as const) {
      const { surroundings, asked } = madeUpWebhooks('Mutating', [{ name: 'a', failurePolicy: 'Ignore', sideEffects }]);
      const act = () => mutateByWebhooks({ ...request(), dryRun: true }, surroundings);
      if (isAsked) {
        await act();
      } else {
        expect(await refusal(act)).to.include({ code: 400, reason: 'BadRequest', message: 'admission webhook "a" does not support dry run' });
      }
      expect(asked).to.have.length(isAsked ? 1 : 0);
    }
  });
});
