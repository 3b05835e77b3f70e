import { createPodinfo } from '../../../shared/simulator/pods/programs/podinfo.ts';
import { startSimulator } from '../../../shared/simulator/simulator.ts';
import type { Simulator } from '../../../shared/simulator/simulator.ts';
import { clockAtSpeed } from '../../../shared/time/clock.ts';
import { issueAuthority, issueServing } from '../../../webhook/certificates/issue.ts';
import { wiresTo } from '../../contracts/cluster/wires-to.ts';
import { itIsACluster } from '../../contracts/cluster.contract.ts';

/** Seconds of the cluster per real second. */
const speed = 10;

describe('shared/simulator/simulator.ts', () => {
  let simulator: Simulator;
  after(() => simulator.stop());

  itIsACluster(async () => {
    const now = new Date();
    const authority = await issueAuthority(now);
    const serving = await issueServing({ authority, hosts: ['127.0.0.1'], now });
    simulator = await startSimulator({ serving: { certificateAuthority: authority.certificate, ...serving }, clock: clockAtSpeed(speed), programs: [createPodinfo().program] });
    return { ...wiresTo(simulator.kubeconfigFor('admin')), webhookHost: '127.0.0.1', image: 'ghcr.io/stefanprodan/podinfo:6.0.0', otherImage: 'ghcr.io/stefanprodan/podinfo:6.0.1' };
  });
});
