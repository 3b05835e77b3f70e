import type { ApiObject } from '../../api-object.ts';
import type { Change } from '../../storage/store.ts';
import { ApiStatus, badRequest } from '../api-status.ts';
import type { Cluster } from '../cluster.ts';
import type { Call } from '../request.ts';
import { selectionOf } from '../selection.ts';
import { EventQueue } from './event-queue.ts';

export interface WatchEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR';
  readonly object: object;
}

const usualSeconds = 1800;
const bookmarkSeconds = 60;

/**
 * What happens to the selected objects from a version on, until the client goes, the time is over or the server stops. Without a version
 * it begins with all that is there. @throws ApiStatus 400 of a version that is none
 */
export function watch(cluster: Cluster, call: Call): AsyncIterable<WatchEvent> {
  const version = call.query.get('resourceVersion') ?? '';
  if (!/^\d*$/.test(version)) {
    throw badRequest(`resourceVersion: Invalid value: "${version}": strconv.ParseUint: parsing "${version}": invalid syntax`);
  }
  return events(cluster, call);
}

async function* events(cluster: Cluster, call: Call): AsyncGenerator<WatchEvent> {
  const { definition, query } = call;
  const queue = new EventQueue<WatchEvent>();
  const tell = toldTo(cluster, call, queue, selectionIn(call));
  const stopListening = cluster.store.listen((change) => change.resource === `${definition.group}/${definition.plural}` && tell(change));
  const seconds = Number(query.get('timeoutSeconds') ?? 0) || usualSeconds;
  const callOff = [cluster.clock.after(seconds * 1000, () => queue.end(), { unref: true }), ...bookmarks(cluster, call, queue)];
  const end = () => queue.end();
  call.signal.addEventListener('abort', end);
  try {
    begin(cluster, call, queue, tell);
    yield* queue;
  } finally {
    call.signal.removeEventListener('abort', end);
    stopListening();
    callOff.forEach((each) => each());
  }
}

function begin({ store }: Cluster, { definition, namespace, query, ...call }: Call, queue: EventQueue<WatchEvent>, tell: (change: Change) => void): void {
  const version = Number(query.get('resourceVersion') ?? 0);
  const sendsInitial = query.get('sendInitialEvents') === 'true';
  if (version === 0 || sendsInitial) {
    const isSelected = selectionIn({ definition, namespace, query, ...call });
    store.list(definition).filter(isSelected).forEach((object) => queue.push({ type: 'ADDED', object }));
    if (sendsInitial) {
      queue.push(bookmark(definition, store.version, { 'k8s.io/initial-events-end': 'true' }));
    }
    return;
  }
  try {
    store.since(definition, version).forEach(tell);
  } catch (error) {
    queue.push({ type: 'ERROR', object: (error as ApiStatus).body });
    queue.end();
  }
}

function selectionIn(call: Call): (object: ApiObject) => boolean {
  const isSelected = selectionOf(call);
  return (object) => (!call.definition.namespaced || call.namespace === '' || object.metadata.namespace === call.namespace) && isSelected(object);
}

/** Puts the event of a change into the queue, unless a fault takes it or holds it up. */
function toldTo({ faults, clock }: Cluster, call: Call, queue: EventQueue<WatchEvent>, isSelected: (object: ApiObject) => boolean): (change: Change) => void {
  const { verb, definition, namespace, name, subresource, user } = call;
  const seen = { verb, resource: definition.plural, namespace, name, subresource, username: user.username };
  return (change) => {
    const event = eventOf(change, isSelected);
    const fault = event === undefined ? undefined : faults.ofEvent(event, seen);
    if (event === undefined || fault?.kind === 'drop') {
      return;
    }
    if (fault?.kind === 'delay') {
      clock.after(fault.milliseconds, () => queue.push(event), { unref: true });
      return;
    }
    queue.push(event);
  };
}

/** Entering the selection is ADDED, leaving it DELETED. */
function eventOf({ before, after, version }: Change, isSelected: (object: ApiObject) => boolean): { type: 'ADDED' | 'MODIFIED' | 'DELETED'; object: ApiObject } | undefined {
  const was = before !== undefined && isSelected(before);
  if (after !== undefined && isSelected(after)) {
    return { type: was ? 'MODIFIED' : 'ADDED', object: after };
  }
  return was ? { type: 'DELETED', object: { ...before, metadata: { ...before.metadata, resourceVersion: String(version) } } } : undefined;
}

function bookmarks({ clock, store }: Cluster, { query, definition }: Call, queue: EventQueue<WatchEvent>): (() => void)[] {
  if (query.get('allowWatchBookmarks') !== 'true') {
    return [];
  }
  let callOff: () => void;
  const again = () => {
    callOff = clock.after(bookmarkSeconds * 1000, () => {
      queue.push(bookmark(definition, store.version));
      again();
    }, { unref: true });
  };
  again();
  return [() => callOff()];
}

function bookmark({ group, version, kind }: Call['definition'], resourceVersion: number, annotations?: Record<string, string>): WatchEvent {
  const metadata = { resourceVersion: String(resourceVersion), ...(annotations === undefined ? {} : { annotations }) };
  return { type: 'BOOKMARK', object: { kind, apiVersion: group === '' ? version : `${group}/${version}`, metadata } };
}
