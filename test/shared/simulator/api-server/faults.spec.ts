import { expect } from 'chai';
import { Faults } from '../../../../shared/simulator/api-server/faults.ts';
import type { SeenCall } from '../../../../shared/simulator/api-server/faults.ts';

const call: SeenCall = { verb: 'get', resource: 'deployments', namespace: 'test', name: 'podinfo', subresource: undefined, username: 'jane' };

describe('shared/simulator/api-server/faults.ts', () => {
  it('lets everything pass where there is no rule', () => {
    expect(new Faults().ofCall(call)).to.equal(undefined);
  });

  it('asks the rules in order, takes the first answer, and asks a lifted one no more', () => {
    const faults = new Faults();
    faults.add({ onCall: ({ verb }) => (verb === 'list' ? { kind: 'cut', when: 'before' } : undefined) });
    const lift = faults.add({ onCall: () => ({ kind: 'stale', versions: 3 }) });
    faults.add({ onCall: () => ({ kind: 'delay', milliseconds: 1 }) });
    expect(faults.ofCall(call)).to.deep.equal({ kind: 'stale', versions: 3 });
    expect(faults.ofCall({ ...call, verb: 'list' })).to.deep.equal({ kind: 'cut', when: 'before' });
    lift();
    expect(faults.ofCall(call)).to.deep.equal({ kind: 'delay', milliseconds: 1 });
  });

  it('knows events apart from calls', () => {
    const faults = new Faults();
    faults.add({ onEvent: ({ type }) => (type === 'DELETED' ? { kind: 'drop' } : undefined) });
    const object = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' } };
    expect([faults.ofEvent({ type: 'DELETED', object }, call), faults.ofEvent({ type: 'ADDED', object }, call), faults.ofCall(call)]).to.deep.equal([{ kind: 'drop' }, undefined, undefined]);
  });
});
