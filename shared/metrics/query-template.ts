/**
 * The variables of a metric query: Flagger's (`{{ target }}`, `{{ variables.key }}`, `{{- interval -}}` ...) and ours. Go's other
 * template features are refused by name rather than passed on to the metrics server.
 */
import { Failure } from '../errors.ts';

/** What a query may refer to. */
export interface QueryVariables {
  /** The Canary's name. */
  readonly name: string;
  readonly namespace: string;
  /** targetRef.name: in our topology its pods are the stable ones. */
  readonly target: string;
  /** The Deployment under test, `<target>-canary`; Flagger has no such name, as there the target is under test. */
  readonly canary: string;
  readonly service: string;
  readonly ingress: string;
  readonly route: string;
  /** e.g. `1m` */
  readonly interval: string;
  readonly variables: Readonly<Record<string, string>>;
}

/** An action in a query's text: trim mark, expression (with strings, as they may hold braces) or comment, trim mark. */
const action = /\{\{(-\s)?((?:"(?:[^"\\]|\\.)*"|`[^`]*`|\/\*[\s\S]*?\*\/|[^"`}])*?)(\s-)?\}\}/;

/**
 * The query with its variables filled in.
 * @throws Failure (usage) that names what is unknown, and what is known.
 */
export function renderQuery(query: string, variables: QueryVariables): string {
  const [first = '', ...pieces] = query.split(action);
  let rendered = '';
  let text = plainText(first);
  for (let at = 0; at < pieces.length; at += 4) {
    const [trimLeft, expression = '', trimRight, following = ''] = pieces.slice(at, at + 4);
    rendered += (trimLeft === undefined ? text : text.trimEnd()) + evaluate(expression.trim(), variables);
    text = trimRight === undefined ? plainText(following) : plainText(following).trimStart();
  }
  return rendered + text;
}

function plainText(text: string): string {
  if (text.includes('{{')) {
    throw new Failure('usage', `query: "${text.slice(text.indexOf('{{')).trim().slice(0, 40)}" has no end`, { next: 'close it with }}' });
  }
  return text;
}

function evaluate(expression: string, all: QueryVariables): string {
  if (expression.startsWith('/*')) {
    return '';
  }
  const { variables, ...plain } = all;
  const known = plain as Readonly<Record<string, string>>;
  if (Object.hasOwn(known, expression)) {
    return known[expression]!;
  }
  const literal = /^(?:"((?:[^"\\]|\\.)*)"|`([^`]*)`)$/.exec(expression);
  if (literal !== null) {
    return literal[2] ?? literal[1]!.replaceAll(/\\(.)/g, '$1');
  }
  const key = /^(?:variables\.([\w.-]+)|index\s+variables\s+"([^"]*)")$/.exec(expression);
  if (key === null) {
    throw new Failure('usage', `query: "${expression}" is unknown in {{ }}`, { next: `known are ${Object.keys(known).join(', ')} and variables.<key>` });
  }
  return lookUp(variables, key[1] ?? key[2] ?? '');
}

function lookUp(variables: Readonly<Record<string, string>>, key: string): string {
  if (!Object.hasOwn(variables, key)) {
    const keys = Object.keys(variables);
    throw new Failure('usage', `query: variable "${key}" is not set`, { next: keys.length === 0 ? 'set it in templateVariables of the metric' : `templateVariables of the metric has ${keys.join(', ')}` });
  }
  return variables[key]!;
}
