/**
 * Built-in checks without a metrics server: reads the counters of the data plane's own pods, and compares them with the reading before.
 * It sees what happened since then, whatever the check's interval says.
 */
import { metricsPods } from '../../api/annotations.ts';
import { Unreachable } from '../../kube/kube.ts';
import type { Kube } from '../../kube/kube.ts';
import type { BuiltinQuestion, Measurement, MetricProvider } from '../provider.ts';
import { countSeries, evaluate } from '../scraping/count.ts';
import { describePods, findPods } from '../scraping/find-pods.ts';
import type { Pod } from '../scraping/find-pods.ts';
import { increase, parseMemo, renderMemo } from '../scraping/reading.ts';
import type { Counts, Reading } from '../scraping/reading.ts';
import { readMetrics } from '../scraping/read-pod.ts';

export const scrape: MetricProvider = {
  name: 'scrape',
  answers: ['builtin'],
  needsBaseline: true,
  async measure(question, _source, { kube, memo }) {
    if (question.kind === 'query') {
      return { kind: 'unknown', reason: `metric ${question.name} is a query, which needs a metrics server` };
    }
    const wanted = question.pods ?? question.observer.pods(question.workload);
    const found = await findPods(kube, wanted);
    if (found.length === 0) {
      const hint = `name them on the canary with annotation ${metricsPods}: <namespace>/<label selector>`;
      return { kind: 'unknown', reason: `no running pods ${describePods(wanted)}: ${hint}`, noValues: true, ...(memo === undefined ? {} : { memo }) };
    }
    const before = parseMemo(memo);
    return compare(question, before, await read(kube, found, { question, before }));
  },
};

/** A pod that cannot be read just now keeps its last counts, or else all it ever counted would seem new the next time. */
async function read(kube: Kube, found: readonly Pod[], { question, before = {} }: { question: BuiltinQuestion; before: Reading | undefined }): Promise<Reading> {
  const readings = await Promise.all(found.map(async (pod) => {
    const text = await readMetrics(kube, pod, question.observer.defaultPort);
    const id = identityOf(pod);
    return { id, counts: text === undefined ? before[id] : countOf(pod, text, question) };
  }));
  return Object.fromEntries(readings.flatMap(({ id, counts }): [string, Counts][] => (counts === undefined ? [] : [[id, counts]])));
}

function countOf({ metadata }: Pod, text: string, question: BuiltinQuestion): Counts {
  try {
    return countSeries(text, question);
  } catch (error) {
    throw new Unreachable(`/metrics of pod ${metadata.name}.${metadata.namespace ?? 'default'} cannot be read: ${(error as Error).message}`, { cause: error });
  }
}

/** A restarted pod keeps its name and uid, but its counters begin again. */
function identityOf({ metadata, status }: Pod): string {
  const restarts = (status?.containerStatuses ?? []).reduce((sum, { restartCount = 0 }) => sum + restartCount, 0);
  return `${metadata.uid?.slice(0, 8) ?? metadata.name}/${restarts}`;
}

function compare(question: BuiltinQuestion, before: Reading | undefined, after: Reading): Measurement {
  const memo = renderMemo(after);
  if (before === undefined) {
    return { kind: 'unknown', reason: 'this is the first reading: the next one is compared with it', memo };
  }
  const value = evaluate(question, increase(before, after));
  return value === undefined ? { kind: 'unknown', reason: 'no requests since the last reading', noValues: true, memo } : { kind: 'value', value, memo };
}
