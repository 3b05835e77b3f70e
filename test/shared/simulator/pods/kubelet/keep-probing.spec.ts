import { expect } from 'chai';
import { ManualClock } from '../../../../builders/a-manual-clock.ts';
import { keepProbing } from '../../../../../shared/simulator/pods/kubelet/keep-probing.ts';
import type { PodContainer, Probe } from '../../../../../shared/simulator/pods/kubelet/pod.ts';

const startup: Probe = { periodSeconds: 1, failureThreshold: 2 };
const readiness: Probe = { periodSeconds: 2 };
const liveness: Probe = { periodSeconds: 5, initialDelaySeconds: 3 };

/** What probing a container tells, and when it asks which probe, in seconds since its start. */
function watch(probes: Partial<PodContainer>, passes: (probe: Probe) => boolean) {
  const clock = new ManualClock();
  const start = clock.now().getTime();
  const ending = new AbortController();
  const told: string[] = [];
  const names = new Map<Probe, string>([[startup, 'startup'], [readiness, 'readiness'], [liveness, 'liveness']]);
  const seconds = () => (clock.now().getTime() - start) / 1000;
  const done = keepProbing({
    container: { name: 'c', image: 'app', ...probes }, clock, signal: ending.signal,
    ask: async (probe) => {
      told.push(`${seconds()}: ask ${names.get(probe)}`);
      return passes(probe) ? undefined : 'no';
    },
    onFailure: (kind) => told.push(`${seconds()}: ${kind} failed`),
    onResult: (kind, result) => told.push(`${seconds()}: ${kind} ${result}`),
  });
  return {
    told,
    /** Lets a second pass, and all that follows from it happen. */
    async second() {
      clock.advance(1000);
      await settle();
    },
    async end() {
      ending.abort();
      await done;
    },
  };
}

/** All that follows does so without waiting for anything outside. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('shared/simulator/pods/kubelet/keep-probing.ts', () => {
  it('asks at once and then every period', async () => {
    const { told, second, end } = watch({ readinessProbe: readiness }, () => true);
    await settle();
    for (let count = 0; count < 4; count += 1) {
      await second();
    }
    await end();
    expect(told).to.deep.equal(['0: ask readiness', '0: readiness true', '2: ask readiness', '4: ask readiness']);
  });

  it('waits for the startup probe, and for the initial delay', async () => {
    let hasStarted = false;
    const { told, second, end } = watch({ startupProbe: startup, readinessProbe: readiness, livenessProbe: liveness }, (probe) => probe !== startup || hasStarted);
    await settle();
    hasStarted = true;
    for (let count = 0; count < 3; count += 1) {
      await second();
    }
    await end();
    expect(told).to.deep.equal(['0: ask startup', '0: startup failed', '1: ask startup', '1: startup true', '1: ask readiness', '1: readiness true', '3: ask liveness', '3: ask readiness']);
  });

  it('tells that a container has to be ended', async () => {
    const { told, second, end } = watch({ startupProbe: startup }, () => false);
    await settle();
    await second();
    await end();
    expect(told.at(-1)).to.equal('1: startup false');
  });

  it('asks no more after the end', async () => {
    const { told, second, end } = watch({ readinessProbe: readiness }, () => true);
    await settle();
    await end();
    await second();
    await second();
    expect(told).to.have.length(2);
  });
});
