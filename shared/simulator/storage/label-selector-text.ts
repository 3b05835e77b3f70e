/** Reads what stands in `?labelSelector=` or after `kubectl -l`, as the API server reads it. */

type Operator = 'in' | 'notin' | '=' | '==' | '!=' | 'gt' | 'lt' | 'exists' | '!';

export interface Requirement {
  readonly key: string;
  readonly operator: Operator;
  readonly values: readonly string[];
}

/** What was found is not what may stand there. The message is the API server's. */
export class SelectorSyntaxError extends Error {
  override readonly name = 'SelectorSyntaxError';
}

const binaryOperators: Record<string, Operator> = { 'in': 'in', 'notin': 'notin', '=': '=', '==': '==', '!=': '!=', '>': 'gt', '<': 'lt' };
const token = /\s*(==|!=|[=!(),<>]|[^=!(),<>\s]+)/g;

/** The requirements of a selector, all of which must be met. @throws SelectorSyntaxError */
export function parseRequirements(text: string): Requirement[] {
  const tokens = tokensOf(text);
  const requirements: Requirement[] = [];
  while (tokens.length > 0) {
    if (requirements.length === 0 && !startsRequirement(tokens[0])) {
      throw found(tokens[0], `!, identifier, or 'end of string'`);
    }
    requirements.push(readRequirement(tokens));
    const separator = tokens.shift();
    if (separator !== undefined && separator !== ',') {
      throw found(separator, `',' or 'end of string'`);
    }
    if (separator === ',' && !startsRequirement(tokens[0])) {
      throw found(tokens[0], `identifier after ','`);
    }
  }
  return requirements;
}

function tokensOf(text: string): string[] {
  return [...text.trim().matchAll(token)].map(([, each = '']) => each);
}

function readRequirement(tokens: string[]): Requirement {
  const first = tokens.shift();
  const isNegated = first === '!';
  const key = isNegated ? tokens.shift() : first;
  if (!isWord(key)) {
    throw unable(found(key, 'identifier'));
  }
  assertKey(key);
  if (isNegated || tokens.length === 0 || tokens[0] === ',') {
    return { key, operator: isNegated ? '!' : 'exists', values: [] };
  }
  const sign = tokens.shift()!;
  const operator = binaryOperators[sign];
  if (operator === undefined) {
    throw unable(found(sign, 'in, notin, =, ==, !=, gt, lt'));
  }
  const values = operator === 'in' || operator === 'notin' ? readSet(tokens) : [readValue(tokens)];
  assertValues(key, operator, values);
  return { key, operator, values };
}

function readSet(tokens: string[]): string[] {
  const open = tokens.shift();
  if (open !== '(') {
    throw unable(new SelectorSyntaxError(`found '${open ?? ''}' expected: '('`));
  }
  const values: string[] = [''];
  for (let next = tokens.shift(); next !== ')'; next = tokens.shift()) {
    if (next === ',') {
      values.push('');
    } else if (isWord(next) && values.at(-1) === '') {
      values[values.length - 1] = next;
    } else {
      throw unable(found(next, values.length === 1 && values[0] === '' ? `',', ')' or identifier` : `',' or ')'`));
    }
  }
  return [...new Set(values)].sort();
}

function readValue(tokens: string[]): string {
  if (tokens.length === 0 || tokens[0] === ',') {
    return '';
  }
  const value = tokens.shift();
  if (!isWord(value)) {
    throw unable(found(value, 'identifier'));
  }
  return value;
}

function startsRequirement(each: string | undefined): boolean {
  return each === '!' || isWord(each);
}

function isWord(each: string | undefined): each is string {
  return each !== undefined && !/^[=!(),<>]/.test(each);
}

const namePart = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const domain = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

const keyRule = `must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character`
  + ` (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')`;

function assertKey(key: string): void {
  const [name = '', prefix, ...others] = key.split('/').reverse();
  const isGoodName = namePart.test(name) && name.length <= 63;
  const isGoodPrefix = prefix === undefined || (domain.test(prefix) && prefix.length <= 253);
  if (others.length > 0 || !isGoodPrefix) {
    throw unable(new SelectorSyntaxError(`<nil>: Invalid value: "${key}": a valid label key ${keyRule} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`));
  }
  if (!isGoodName) {
    throw unable(new SelectorSyntaxError(`<nil>: Invalid value: "${key}": name part ${keyRule}`));
  }
}

function assertValues(key: string, operator: Operator, values: readonly string[]): void {
  const notNumber = operator === 'gt' || operator === 'lt' ? values.find((value) => !/^[-+]?\d+$/.test(value)) : undefined;
  if (notNumber !== undefined) {
    throw unable(new SelectorSyntaxError(`values[0]: Invalid value: "${notNumber}": for 'Gt', 'Lt' operators, the value must be an integer`));
  }
  const index = values.findIndex((value) => value !== '' && (value.length > 63 || !namePart.test(value)));
  if (index < 0) {
    return;
  }
  const why = values[index]!.length > 63 ? 'must be no more than 63 characters'
    : `a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character`
      + ` (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')`;
  throw unable(new SelectorSyntaxError(`values[${index}][${key}]: Invalid value: "${values[index]}": ${why}`));
}

function found(what: string | undefined, expected: string): SelectorSyntaxError {
  return new SelectorSyntaxError(`found '${what ?? ''}', expected: ${expected}`);
}

function unable({ message }: SelectorSyntaxError): SelectorSyntaxError {
  return new SelectorSyntaxError(`unable to parse requirement: ${message}`);
}
