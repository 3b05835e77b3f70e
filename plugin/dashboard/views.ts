/** What was read becomes what the page shows: the terminal's view of a canary, with its measurements and events. Pure. */
import type { Canary } from '../../shared/api/canary.ts';
import type { KubeObject } from '../../shared/kube/kube.ts';
import { canaryView } from '../view/canary-view.ts';
import { phaseTone } from '../view/parts/history-log.ts';
import type { AsJson, Series, ShownCanary, ShownEvent, Tone } from './page/shown.ts';

/** core/v1 Event, as far as it is shown. */
export interface KubeEvent extends KubeObject {
  readonly involvedObject?: { readonly kind?: string; readonly namespace?: string; readonly name?: string; readonly uid?: string };
  readonly type?: string;
  readonly reason?: string;
  readonly message?: string;
  readonly count?: number;
  readonly eventTime?: string | null;
  readonly firstTimestamp?: string | null;
  readonly lastTimestamp?: string | null;
}

const mostEvents = 30;

/** One canary as the page has it. */
export function shownCanary(canary: Canary, { series, events }: { series: readonly Series[]; events: readonly KubeEvent[] }): ShownCanary {
  const view = canaryView(canary);
  return { ...asJson(view), tone: toneOf(view.phase), series, events: shownEvents(events) };
}

/** A value after its way through JSON, with times as text. */
export function asJson<T>(value: T): AsJson<T> {
  return JSON.parse(JSON.stringify(value)) as AsJson<T>;
}

/** Newest first; of those at the same time, the one that was written last. */
function shownEvents(events: readonly KubeEvent[]): ShownEvent[] {
  return events
    .map(({ eventTime, lastTimestamp, firstTimestamp, metadata, type = 'Normal', reason = '', message = '', count = 1 }) => ({
      at: lastTimestamp ?? eventTime ?? firstTimestamp ?? metadata.creationTimestamp ?? '', type, reason, message, count, version: Number(metadata.resourceVersion ?? 0),
    }))
    .sort((a, b) => b.at.localeCompare(a.at) || b.version - a.version)
    .slice(0, mostEvents)
    .map(({ version: _order, ...event }) => event);
}

function toneOf(phase: string): Tone {
  const tone = phaseTone(phase);
  return tone === 'good' || tone === 'bad' || tone === 'warn' ? tone : 'accent';
}
