import { expect } from 'chai';
import { eventPayloadOf, payloadOf } from '../../../shared/gates/payload.ts';
import { aCanary } from '../../builders/a-canary.ts';

const webhook = { name: 'gate', url: 'http://gate/', metadata: { type: 'bash', eventType: 'mine' } };
const canary = aCanary().inPhase('Progressing', { lastAppliedSpec: '0123456789' });

describe('shared/gates/payload.ts', () => {
  it('tells name, namespace, phase, checksum and the webhook\'s own metadata', () => {
    const { checksum, ...rest } = payloadOf(canary.build(), webhook);
    expect(rest).to.deep.equal({ name: 'podinfo', namespace: 'test', phase: 'Progressing', metadata: { type: 'bash', eventType: 'mine' } });
    expect(checksum).to.match(/^[0-9a-f]{16}$/);
  });

  it('has one checksum for each revision', () => {
    const { checksum } = payloadOf(canary.build(), webhook);
    expect(payloadOf(canary.inPhase('Succeeded', { canaryWeight: 50 }).build(), webhook).checksum).to.equal(checksum);
    expect(payloadOf(canary.withStatus({ lastAppliedSpec: 'abcdef0123' }).build(), webhook).checksum).not.to.equal(checksum);
  });

  it('has no phase where nothing has happened yet', () => {
    expect(payloadOf(aCanary().build(), { name: 'gate', url: 'http://gate/' })).to.include({ phase: '' }).and.have.deep.property('metadata', {});
  });

  it('tells an event beside the webhook\'s own metadata, which do not hide it', () => {
    const { metadata } = eventPayloadOf(canary.build(), webhook, { event: { type: 'Normal', text: 'Advance podinfo.test canary weight 10' }, now: new Date(1700000000123) });
    expect(metadata).to.deep.equal({ type: 'bash', eventMessage: 'Advance podinfo.test canary weight 10', eventType: 'Normal', timestamp: '1700000000123' });
  });
});
