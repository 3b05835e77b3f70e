import { isDeepStrictEqual } from 'node:util';
import type { ApiObject } from '../../../api-object.ts';
import type { StatusCause } from '../../../api-server/api-status.ts';
import { forbidden, invalid, invalidForEach, omitted, required, unsupported, Verbatim } from '../causes.ts';
import { isSelected, labelProblems, selectorProblems, shownSelector } from '../labels.ts';
import type { Labels, LabelSelector } from '../labels.ts';
import { dnsLabelProblems } from '../names.ts';
import { fullShareCauses, isZero, negativeCauses, shareCauses } from './numbers.ts';
import type { IntOrString } from './numbers.ts';
import { podSpecCauses } from './pod-spec.ts';
import type { PodSpec } from './pod-spec.ts';

export interface Template {
  metadata?: { labels?: Labels };
  spec?: PodSpec;
}

interface Spec {
  replicas?: number;
  minReadySeconds?: number;
  revisionHistoryLimit?: number;
  progressDeadlineSeconds?: number;
  selector?: LabelSelector;
  template?: Template;
  strategy?: Strategy;
  updateStrategy?: Strategy;
  serviceName?: string;
  podManagementPolicy?: string;
  volumeClaimTemplates?: unknown[];
}

interface Strategy {
  type?: string;
  rollingUpdate?: { maxSurge?: IntOrString; maxUnavailable?: IntOrString; partition?: number };
}

interface Workload {
  spec?: Spec;
}

/** What is wrong with a Deployment, or with how it was changed. */
export function deploymentCauses(object: ApiObject, before: ApiObject | undefined): StatusCause[] {
  const { spec = {} } = object as Workload;
  const { progressDeadlineSeconds: deadline, minReadySeconds = 0 } = spec;
  return [
    ...negativeCauses({ 'spec.replicas': spec.replicas }),
    ...selectionCauses(spec, 'deployment'),
    ...deploymentStrategyCauses(spec.strategy ?? {}),
    ...negativeCauses({ 'spec.minReadySeconds': minReadySeconds, 'spec.revisionHistoryLimit': spec.revisionHistoryLimit, 'spec.progressDeadlineSeconds': deadline }),
    ...(deadline !== undefined && deadline <= minReadySeconds ? [invalid('spec.progressDeadlineSeconds', deadline, 'must be greater than minReadySeconds')] : []),
    ...selectorChangeCauses(spec, (before as Workload | undefined)?.spec),
  ];
}

/** What is wrong with a ReplicaSet, or with how it was changed. */
export function replicaSetCauses(object: ApiObject, before: ApiObject | undefined): StatusCause[] {
  const { spec = {} } = object as Workload;
  return [...negativeCauses({ 'spec.replicas': spec.replicas, 'spec.minReadySeconds': spec.minReadySeconds }), ...selectionCauses(spec, 'deployment'), ...selectorChangeCauses(spec, (before as Workload | undefined)?.spec)];
}

/** What is wrong with a DaemonSet, or with how it was changed. */
export function daemonSetCauses(object: ApiObject, before: ApiObject | undefined): StatusCause[] {
  const { spec = {} } = object as Workload;
  const selection = spec.selector === undefined ? selectionCauses(spec, 'daemonset').filter(({ field }) => field !== 'spec.selector') : selectionCauses(spec, 'daemonset');
  return [...selection, ...negativeCauses({ 'spec.minReadySeconds': spec.minReadySeconds, 'spec.revisionHistoryLimit': spec.revisionHistoryLimit }), ...daemonSetStrategyCauses(spec.updateStrategy ?? {}), ...selectorChangeCauses(spec, (before as Workload | undefined)?.spec)];
}

/** What is wrong with a StatefulSet, or with how it was changed. */
export function statefulSetCauses(object: ApiObject, before: ApiObject | undefined): StatusCause[] {
  const { spec = {} } = object as Workload;
  const { podManagementPolicy = '', serviceName = '' } = spec;
  return [
    ...(['OrderedReady', 'Parallel'].includes(podManagementPolicy) ? [] : [invalid('spec.podManagementPolicy', podManagementPolicy, "must be 'OrderedReady' or 'Parallel'")]),
    ...statefulSetStrategyCauses(spec.updateStrategy ?? {}),
    ...negativeCauses({ 'spec.replicas': spec.replicas, 'spec.minReadySeconds': spec.minReadySeconds, 'spec.revisionHistoryLimit': spec.revisionHistoryLimit }),
    ...(serviceName === '' ? [] : invalidForEach('spec.serviceName', serviceName, dnsLabelProblems(serviceName))),
    ...selectionCauses(spec, 'statefulset'),
    ...(before === undefined ? [] : fixedCauses(spec, before.spec ?? {})),
  ];
}

function fixedCauses(spec: Spec, before: Spec): StatusCause[] {
  const fields = (['volumeClaimTemplates', 'serviceName', 'podManagementPolicy'] as const).filter((field) => !isDeepStrictEqual(spec[field], before[field]));
  return [...selectorChangeCauses(spec, before), ...fields.map((field) => invalid(`spec.${field}`, spec[field] ?? (field === 'volumeClaimTemplates' ? [] : ''), 'field is immutable'))];
}

function selectionCauses({ selector, template = {} }: Spec, title: string): StatusCause[] {
  const problems = selector === undefined ? [required('spec.selector')] : selectorProblems(selector, 'spec.selector');
  if (selector !== undefined && problems.length > 0) {
    return [...problems, invalid('spec.selector', shownSelector(selector), 'invalid label selector')];
  }
  const isEmpty = selector !== undefined && Object.keys(selector.matchLabels ?? {}).length + (selector.matchExpressions ?? []).length === 0;
  return [...problems, ...(isEmpty ? [invalid('spec.selector', new Verbatim('{}'), `empty selector is invalid for ${title}`)] : []), ...templateCauses(template, selector, isEmpty)];
}

function templateCauses({ metadata: { labels } = {}, spec = {} }: Template, selector: LabelSelector | undefined, selectsAll: boolean): StatusCause[] {
  const isMatching = selectsAll || isSelected(labels ?? {}, selector);
  return [
    ...(isMatching ? [] : [invalid('spec.template.metadata.labels', labels ?? null, '`selector` does not match template `labels`')]),
    ...labelProblems(labels ?? {}, 'spec.template.labels'),
    ...podSpecCauses(spec, 'spec.template.spec'),
    ...(spec.restartPolicy === undefined || spec.restartPolicy === 'Always' ? [] : [unsupported('spec.template.spec.restartPolicy', spec.restartPolicy, ['Always'])]),
    ...(spec.activeDeadlineSeconds === undefined ? [] : [forbidden('spec.template.spec.activeDeadlineSeconds', 'activeDeadlineSeconds in ReplicaSet is not Supported')]),
  ];
}

function selectorChangeCauses({ selector }: Spec, before: Spec | undefined): StatusCause[] {
  const isSame = before === undefined || isDeepStrictEqual(selector, before.selector);
  return isSame ? [] : [invalid('spec.selector', selector === undefined ? omitted : shownSelector(selector), 'field is immutable')];
}

function deploymentStrategyCauses(strategy: Strategy): StatusCause[] {
  const { type, rollingUpdate: { maxSurge = 0, maxUnavailable = 0 } = {} } = strategy;
  const path = 'spec.strategy.rollingUpdate';
  switch (type) {
    case 'Recreate':
      return strategy.rollingUpdate === undefined ? [] : [forbidden(path, "may not be specified when strategy `type` is 'Recreate'")];
    case 'RollingUpdate':
      return [
        ...shareCauses(`${path}.maxUnavailable`, maxUnavailable),
        ...shareCauses(`${path}.maxSurge`, maxSurge),
        ...(isZero(maxUnavailable) && isZero(maxSurge) ? [invalid(`${path}.maxUnavailable`, maxUnavailable, 'may not be 0 when `maxSurge` is 0')] : []),
        ...fullShareCauses(`${path}.maxUnavailable`, maxUnavailable),
      ];
    default:
      return [unsupported('spec.strategy', shownStrategy(strategy), ['Recreate', 'RollingUpdate'])];
  }
}

function daemonSetStrategyCauses(strategy: Strategy): StatusCause[] {
  const { type, rollingUpdate: { maxSurge = 0, maxUnavailable = 0 } = {} } = strategy;
  const path = 'spec.updateStrategy.rollingUpdate';
  if (type !== 'RollingUpdate') {
    return type === 'OnDelete' ? [] : [unsupported('spec.updateStrategy', shownStrategy(strategy), ['RollingUpdate', 'OnDelete'])];
  }
  const shares = [...shareCauses(`${path}.maxUnavailable`, maxUnavailable), ...shareCauses(`${path}.maxSurge`, maxSurge), ...fullShareCauses(`${path}.maxUnavailable`, maxUnavailable), ...fullShareCauses(`${path}.maxSurge`, maxSurge)];
  if (isZero(maxUnavailable) === isZero(maxSurge)) {
    return [...shares, isZero(maxSurge) ? required(`${path}.maxUnavailable`, 'cannot be 0 when maxSurge is 0') : invalid(`${path}.maxSurge`, maxSurge, 'may not be set when maxUnavailable is non-zero')];
  }
  return shares;
}

function statefulSetStrategyCauses(strategy: Strategy): StatusCause[] {
  const { type, rollingUpdate: { maxUnavailable, partition } = {} } = strategy;
  const path = 'spec.updateStrategy.rollingUpdate';
  if (type !== 'RollingUpdate') {
    const isKnown = type === 'OnDelete';
    const surplus = isKnown && strategy.rollingUpdate !== undefined ? [invalid(path, omitted, "only allowed for updateStrategy 'RollingUpdate'")] : [];
    return isKnown ? surplus : [invalid('spec.updateStrategy', shownStrategy(strategy), "must be 'RollingUpdate' or 'OnDelete'")];
  }
  const ofUnavailable = maxUnavailable === undefined ? [] : [...shareCauses(`${path}.maxUnavailable`, maxUnavailable), ...(isZero(maxUnavailable) ? [invalid(`${path}.maxUnavailable`, maxUnavailable, 'cannot be 0')] : []), ...fullShareCauses(`${path}.maxUnavailable`, maxUnavailable)];
  return [...negativeCauses({ [`${path}.partition`]: partition }), ...ofUnavailable];
}

/** As Go shows its struct. */
function shownStrategy({ type = '', rollingUpdate }: Strategy): Verbatim {
  return new Verbatim(JSON.stringify({ Type: type, RollingUpdate: rollingUpdate ?? null }));
}
