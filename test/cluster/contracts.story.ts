/** The real cluster sits the exam that the simulator sits too. */
import { itIsACluster } from '../contracts/cluster.contract.ts';
import { wiresTo } from '../contracts/cluster/wires-to.ts';

describe('the contract of a cluster', () => {
  itIsACluster(async () => ({
    ...wiresTo(),
    // Our own test cluster's API server shares the network with this process; another's cannot call it.
    webhookHost: process.env.KUBECTL_CANARY_TEST_KUBECONFIG === undefined ? '127.0.0.1' : undefined,
    image: 'ghcr.io/stefanprodan/podinfo:6.0.0',
    otherImage: 'ghcr.io/stefanprodan/podinfo:6.0.1',
  }));
});
