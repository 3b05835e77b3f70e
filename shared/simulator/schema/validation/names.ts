/** Whether names are formed as they must be: what is wrong with them, in the words of the API server; empty where nothing is. */

const labelPattern = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const subdomainPattern = `${labelPattern}(\\.${labelPattern})*`;
const rfc1035Pattern = '[a-z]([-a-z0-9]*[a-z0-9])?';
const keyPattern = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]';
const valuePattern = `(${keyPattern})?`;
const configKeyPattern = '[-._a-zA-Z0-9]+';

const dnsLabel = new RegExp(`^${labelPattern}$`);
const dnsSubdomain = new RegExp(`^${subdomainPattern}$`);
const rfc1035Label = new RegExp(`^${rfc1035Pattern}$`);
const labelKeyName = new RegExp(`^${keyPattern}$`);
const labelValueText = new RegExp(`^${valuePattern}$`);
const configKeyText = new RegExp(`^${configKeyPattern}$`);

function explained(what: string, pattern: string, ...examples: string[]): string {
  return `${what} (e.g. ${examples.map((example) => `'${example}', `).join(' or ')}regex used for validation is '${pattern}')`;
}

const noLabel = explained("a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character", labelPattern, 'my-name', '123-abc');
const noSubdomain = explained("a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character", subdomainPattern, 'example.com');
const noRfc1035Label = explained("a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character", rfc1035Pattern, 'my-name', 'abc-123');
const noKey = explained("must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character", keyPattern, 'MyName', 'my.name', '123-abc');
const noValue = explained("a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character", valuePattern, 'MyValue', 'my_value', '12345');
const noConfigKey = explained("a valid config key must consist of alphanumeric characters, '-', '_' or '.'", configKeyPattern, 'key.name', 'KEY_NAME', 'key-name');

/** A name of one word, as of a namespace or a container. */
export function dnsLabelProblems(text: string): string[] {
  const form = dnsLabel.test(text) ? [] : [dnsSubdomain.test(text) ? 'must not contain dots' : noLabel];
  return [...tooLong(text, 63, 'bytes'), ...form];
}

/** A name with dots, as most objects have. */
export function dnsSubdomainProblems(text: string): string[] {
  return [...tooLong(text, 253, 'characters'), ...(dnsSubdomain.test(text) ? [] : [noSubdomain])];
}

/** A name of one word that begins with a letter, as of a kind. */
export function rfc1035LabelProblems(text: string): string[] {
  return [...tooLong(text, 63, 'bytes'), ...(rfc1035Label.test(text) ? [] : [noRfc1035Label])];
}

/** A name that stands in a path, as of a Role. */
export function pathSegmentProblems(text: string): string[] {
  if (text === '.' || text === '..') {
    return [`may not be '${text}'`];
  }
  return ['/', '%'].filter((character) => text.includes(character)).map((character) => `may not contain '${character}'`);
}

/** The key of a label or annotation, or a name that may have a domain before it. */
export function labelKeyProblems(text: string): string[] {
  const [name = '', prefix, ...more] = text.split('/').reverse();
  if (more.length > 0) {
    return [`a valid label key ${noKey} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`];
  }
  const ofPrefix = prefix === undefined ? [] : prefix === '' ? ['prefix part must be non-empty'] : dnsSubdomainProblems(prefix).map((problem) => `prefix part ${problem}`);
  const length = name === '' ? ['name part must be non-empty'] : tooLong(name, 63, 'bytes').map((problem) => `name part ${problem}`);
  return [...ofPrefix, ...length, ...(labelKeyName.test(name) ? [] : [`name part ${noKey}`])];
}

/** The value of a label. */
export function labelValueProblems(text: string): string[] {
  return [...tooLong(text, 63, 'bytes'), ...(labelValueText.test(text) ? [] : [noValue])];
}

/** A key of a ConfigMap or Secret. */
export function configKeyProblems(text: string): string[] {
  const length = tooLong(text, 253, 'bytes');
  if (!configKeyText.test(text)) {
    return [...length, noConfigKey];
  }
  return [...length, ...(text === '.' ? ["must not be '.'"] : text === '..' ? ["must not be '..'"] : text.startsWith('..') ? ["must not start with '..'"] : [])];
}

/** The name of a port. */
export function portNameProblems(text: string): string[] {
  return [
    ...(text.length > 15 ? ['must be no more than 15 characters'] : []),
    ...(/^[-a-z0-9]+$/.test(text) ? [] : ['must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)']),
    ...(/[a-z]/.test(text) ? [] : ['must contain at least one letter (a-z)']),
    ...(text.includes('--') ? ['must not contain consecutive hyphens'] : []),
    ...(/^-|-$/.test(text) ? ['must not begin or end with a hyphen'] : []),
  ];
}

/** The number of a port. */
export function portNumberProblems(port: number): string[] {
  return port >= 1 && port <= 65_535 ? [] : ['must be between 1 and 65535, inclusive'];
}

function tooLong(text: string, most: number, unit: string): string[] {
  return text.length > most ? [`must be no more than ${most} ${unit}`] : [];
}
