/** How routing objects are marked as ours, and how one that was there before us gets back to what it was. */
import * as names from '../api/annotations.ts';
import type { KubeObject, ObjectMeta, OwnerReference } from '../kube/kube.ts';
import type { Route } from './router.ts';

type Values = Record<string, string>;

/** The part of an object's metadata that we write on. */
interface Marks {
  labels: Values;
  annotations: Values;
}

/** Whatever a GitOps tool holds for right, weights are ours to move meanwhile. */
const keptOff: Values = {
  'kustomize.toolkit.fluxcd.io/reconcile': 'disabled',
  'helm.toolkit.fluxcd.io/driftDetection': 'disabled',
};

/** Whether this object carries our label, so that it is ours to change. */
export function isMarked(object: KubeObject): boolean {
  return object.metadata.labels?.[names.canaryLabel] !== undefined;
}

/** Whether this object was somebody's before us, and its spec is remembered on it. */
export function isAdopted(object: KubeObject | undefined): object is KubeObject {
  return object?.metadata.annotations?.[names.originalSpec] !== undefined;
}

/** Owners of an object that goes when its Canary goes. Only one of them can be the controller. */
export function ownersOf({ canary }: Route, found: KubeObject | undefined): OwnerReference[] {
  const { apiVersion, kind, metadata: { name, uid = '' } } = canary;
  const others = (found?.metadata.ownerReferences ?? []).filter((each) => each.kind !== kind || each.name !== name || each.apiVersion !== apiVersion);
  return [...others, { apiVersion, kind, name, uid, controller: !others.some(({ controller }) => controller === true), blockOwnerDeletion: true }];
}

/**
 * The metadata of a routing object while it is ours; what others put there is kept. With `adopts` it is somebody's own object: what we
 * take the place of is remembered on it, once, and it does not belong to the Canary, with which it would be deleted.
 */
export function markedMetadata(route: Route, found: KubeObject | undefined, { name, adopts }: { name: string; adopts: boolean }): ObjectMeta {
  const marks = marksOf(route);
  const memory = adopts && found !== undefined ? memoryOf(found, marks) : {};
  return {
    ...found?.metadata,
    name,
    namespace: route.namespace,
    labels: { ...found?.metadata.labels, ...marks.labels },
    annotations: { ...found?.metadata.annotations, ...marks.annotations, ...memory },
    ...(adopts || isAdopted(found) ? {} : { ownerReferences: ownersOf(route, found) }),
  };
}

/** The metadata of a routing object that is left behind: nothing of ours on it; of an adopted one, all as it was. */
export function releasedMetadata(route: Route, found: KubeObject): ObjectMeta {
  const { labels = {}, annotations = {}, ownerReferences = [], ...metadata } = found.metadata;
  const { labels: ourLabels, annotations: ourAnnotations } = isAdopted(found) ? marksOf(route) : bareMarks(route);
  const before = rememberedMetadata(found);
  const owners = ownerReferences.filter(({ kind, name }) => kind !== route.canary.kind || name !== route.canary.metadata.name);
  return {
    ...metadata,
    ...whereAny('labels', { ...without(labels, Object.keys(ourLabels)), ...before.labels }),
    ...whereAny('annotations', { ...without(annotations, [...Object.keys(ourAnnotations), names.originalSpec, names.originalMetadata]), ...before.annotations }),
    ...(owners.length === 0 ? {} : { ownerReferences: owners }),
  };
}

/** The spec of an adopted object before us; undefined where it was never adopted, or nobody can read any more what was noted. */
export function rememberedSpec(found: KubeObject): object | undefined {
  return parsed(found.metadata.annotations?.[names.originalSpec]);
}

function rememberedMetadata(found: KubeObject): Partial<Marks> {
  return parsed(found.metadata.annotations?.[names.originalMetadata]) ?? {};
}

function bareMarks({ canary }: Route): Marks {
  return { labels: { [names.canaryLabel]: canary.metadata.name }, annotations: keptOff };
}

function marksOf(route: Route): Marks {
  const { apex = {} } = route.canary.spec.service ?? {};
  const { labels, annotations } = bareMarks(route);
  return { labels: { ...apex.labels, ...labels }, annotations: { ...apex.annotations, ...annotations } };
}

function memoryOf(found: KubeObject, marks: Marks): Values {
  const { spec } = found as KubeObject & { spec?: unknown };
  const labels = only(found.metadata.labels ?? {}, Object.keys(marks.labels));
  const annotations = only(found.metadata.annotations ?? {}, Object.keys(marks.annotations));
  const metadata = { ...whereAny('labels', labels), ...whereAny('annotations', annotations) };
  return {
    [names.originalSpec]: JSON.stringify(spec ?? {}),
    ...(Object.keys(metadata).length === 0 ? {} : { [names.originalMetadata]: JSON.stringify(metadata) }),
  };
}

function only(values: Values, keys: readonly string[]): Values {
  return Object.fromEntries(Object.entries(values).filter(([key]) => keys.includes(key)));
}

function without(values: Values, keys: readonly string[]): Values {
  return Object.fromEntries(Object.entries(values).filter(([key]) => !keys.includes(key)));
}

function whereAny(field: 'labels' | 'annotations', values: Values): Partial<Marks> {
  return Object.keys(values).length === 0 ? {} : { [field]: values };
}

/** Anybody can write an annotation: one that is no object counts as absent. */
function parsed(text: string | undefined): object | undefined {
  try {
    const value: unknown = text === undefined ? undefined : JSON.parse(text);
    return value !== null && typeof value === 'object' ? value : undefined;
  } catch {
    return undefined;
  }
}
