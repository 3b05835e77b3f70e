import { expect } from 'chai';
import { validateByWebhooks } from '../../../../../shared/simulator/admission/webhooks/validate-by-webhooks.ts';
import { aConfigMap, aRequest, configMaps } from '../../../../builders/an-admission-world.ts';
import { patching } from '../../../../builders/an-https-webhook.ts';
import { madeUpWebhooks, refusal } from '../../../../builders/made-up-webhooks.ts';

describe('shared/simulator/admission/webhooks/validate-by-webhooks.ts', () => {
  const request = () => aRequest(configMaps, { object: aConfigMap() });

  it('lets through what all allow', async () => {
    const { surroundings, asked } = madeUpWebhooks('Validating', [{ name: 'a' }], [{ name: 'b', answer: { allowed: true, warnings: ['careful'] } }]);
    const warned = request();
    await validateByWebhooks(warned, surroundings);
    expect(asked.map(({ webhook }) => webhook)).to.deep.equal(['a', 'b']);
    expect(warned.warnings).to.deep.equal(['careful']);
  });

  it('asks all at once, and says what the first of them denies', async () => {
    const { surroundings, asked } = madeUpWebhooks('Validating', [{ name: 'a' }, { name: 'b', answer: { allowed: false, status: { message: 'no', code: 403, reason: 'Forbidden' } } }, { name: 'c', answer: { allowed: false } }]);
    expect(await refusal(() => validateByWebhooks(request(), surroundings))).to.include({ code: 403, reason: 'Forbidden', message: 'admission webhook "b" denied the request: no' });
    expect(asked).to.have.length(3);
  });

  it('asks about what is deleted', async () => {
    const { surroundings, asked } = madeUpWebhooks('Validating', [{ name: 'a' }]);
    await validateByWebhooks(aRequest(configMaps, { oldObject: aConfigMap() }), surroundings);
    expect(asked[0]!.review.request).to.deep.include({ operation: 'DELETE', object: null, oldObject: aConfigMap() });
  });

  it('refuses where one cannot be asked and must be', async () => {
    const { surroundings } = madeUpWebhooks('Validating', [{ name: 'a', answer: 'gone', failurePolicy: 'Ignore' }, { name: 'b', answer: 'gone' }]);
    const { body } = await refusal(() => validateByWebhooks(request(), surroundings));
    const message = 'failed calling webhook "b": failed to call webhook: gone';
    expect(body).to.deep.equal({ kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message: `Internal error occurred: ${message}`, reason: 'InternalError', details: { causes: [{ message }] }, code: 500 });
  });

  it('takes no patches', async () => {
    const { surroundings } = madeUpWebhooks('Validating', [{ name: 'a', answer: patching({ op: 'remove', path: '/data' }) }]);
    expect((await refusal(() => validateByWebhooks(request(), surroundings))).message).to.equal('Internal error occurred: failed calling webhook "a": received invalid webhook response: validating webhook may not return response.patch');
  });
});
