/** What kubectl prints, without what two clusters must differ in: ages, times, addresses, made-up names, versions, and the widths of columns. */
const replacements: readonly (readonly [RegExp, string])[] = [
  [/"?\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z"?/g, 'TIME'],
  [/\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d \w+ \d{4} \d\d:\d\d:\d\d [+-]\d{4}/g, 'TIME'],
  [/\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, 'UID'],
  [/\b(containerd:\/\/|sha256:)[0-9a-f]{64}\b/g, '$1DIGEST'],
  [/\b(10\.\d+\.\d+\.\d+|127\.0\.0\.1)(:\d{4,5}\b)?/g, 'ADDRESS'],
  [/\b([a-z]+)-[0-9a-f]{8,10}-[a-z0-9]{5}\b/g, '$1-HASH-POD'],
  [/\b([a-z]+)-[0-9a-f]{8,10}\b/g, '$1-HASH'],
  [/(pod-template-hash"?[=:] *"?)[0-9a-f]{8,10}/g, '$1HASH'],
  [/(endpointslice\S*\/[a-z]+-|kube-api-access-)[a-z0-9]{5}\b/g, '$1SUFFIX'],
  [/((resourceVersion|Resource Version|resource version)"?: *)"?\d+"?/g, '$1VERSION'],
  [/\bnode-1\b/g, 'node'],
  [/<?\b(\d+(s|m|h|d))+\b( ago)?/g, 'AGE'],
  [/([^ \n]) {2,}/g, '$1  '],
  [/^-+$/gm, '---'],
  [/ +$/gm, ''],
];

/** The text as it is to be the same everywhere. */
export function normalised(text: string): string {
  return replacements.reduce((changed, [pattern, instead]) => changed.replace(pattern, instead), text);
}
