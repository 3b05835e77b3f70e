import { expect } from 'chai';
import { ApiError } from '../../../shared/kube/kube.ts';
import { validateCanary } from '../../../webhook/handlers/validate-canary.ts';
import { aCanary } from '../../builders/a-canary.ts';
import { aDeployment } from '../../builders/a-deployment.ts';
import { answered, shownAnswer } from '../../builders/answered.ts';
import { FakeKube } from '../../builders/fake-kube.ts';
import { expectGolden } from '../../builders/golden.ts';

const sound = aCanary().with({ spec: { analysis: { stepWeight: null, maxWeight: null, iterations: 3, webhooks: [{ name: 'gate', url: 'http://gates.test/' }] } } });
const created = (object: ReturnType<typeof sound.build>) => ({ operation: 'CREATE' as const, object, oldObject: null });

describe('webhook/handlers/validate-canary.ts', () => {
  let kube: FakeKube;
  beforeEach(() => {
    kube = new FakeKube().put(aDeployment().build());
  });

  it('lets a sound Canary on', async () => {
    expect(await answered(validateCanary, created(sound.build()), { kube })).to.deep.equal({ response: { allowed: true }, verdict: 'allowed' });
  });

  it('says all that is wrong at once, and warns of what may become right', async () => {
    kube.put(aCanary().with({ metadata: { name: 'rival' } }).build());
    const wrong = sound.specified({ provider: 'nowhere', analysis: { webhooks: [{ name: 'gate', url: 'gates' }], alerts: [{ name: 'us', providerRef: { name: 'chat' } }] } });
    expectGolden('admission/a-wrong-canary.json', shownAnswer(await answered(validateCanary, created(wrong.build()), { kube })));
  });

  it('keeps a wrong change of a Canary out that was right before (quirk 23)', async () => {
    const wrong = sound.specified({ provider: 'nowhere' }).build();
    const { response } = await answered(validateCanary, { operation: 'UPDATE', object: wrong, oldObject: sound.inPhase('Progressing').build() }, { kube });
    expect(response.allowed).to.equal(false);
  });

  it('warns of a target that is not there yet', async () => {
    const { response } = await answered(validateCanary, created(sound.targeting('later').build()), { kube });
    expect(response.allowed).to.equal(true);
    expect(response.warnings?.join('\n')).to.match(/spec\.targetRef\.name: expected a Deployment in namespace test, got "later"/);
  });

  it('fails where the cluster cannot be read: nothing is let on unchecked', async () => {
    kube.failNext(({ verb }) => verb === 'get', new ApiError(500, 'InternalError', 'etcd is away'));
    const failed = await answered(validateCanary, created(sound.build()), { kube }).catch((error: Error) => error);
    expect(failed).to.be.instanceOf(ApiError);
  });
});
