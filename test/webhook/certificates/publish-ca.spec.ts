import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { parse } from 'yaml';
import { ApiError } from '../../../shared/kube/kube.ts';
import { mutatingWebhooks, validatingWebhooks } from '../../../shared/kube/resources.ts';
import { configurationName, publishAuthorities, publishedIn } from '../../../webhook/certificates/publish-ca.ts';
import type { WebhookConfiguration } from '../../../webhook/certificates/publish-ca.ts';
import { fakeKube } from '../../builders/fake-kube.ts';

const manifest = (name: string): WebhookConfiguration => parse(readFileSync(new URL(`../../../manifests/webhook/${name}.yaml`, import.meta.url), 'utf8'));
const trusted = ['one\n', 'two\n'];

describe('webhook/certificates/publish-ca.ts', () => {
  for (const [name, resource] of [['mutating-webhook', mutatingWebhooks], ['validating-webhook', validatingWebhooks]] as const) {
    it(`fills the authorities in at every webhook of manifests/webhook/${name}.yaml, and changes nothing else`, async () => {
      const before = manifest(name);
      expect(before).to.include({ kind: resource.kind }).and.to.have.nested.property('metadata.name', configurationName);
      const kube = fakeKube(before);
      await publishAuthorities(kube, resource, kube.peek<WebhookConfiguration>(resource, configurationName)!, trusted);
      const after = kube.peek<WebhookConfiguration>(resource, configurationName)!;
      expect(publishedIn([after])).to.deep.equal(before.webhooks?.map(() => 'one\ntwo\n'));
      for (const { clientConfig } of after.webhooks ?? []) {
        delete clientConfig.caBundle;
      }
      expect(after.webhooks).to.deep.equal(before.webhooks);
    });
  }

  it('writes nothing where all is there', async () => {
    const kube = fakeKube(manifest('validating-webhook'));
    const read = () => kube.peek<WebhookConfiguration>(validatingWebhooks, configurationName)!;
    await publishAuthorities(kube, validatingWebhooks, read(), trusted);
    await publishAuthorities(kube, validatingWebhooks, read(), trusted);
    expect(kube.writes).to.have.length(1);
  });

  it('does not write over what came meanwhile', async () => {
    const kube = fakeKube(manifest('validating-webhook'));
    const stale = kube.peek<WebhookConfiguration>(validatingWebhooks, configurationName)!;
    kube.put({ ...stale, webhooks: [] } as WebhookConfiguration);
    const refused = await publishAuthorities(kube, validatingWebhooks, stale, trusted).catch((error: Error) => error);
    expect(refused).to.be.instanceOf(ApiError).and.to.include({ code: 409 });
    expect(kube.peek<WebhookConfiguration>(validatingWebhooks, configurationName)?.webhooks).to.deep.equal([]);
  });

  it('says what each webhook trusts, also where nothing is filled in', () => {
    expect(publishedIn([manifest('mutating-webhook'), { ...manifest('validating-webhook'), webhooks: [] }])).to.deep.equal(['']);
  });
});
