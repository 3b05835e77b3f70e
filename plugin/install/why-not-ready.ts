import { pods } from '../../shared/kube/resources.ts';
import type { Kube, KubeObject } from '../../shared/kube/kube.ts';
import { isDeployment } from './desired-objects.ts';

interface Pod extends KubeObject {
  status?: {
    conditions?: { type: string; status: string; message?: string }[];
    containerStatuses?: { ready: boolean; image: string; state?: { waiting?: { reason?: string; message?: string } }; lastState?: { terminated?: { reason?: string; exitCode: number } } }[];
  };
}

/** What keeps the pods of a Deployment from being ready, in Kubernetes' own words; undefined where it does not say. */
export async function whyNotReady(kube: Kube, object: KubeObject): Promise<string | undefined> {
  if (!isDeployment(object)) {
    return undefined;
  }
  const labelSelector = Object.entries(object.spec.selector.matchLabels ?? {}).map(([name, value]) => `${name}=${value}`).join(',');
  const { namespace } = object.metadata;
  const found = await kube.list<Pod>({ resource: pods, labelSelector, ...(namespace === undefined ? {} : { namespace }) }).catch(() => ({ items: [] }));
  return found.items.map(troubleOf).find((trouble) => trouble !== undefined);
}

function troubleOf({ metadata, status = {} }: Pod): string | undefined {
  const { conditions = [], containerStatuses = [] } = status;
  const unscheduled = conditions.find(({ type, status: state }) => type === 'PodScheduled' && state === 'False');
  if (unscheduled !== undefined) {
    return `pod ${metadata.name} has no node: ${unscheduled.message ?? 'unschedulable'}`;
  }
  const container = containerStatuses.find(({ ready }) => !ready);
  const waiting = container?.state?.waiting;
  if (container === undefined || waiting?.reason === undefined) {
    return container === undefined ? undefined : `pod ${metadata.name} runs, but is not ready`;
  }
  const exit = container.lastState?.terminated;
  const detail = waiting.message ?? (exit === undefined ? '' : `exit code ${exit.exitCode}`);
  return `pod ${metadata.name} with image ${container.image} waits: ${waiting.reason}${detail === '' ? '' : ` (${detail})`}`;
}
