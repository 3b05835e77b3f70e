import { referenceOf } from '../../shared/kube/kube.ts';
import { objectPath } from '../../shared/kube/paths.ts';
import { pods } from '../../shared/kube/resources.ts';
import type { Kube, KubeObject } from '../../shared/kube/kube.ts';
import { isDeployment } from './desired-objects.ts';

interface Pod extends KubeObject {
  status?: {
    conditions?: { type: string; status: string; message?: string }[];
    containerStatuses?: Container[];
  };
}

interface Container {
  ready: boolean;
  image: string;
  state?: { waiting?: { reason?: string; message?: string } };
  lastState?: { terminated?: object };
}

/** What keeps the pods of a Deployment from being ready, in Kubernetes' own words; undefined where it does not say. */
export async function whyNotReady(kube: Kube, object: KubeObject): Promise<string | undefined> {
  if (!isDeployment(object)) {
    return undefined;
  }
  const labelSelector = Object.entries(object.spec.selector.matchLabels ?? {}).map(([name, value]) => `${name}=${value}`).join(',');
  const { namespace } = object.metadata;
  const { items } = await kube.list<Pod>({ resource: pods, labelSelector, ...(namespace === undefined ? {} : { namespace }) }).catch(() => ({ items: [] }));
  const pod = items.find((each) => troubleOf(each) !== undefined);
  return pod === undefined ? undefined : `${troubleOf(pod)}${await lastWords(kube, pod)}`;
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
  const detail = hasCrashed(container) || waiting.message === undefined ? '' : ` (${waiting.message})`;
  return `pod ${metadata.name} with image ${container.image} waits: ${waiting.reason}${detail}`;
}

function hasCrashed({ lastState }: Container): boolean {
  return lastState?.terminated !== undefined;
}

/** What a program said last before it crashed: more to the point than anything Kubernetes knows about it. */
async function lastWords(kube: Kube, pod: Pod): Promise<string> {
  if (!(pod.status?.containerStatuses ?? []).some(hasCrashed)) {
    return '';
  }
  const { status, text } = await kube.request(`${objectPath(referenceOf(pods, pod))}/log`, { query: { previous: true, tailLines: 1 } });
  return status === 200 && text.trim() !== '' ? `; its last words: ${text.trim()}` : '';
}
