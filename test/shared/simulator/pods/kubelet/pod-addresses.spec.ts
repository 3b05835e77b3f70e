import { expect } from 'chai';
import { PodAddresses } from '../../../../../shared/simulator/pods/kubelet/pod-addresses.ts';

describe('shared/simulator/pods/kubelet/pod-addresses.ts', () => {
  it('gives one address after the other, and none again that was just given back', () => {
    const addresses = new PodAddresses();
    expect([addresses.take(), addresses.take()]).to.deep.equal(['10.244.0.2', '10.244.0.3']);
    addresses.giveBack('10.244.0.2');
    expect(addresses.take()).to.equal('10.244.0.4');
  });

  it('goes round, past those that are in use', () => {
    const addresses = new PodAddresses();
    const kept = addresses.take();
    const others = Array.from({ length: 65_532 }, () => addresses.take());
    expect(new Set([kept, ...others])).to.have.property('size', 65_533);
    addresses.giveBack(others[0]!);
    expect(addresses.take()).to.equal('10.244.0.3');
  });
});
