import { badRequest, notFound } from '../api-status.ts';
import type { Cluster } from '../cluster.ts';
import type { ApiResponse, Call } from '../request.ts';

/** GET of a container's log, whole or with what is still to come. @throws ApiStatus 400, 404 */
export function log({ store, logs }: Cluster, { definition, namespace, name, query, signal }: Call): ApiResponse {
  const pod = store.get(definition, namespace, name);
  if (pod === undefined) {
    throw notFound(definition, name);
  }
  const place = { namespace, pod: name, container: containerOf(pod as { spec?: { containers: { name: string }[] } }, name, query.get('container')) };
  const lines = logs.lines(place);
  if (lines === undefined) {
    throw badRequest(`container "${place.container}" in pod "${name}" is waiting to start: ContainerCreating`);
  }
  const tail = Number(query.get('tailLines') ?? NaN);
  const shown = Number.isNaN(tail) ? lines : lines.slice(Math.max(0, lines.length - tail));
  return { status: 200, headers: { 'Content-Type': 'text/plain' }, body: query.get('follow') === 'true' ? followed(shown, logs.follow(place, signal)) : shown.map((line) => `${line}\n`).join('') };
}

function containerOf({ spec }: { spec?: { containers: { name: string }[] } }, pod: string, wanted: string | null): string {
  const names = (spec?.containers ?? []).map(({ name }) => name);
  if (wanted === null && names.length > 1) {
    throw badRequest(`a container name must be specified for pod ${pod}, choose one of: [${names.join(' ')}]`);
  }
  const name = wanted ?? names[0] ?? '';
  if (!names.includes(name)) {
    throw badRequest(`container ${name} is not valid for pod ${pod}`);
  }
  return name;
}

async function* followed(shown: readonly string[], more: AsyncIterable<string>): AsyncIterable<string> {
  for (const line of shown) {
    yield `${line}\n`;
  }
  for await (const line of more) {
    yield `${line}\n`;
  }
}
