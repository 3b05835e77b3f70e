import type { TargetState } from '../../shared/engine/observation.ts';
import { containerImages } from '../../shared/workloads/container-images.ts';
import { deployment } from '../../shared/workloads/kinds/deployment.ts';
import type { WorkloadKind } from '../../shared/workloads/workload.ts';
import { kubectlCommand } from '../command-line.ts';
import type { NextStep } from './explanation.ts';
import { targetOf } from './standing.ts';
import type { Standing } from './standing.ts';

/** The images of the template in the target's spec; held, these are what waits. */
export function wantedImages({ outlook }: Standing): string {
  const { kind = deployment, target } = outlook?.observation ?? {};
  return target === undefined ? 'images that may not be read' : imagesText(kind, target);
}

function imagesText(kind: WorkloadKind, { object }: TargetState): string {
  return Object.values(containerImages(kind.template(object))).join(', ');
}

/** That the target is held, and what serves meanwhile. */
export function holdSentence(standing: Standing): string | undefined {
  const target = standing.outlook?.observation.target;
  return target?.held !== true ? undefined : `${targetOf(standing.canary)} is held: its new template (${wantedImages(standing)}) waits, and ${podsText(target)} of its stable one serve`;
}

/** `2 of 2 pods` */
export function podsText({ available, replicas }: Pick<TargetState, 'available' | 'replicas'>): string {
  return `${available} of ${replicas} ${replicas === 1 ? 'pod' : 'pods'}`;
}

/** To bring another version. */
export function changeStep({ canary, outlook }: Standing, to: string): NextStep {
  const { kind = deployment, target } = outlook?.observation ?? {};
  const container = target === undefined ? 'CONTAINER' : Object.keys(containerImages(kind.template(target.object)))[0] ?? 'CONTAINER';
  return { to, command: kubectlCommand(`set image ${targetOf(canary)} ${container}=IMAGE`, canary) };
}
