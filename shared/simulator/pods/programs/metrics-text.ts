/** Counters and histograms, and how Prometheus' text format (0.0.4) shows them. */

type Labels = Readonly<Record<string, string | number>>;

interface Metric {
  readonly name: string;
  readonly help: string;
}

export class Counter {
  readonly #metric: Metric;
  /** By labels as they are shown. */
  readonly #values = new Map<string, number>();

  constructor(metric: Metric) {
    this.#metric = metric;
  }

  add(labels: Labels, by = 1): void {
    const key = showLabels(labels);
    this.#values.set(key, (this.#values.get(key) ?? 0) + by);
  }

  /** Nothing where nothing was counted. */
  lines(): string[] {
    return this.#values.size === 0 ? [] : [...header(this.#metric, 'counter'), ...inOrder(this.#values).map(([labels, value]) => `${this.#metric.name}${labels === '' ? '' : `{${labels}}`} ${value}`)];
  }
}

interface Series {
  /** How many observations were at most as large as each bound, and all. */
  readonly counts: number[];
  sum: number;
}

export class Histogram {
  readonly #metric: Metric;
  readonly #bounds: readonly number[];
  readonly #series = new Map<string, Series>();

  /** `bounds` rise, without the infinite one. */
  constructor(metric: Metric, bounds: readonly number[]) {
    this.#metric = metric;
    this.#bounds = [...bounds, Infinity];
  }

  observe(labels: Labels, value: number): void {
    const key = showLabels(labels);
    const series = this.#series.get(key) ?? { counts: this.#bounds.map(() => 0), sum: 0 };
    this.#series.set(key, series);
    series.sum += value;
    for (const [index, bound] of this.#bounds.entries()) {
      series.counts[index]! += value <= bound ? 1 : 0;
    }
  }

  /** Nothing where nothing was observed. */
  lines(): string[] {
    return this.#series.size === 0 ? [] : [...header(this.#metric, 'histogram'), ...inOrder(this.#series).flatMap(([labels, series]) => this.#linesOf(labels, series))];
  }

  #linesOf(labels: string, { counts, sum }: Series): string[] {
    const { name } = this.#metric;
    const buckets = this.#bounds.map((bound, index) => `${name}_bucket{${labels},le="${bound === Infinity ? '+Inf' : bound}"} ${counts[index]}`);
    return [...buckets, `${name}_sum{${labels}} ${sum}`, `${name}_count{${labels}} ${counts.at(-1)}`];
  }
}

/** The whole text of a /metrics page. */
export function metricsText(metrics: readonly { lines(): string[] }[]): string {
  return metrics.flatMap((metric) => metric.lines()).map((line) => `${line}\n`).join('');
}

export const metricsContentType = 'text/plain; version=0.0.4; charset=utf-8';

function header({ name, help }: Metric, type: string): string[] {
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`];
}

function showLabels(labels: Labels): string {
  return Object.entries(labels).map(([name, value]) => `${name}="${escaped(String(value))}"`).join(',');
}

function escaped(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}

function inOrder<T>(series: ReadonlyMap<string, T>): [string, T][] {
  return [...series].sort(([one], [other]) => (one < other ? -1 : 1));
}
