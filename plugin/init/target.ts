import { canaryLabel } from '../../shared/api/annotations.ts';
import { Failure } from '../../shared/errors.ts';
import type { Kube, KubeObject } from '../../shared/kube/kube.ts';
import { nearestWord } from '../../shared/nearest-word.ts';
import type { WorkloadKind } from '../../shared/workloads/workload.ts';
import { workloadFor, workloadKinds } from '../../shared/workloads/workload-for.ts';

/** The workload that a Canary is to be written for. */
export interface Target {
  readonly kind: WorkloadKind;
  readonly object: KubeObject;
  readonly namespace: string;
}

const shortNames: Readonly<Record<string, string>> = { deploy: 'deployment', ds: 'daemonset', sts: 'statefulset' };

/**
 * Reads what `deployment/podinfo` (as kubectl writes it: `deploy/podinfo`, `deployments.apps/podinfo`) names.
 * @throws Failure where it names nothing that a Canary can have as its target.
 */
export async function readTarget(kube: Kube, words: string | undefined): Promise<Target> {
  const [, kindWord, name] = /^([^/]+)\/([^/]+)$/.exec(words ?? '') ?? [];
  if (kindWord === undefined || name === undefined) {
    throw new Failure('usage', `expected what is to be released, such as deployment/podinfo, got ${words === undefined ? 'nothing' : `"${words}"`}`, { next: await candidates(kube) });
  }
  const kind = kindOf(kindWord);
  const { namespace } = kube;
  const object = await kube.get({ resource: kind.resource, namespace, name });
  if (object === undefined) {
    const names = await namesOf(kube, kind);
    const near = nearestWord(name, names);
    throw new Failure('notFound', `${titleOf(kind, name)} does not exist in namespace ${namespace}`, { next: near === undefined ? await candidates(kube) : `did you mean ${titleOf(kind, near)}?` });
  }
  const maker = object.metadata.labels?.[canaryLabel];
  if (maker !== undefined) {
    throw new Failure('refused', `${titleOf(kind, name)} is made by canary ${maker}`, { next: 'name a workload of your own' });
  }
  return { kind, object, namespace };
}

function kindOf(word: string): WorkloadKind {
  const plain = word.toLowerCase().split('.')[0] ?? '';
  const singular = shortNames[plain] ?? plain.replace(/s$/, '');
  const kind = workloadFor(workloadKinds.find((each) => each.toLowerCase() === singular) ?? '');
  if (kind === undefined) {
    throw new Failure('usage', `a canary cannot be of a ${word}`, { next: `it can be of ${workloadKinds.map((each) => each.toLowerCase()).join(', ')}` });
  }
  return kind;
}

async function candidates(kube: Kube): Promise<string> {
  const titles = (await Promise.all(workloadKinds.map(async (kindName) => {
    const kind = workloadFor(kindName)!;
    return (await namesOf(kube, kind)).map((name) => titleOf(kind, name));
  }))).flat();
  return titles.length === 0 ? `namespace ${kube.namespace} has none: choose another with -n` : `namespace ${kube.namespace} has ${titles.join(', ')}`;
}

async function namesOf(kube: Kube, { resource }: WorkloadKind): Promise<string[]> {
  const { items } = await kube.list({ resource, namespace: kube.namespace });
  return items.filter(({ metadata }) => metadata.labels?.[canaryLabel] === undefined).map(({ metadata }) => metadata.name);
}

function titleOf({ kind }: WorkloadKind, name: string): string {
  return `${kind.toLowerCase()}/${name}`;
}
