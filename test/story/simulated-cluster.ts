import { createPodinfo } from '../../shared/simulator/pods/programs/podinfo.ts';
import { traefik } from '../../shared/simulator/pods/programs/traefik/traefik.ts';
import { traefikObjects } from '../../shared/simulator/pods/traefik-objects.ts';
import { startSimulator } from '../../shared/simulator/simulator.ts';
import type { Simulator } from '../../shared/simulator/simulator.ts';
import { deployments } from '../../shared/kube/resources.ts';
import type { Resource } from '../../shared/kube/resources.ts';
import type { KubeObject } from '../../shared/kube/kube.ts';
import type { Clock } from '../../shared/time/clock.ts';
import { version } from '../../shared/version.ts';
import { issueAuthority, issueServing } from '../../webhook/certificates/issue.ts';
import { applyObjects } from '../../plugin/install/apply-objects.ts';
import { awaitObject } from '../../plugin/install/await-object.ts';
import { desiredObjects } from '../../plugin/install/desired-objects.ts';
import { readManifests } from '../../plugin/install/manifests.ts';
import { isRolledOut } from '../../plugin/install/readiness.ts';
import { productProgram } from '../../plugin/demo/product-program.ts';

/** A simulated cluster with Traefik and with the product as `kubectl canary install --no-runner` leaves it. */
export async function aSimulatedCluster(clock: Clock): Promise<Simulator> {
  const now = new Date();
  const authority = await issueAuthority(now);
  const serving = await issueServing({ authority, hosts: ['127.0.0.1'], now });
  const simulator = await startSimulator({ serving: { certificateAuthority: authority.certificate, ...serving }, clock, programs: [createPodinfo().program, traefik, productProgram], users: ['alice'] });
  const kube = simulator.kubeFor('admin');
  const { signal } = new AbortController();
  for (const object of traefikObjects()) {
    await kube.create(resourceOf(object), object);
  }
  const objects = desiredObjects(await readManifests(), { image: `kubectl-canary:${version}`, runner: false, drive: false });
  await applyObjects({ kube, objects, signal, report: () => undefined, tell: () => undefined });
  await awaitObject(kube, { resource: deployments, namespace: 'traefik', name: 'traefik' }, (found) => found !== undefined && isRolledOut(found), signal);
  return simulator;
}

const clusterWide = ['Namespace', 'CustomResourceDefinition', 'ClusterRole', 'ClusterRoleBinding'];

function resourceOf({ apiVersion, kind }: KubeObject): Resource {
  return { apiVersion, kind, plural: `${kind.toLowerCase()}s`, namespaced: !clusterWide.includes(kind) };
}
