import { expect } from 'chai';
import { gateTypes } from '../../../shared/gates/gate.ts';
import type { GateType } from '../../../shared/gates/gate.ts';
import { gatesOf } from '../../../shared/gates/gates-of.ts';
import { aCanary } from '../../builders/a-canary.ts';

describe('shared/gates/gates-of.ts', () => {
  const url = 'http://gate/';
  const canary = aCanary().analysed({ webhooks: [{ name: 'plain', url }, ...gateTypes.map((type) => ({ name: type, type, url })), { name: 'empty', type: '', url }, { name: 'second', type: 'event', url }] }).build();
  const expected = (type: GateType): string[] => ({ rollout: ['plain', 'rollout', 'empty'], event: ['event', 'second'] } as Partial<Record<GateType, string[]>>)[type] ?? [type];

  for (const type of gateTypes) {
    it(`finds the gates of type ${type}, in their order`, () => {
      expect(gatesOf(canary, type).map(({ name }) => name)).to.deep.equal(expected(type));
    });
  }

  it('finds none where there are none', () => {
    expect(gatesOf(aCanary().build(), 'rollout')).to.deep.equal([]);
  });
});
