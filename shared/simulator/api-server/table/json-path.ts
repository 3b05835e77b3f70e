/** Printer columns' way to say which field is meant: `.status.conditions[?(@.type=="Ready")].status`. */

/** From some values to those that a part of the path leads to. */
type Step = (values: readonly unknown[]) => unknown[];

const parsed = new Map<string, Step[]>();

/** All that a path leads to; nothing where a field is missing. @throws SyntaxError for what is no path. */
export function findByPath(path: string, object: unknown): unknown[] {
  const steps = parsed.get(path) ?? parsePath(path);
  parsed.set(path, steps);
  return steps.reduce<unknown[]>((values, step) => step(values), [object]);
}

const fieldPart = /^\.((?:\\.|[^.[\]\s\\])+)/;
const filterPart = /^\[\?\((.*?)\)\]/;
const bracketPart = /^\[((?:'[^']*'|"[^"]*"|[^\]])+)\]/;

function parsePath(path: string): Step[] {
  const steps: Step[] = [];
  let rest = path;
  while (rest !== '' && rest !== '.') {
    const match = fieldPart.exec(rest) ?? filterPart.exec(rest) ?? bracketPart.exec(rest);
    if (match === null) {
      throw new SyntaxError(`"${path}" is no JSON path: "${rest}" is not understood`);
    }
    const [whole, text = ''] = match;
    steps.push(whole.startsWith('.') ? fieldStep(text.replaceAll(/\\(.)/g, '$1')) : whole.startsWith('[?') ? filterStep(text) : bracketStep(text));
    rest = rest.slice(whole.length);
  }
  return steps;
}

function fieldStep(name: string): Step {
  return (values) => values.flatMap((value) => {
    if (typeof value !== 'object' || value === null) {
      return [];
    }
    if (name === '*') {
      return Object.values(value);
    }
    return !Array.isArray(value) && Object.hasOwn(value, name) ? [(value as Record<string, unknown>)[name]] : [];
  });
}

/** A key in quotes, an index, a range, a star, or several of them. */
function bracketStep(text: string): Step {
  const choices = (text.match(/'[^']*'|"[^"]*"|[^,]+/g) ?? []).map((part) => choiceStep(part.trim()));
  return (values) => choices.flatMap((choice) => choice(values));
}

function choiceStep(text: string): Step {
  if (/^(['"]).*\1$/.test(text)) {
    return fieldStep(text.slice(1, -1));
  }
  const [start, end, step] = text === '*' ? [''] : text.split(':');
  const isRange = text === '*' || text.includes(':');
  return (values) => values.filter((value) => Array.isArray(value)).flatMap((list) => {
    if (!isRange) {
      const item = (list as unknown[]).at(Number(start));
      return item === undefined ? [] : [item];
    }
    return list.slice(Number(start || 0), end === undefined || end === '' ? undefined : Number(end)).filter((_item, index) => index % Number(step || 1) === 0);
  });
}

/** `@.type=="Ready"`, or `@.type` for those that have it. */
function filterStep(text: string): Step {
  const [, left = text, operator, right = ''] = /^([^!<>=]+)([!<>=]+)(.+)$/.exec(text) ?? [];
  const isKept = (item: unknown): boolean => {
    const [found] = operandOf(left, item);
    if (operator === undefined || found === undefined) {
      return found !== undefined;
    }
    const [other] = operandOf(right, item);
    return other !== undefined && compare(found, operator, other);
  };
  return (values) => values.filter((value) => Array.isArray(value)).flatMap((list) => list.filter(isKept));
}

function operandOf(text: string, item: unknown): unknown[] {
  const trimmed = text.trim();
  if (trimmed.startsWith('@')) {
    return findByPath(trimmed.slice(1), item);
  }
  return [/^(['"]).*\1$/.test(trimmed) ? trimmed.slice(1, -1) : JSON.parse(trimmed)];
}

function compare(left: unknown, operator: string, right: unknown): boolean {
  switch (operator) {
    case '==':
      return left === right;
    case '!=':
      return left !== right;
    default:
      return typeof left === typeof right && isInOrder(left as number, operator, right as number);
  }
}

function isInOrder(left: number, operator: string, right: number): boolean {
  switch (operator) {
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    default:
      return false;
  }
}
