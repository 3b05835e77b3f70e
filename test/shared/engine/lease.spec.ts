import { expect } from 'chai';
import { createLease } from '../../../shared/engine/lease.ts';
import type { Lease } from '../../../shared/engine/lease.ts';
import type { Clock } from '../../../shared/time/clock.ts';
import { leases } from '../../../shared/kube/resources.ts';
import { fakeKube } from '../../builders/fake-kube.ts';

const reference = { resource: leases, namespace: 'test', name: 'kubectl-canary-podinfo' };

describe('shared/engine/lease.ts', () => {
  let seconds: number;
  beforeEach(() => {
    seconds = 0;
  });
  /** A clock that stands still: no lease is renewed. */
  const clockBehind = (behind: number): Clock => ({ now: () => new Date(Date.parse('2026-01-01T12:00:00Z') + (seconds - behind) * 1000), after: () => () => undefined });
  const leaseOf = (kube: ReturnType<typeof fakeKube>, identity: string) => createLease({ kube, namespace: 'test', name: reference.name, identity, leaseSeconds: 15, clock: clockBehind(0) });

  it('is had by the first who asks, and by nobody else while it is renewed', async () => {
    const kube = fakeKube();
    const [alice, bob] = [leaseOf(kube, 'alice'), leaseOf(kube, 'bob')];
    expect(await alice.acquire()).to.equal(true);
    expect(await bob.acquire()).to.equal(false);
    expect(bob.other?.identity).to.equal('alice');
    expect([alice.isHeld(), bob.isHeld()]).to.deep.equal([true, false]);
    await alice.release();
  });

  it('passes on at once when it is given back', async () => {
    const kube = fakeKube();
    const [alice, bob] = [leaseOf(kube, 'alice'), leaseOf(kube, 'bob')];
    await alice.acquire();
    await alice.release();
    expect(await bob.acquire()).to.equal(true);
    expect((await kube.get<Lease>(reference))?.spec.holderIdentity).to.equal('bob');
    await bob.release();
  });

  it('is taken over from a holder that was silent for its whole duration', async () => {
    const kube = fakeKube();
    const [alice, bob] = [leaseOf(kube, 'alice'), leaseOf(kube, 'bob')];
    await alice.acquire();
    expect(await bob.acquire()).to.equal(false);
    seconds = 14;
    expect(await bob.acquire()).to.equal(false);
    seconds = 15;
    expect(await bob.acquire()).to.equal(true);
    expect(alice.isHeld(), 'the silent one knows that its time is over').to.equal(false);
    expect((await kube.get<Lease>(reference))?.spec.leaseTransitions).to.equal(2);
    await Promise.all([alice.release(), bob.release()]);
    expect((await kube.get<Lease>(reference))?.spec.holderIdentity).to.equal('');
  });

  it('is not taken from a holder whose clock is behind by less than its duration', async () => {
    const kube = fakeKube();
    const alice = createLease({ kube, namespace: 'test', name: reference.name, identity: 'alice', leaseSeconds: 15, clock: clockBehind(14) });
    await alice.acquire();
    expect(await leaseOf(kube, 'bob').acquire()).to.equal(false);
    await alice.release();
  });

  it('goes to one of two who ask at the same time', async () => {
    const kube = fakeKube();
    const drivers = [leaseOf(kube, 'alice'), leaseOf(kube, 'bob')];
    const taken = await Promise.all(drivers.map((driver) => driver.acquire()));
    expect(taken.filter(Boolean)).to.have.length(1);
    await Promise.all(drivers.map((driver) => driver.release()));
  });

  it('costs two calls', async () => {
    const kube = fakeKube();
    const alice = leaseOf(kube, 'alice');
    await alice.acquire();
    expect(kube.calls.map(({ verb }) => verb)).to.deep.equal(['get', 'create']);
    await alice.release();
  });
});
