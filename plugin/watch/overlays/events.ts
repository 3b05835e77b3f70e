import { watchObjects } from '../../../shared/kube/cache.ts';
import type { Cache } from '../../../shared/kube/cache.ts';
import type { KubeObject } from '../../../shared/kube/kube.ts';
import { events as eventResource } from '../../../shared/kube/resources.ts';
import { namespaceOf } from '../../../shared/api/namespace-of.ts';
import { column, span } from '../../view/line.ts';
import type { Line } from '../../view/line.ts';
import type { OpenOverlay } from './overlay.ts';

interface EventObject extends KubeObject {
  readonly type?: string;
  readonly reason?: string;
  readonly message?: string;
  readonly count?: number;
  readonly firstTimestamp?: string;
  readonly lastTimestamp?: string;
  readonly eventTime?: string;
}

/** What is told about the Canary with `kubectl describe`, as it comes. */
export const events: OpenOverlay = ({ kube, signal, changed }) => {
  let cache: Cache<EventObject> | undefined;
  let trouble: string | undefined;
  return {
    look({ observation: { canary } }) {
      cache ??= watchObjects<EventObject>(kube, { resource: eventResource, namespace: namespaceOf(canary), fieldSelector: `involvedObject.kind=Canary,involvedObject.name=${canary.metadata.name}` }, {
        signal,
        onChange: () => changed(),
        onError(error) {
          trouble = error.message;
          changed();
        },
      });
    },
    lines({ height }) {
      if (trouble !== undefined && cache?.isSynced !== true) {
        return [[span(trouble, 'bad')]];
      }
      return eventLines(cache?.list() ?? [], height);
    },
  };
};

/** The newest last, as many as there is room for. */
export function eventLines(found: readonly EventObject[], height: number): Line[] {
  const sorted = found.map((event) => ({ event, at: timeOf(event) })).sort((one, other) => one.at.localeCompare(other.at)).slice(-Math.max(0, height - 1));
  const widest = Math.max(0, ...sorted.map(({ event: { reason = '' } }) => reason.length));
  return [
    [span('events', 'strong'), span(sorted.length === 0 ? '  none' : '', 'dim')],
    ...sorted.map(({ event: { type, reason = '', message = '', count = 1 }, at }) => [
      span(`  ${at.slice(11, 19)}  `, 'dim'), column(reason, widest + 2, type === 'Warning' ? 'warn' : 'plain'), span(message), span(count > 1 ? ` (${count} times)` : '', 'dim'),
    ]),
  ];
}

function timeOf({ lastTimestamp, eventTime, firstTimestamp }: EventObject): string {
  return lastTimestamp ?? eventTime ?? firstTimestamp ?? '';
}
