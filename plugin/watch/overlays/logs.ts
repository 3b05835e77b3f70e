import { canaryLabel } from '../../../shared/api/annotations.ts';
import type { Canary } from '../../../shared/api/canary.ts';
import { namespaceOf } from '../../../shared/api/namespace-of.ts';
import { describeFailure } from '../../../shared/errors.ts';
import type { Kube } from '../../../shared/kube/kube.ts';
import { pods } from '../../../shared/kube/resources.ts';
import { span } from '../../view/line.ts';
import type { Line } from '../../view/line.ts';
import type { WatchedPod } from '../../view/sides.ts';
import { readLog } from '../read-log.ts';
import type { OpenOverlay } from './overlay.ts';

const tailLines = 100;

/** The last lines of one container. */
export interface Tail {
  readonly pod: string;
  readonly container: string;
  readonly text: string;
}

/** What the canary pods say, read again whenever something changes. */
export const logs: OpenOverlay = ({ kube, changed }) => {
  let shown: (height: number) => Line[] = () => [[span('reading the logs', 'dim')]];
  let isReading = false;
  return {
    look({ observation: { canary } }) {
      if (isReading) {
        return;
      }
      isReading = true;
      void readTails(kube, canary)
        .then((tails) => (height: number) => logLines(tails, height))
        .catch((error: unknown) => () => [[span(describeFailure(error), 'bad')]])
        .then((lines) => {
          shown = lines;
          isReading = false;
          changed();
        });
    },
    lines: ({ height }) => shown(height),
  };
};

async function readTails(kube: Kube, canary: Canary): Promise<Tail[]> {
  const namespace = namespaceOf(canary);
  const { items } = await kube.list<WatchedPod>({ resource: pods, namespace, labelSelector: `${canaryLabel}=${canary.metadata.name}` });
  const containers = items.flatMap(({ metadata: { name: pod }, spec }) => (spec?.containers ?? []).map(({ name: container }) => ({ pod, container })));
  return await Promise.all(containers.map(async (each) => ({ ...each, text: await readLog(kube, { namespace, ...each, tailLines }) })));
}

/** Each container has its share of the room, and the end of what it said. */
export function logLines(tails: readonly Tail[], height: number): Line[] {
  if (tails.length === 0) {
    return [[span('there are no canary pods', 'dim')]];
  }
  const each = Math.max(1, Math.floor(height / tails.length) - 1);
  return tails.flatMap(({ pod, container, text }) => {
    const lines = text.split('\n').filter((line) => line !== '');
    return [
      [span(`${pod} ${container}`, 'strong'), span(lines.length === 0 ? '  has said nothing' : '', 'dim')],
      ...lines.slice(-each).map((line) => [span(`  ${line}`)]),
    ];
  });
}
