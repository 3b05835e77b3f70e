import { expect } from 'chai';
import type { KubeObject } from '../../../shared/kube/kube.ts';
import { alertProviders } from '../../../shared/kube/resources.ts';
import { validateAlertProvider } from '../../../webhook/handlers/validate-alert-provider.ts';
import { answered, shownAnswer } from '../../builders/answered.ts';
import { expectGolden } from '../../builders/golden.ts';

const provider = (spec: object) => ({ apiVersion: alertProviders.apiVersion, kind: alertProviders.kind, metadata: { name: 'chat', namespace: 'test' }, spec }) as KubeObject;
const changed = (object: KubeObject) => ({ operation: 'UPDATE' as const, object, oldObject: provider({ type: 'slack' }) });

describe('webhook/handlers/validate-alert-provider.ts', () => {
  it('lets a sound provider on', async () => {
    expect(await answered(validateAlertProvider, changed(provider({ type: 'slack', address: 'https://chat.example.com/hooks/1' })))).to.deep.equal({ response: { allowed: true }, verdict: 'allowed' });
  });

  it('says what is wrong', async () => {
    expectGolden('admission/a-wrong-alert-provider.json', shownAnswer(await answered(validateAlertProvider, changed(provider({ type: 'slack', address: 'http://[chat' })))));
  });
});
