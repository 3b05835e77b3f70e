/** One line of /metrics: a series and its value. */
export interface Sample {
  readonly metric: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/**
 * The series of one metric in Prometheus' text format (0.0.4). Other lines are not looked at, as /metrics may be long.
 * @throws RangeError with the line's number where a line of this metric is malformed.
 */
export function parseSeries(text: string, metric: string): Sample[] {
  const samples: Sample[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    const rest = line.startsWith(metric) ? line.slice(metric.length).trimEnd() : '';
    if (/^[{\s]/.test(rest)) {
      samples.push(parseSample(metric, rest, index + 1));
    }
  }
  return samples;
}

function parseSample(metric: string, rest: string, lineNumber: number): Sample {
  const labels: Record<string, string> = {};
  let at = 0;
  if (rest.startsWith('{')) {
    at = readLabels(rest, labels);
  }
  const [value = '', timestamp = '0', ...more] = at < 0 ? [] : rest.slice(at).trim().split(/\s+/);
  const number = parseNumber(value);
  if (number === undefined || !/^-?\d+$/.test(timestamp) || more.length > 0) {
    throw new RangeError(`line ${lineNumber} is no line of Prometheus' text format: ${metric}${rest.slice(0, 100)}`);
  }
  return { metric, labels, value: number };
}

const labelPattern = /\s*([a-zA-Z_][a-zA-Z0-9_]*)\s*=\s*"((?:[^"\\]|\\.)*)"\s*(,|(?=\}))/y;

/** Reads `{a="b",c="d"}`; returns where it ends, or -1 where it does not. */
function readLabels(text: string, labels: Record<string, string>): number {
  labelPattern.lastIndex = 1;
  let end = 1;
  for (let match = labelPattern.exec(text); match !== null; match = labelPattern.exec(text)) {
    const [, name = '', value = ''] = match;
    labels[name] = value.replaceAll(/\\(.)/g, (_whole, escaped: string) => (escaped === 'n' ? '\n' : escaped));
    end = labelPattern.lastIndex;
  }
  const closing = /\s*\}/y;
  closing.lastIndex = end;
  return closing.test(text) ? closing.lastIndex : -1;
}

const special = new Map([['+Inf', Infinity], ['Inf', Infinity], ['-Inf', -Infinity], ['NaN', NaN]]);

/** A number as Prometheus writes it; undefined where it is none. */
export function parseNumber(text: string): number | undefined {
  if (special.has(text)) {
    return special.get(text);
  }
  return /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text) ? Number(text) : undefined;
}
