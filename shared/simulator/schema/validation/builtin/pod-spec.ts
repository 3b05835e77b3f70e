import type { StatusCause } from '../../../api-server/api-status.ts';
import { duplicate, forbidden, invalid, invalidForEach, required } from '../causes.ts';
import { labelProblems } from '../labels.ts';
import type { Labels } from '../labels.ts';
import { dnsLabelProblems, dnsSubdomainProblems } from '../names.ts';
import { containerCauses } from './containers.ts';
import type { Container } from './containers.ts';

export interface PodSpec {
  containers?: Container[];
  initContainers?: Container[];
  volumes?: Volume[];
  restartPolicy?: string;
  nodeSelector?: Labels;
  serviceAccountName?: string;
  nodeName?: string;
  hostname?: string;
  subdomain?: string;
  activeDeadlineSeconds?: number;
  terminationGracePeriodSeconds?: number;
  topologySpreadConstraints?: { maxSkew?: number; topologyKey?: string }[];
  tolerations?: object[];
}

type Volume = { name?: string } & Record<string, unknown>;

/** What is wrong with the description of a pod. */
export function podSpecCauses(spec: PodSpec, path: string): StatusCause[] {
  const { containers = [], initContainers = [], volumes = [], nodeSelector = {}, topologySpreadConstraints = [] } = spec;
  const volumeNames = new Set(volumes.map(({ name = '' }) => name));
  return [
    ...volumes.flatMap((volume, index) => volumeCauses(volume, `${path}.volumes[${index}]`, volumes.slice(0, index))),
    ...(containers.length === 0 ? [required(`${path}.containers`)] : containerCauses(containers, `${path}.containers`, volumeNames)),
    ...containerCauses(initContainers, `${path}.initContainers`, volumeNames, containers.map(({ name = '' }) => name)),
    ...labelProblems(nodeSelector, `${path}.nodeSelector`),
    ...nameCauses(spec, path),
    ...topologySpreadConstraints.flatMap((constraint, index) => spreadCauses(constraint, `${path}.topologySpreadConstraints[${index}]`)),
    ...(spec.activeDeadlineSeconds !== undefined && spec.activeDeadlineSeconds < 1 ? [invalid(`${path}.activeDeadlineSeconds`, spec.activeDeadlineSeconds, 'must be between 1 and 2147483647, inclusive')] : []),
  ];
}

function nameCauses({ serviceAccountName = '', nodeName = '', hostname = '', subdomain = '' }: PodSpec, path: string): StatusCause[] {
  const given = (name: string, text: string, problemsOf: (text: string) => string[]) => (text === '' ? [] : invalidForEach(`${path}.${name}`, text, problemsOf(text)));
  return [
    ...given('serviceAccountName', serviceAccountName, dnsSubdomainProblems),
    ...given('nodeName', nodeName, dnsSubdomainProblems),
    ...given('hostname', hostname, dnsLabelProblems),
    ...given('subdomain', subdomain, dnsLabelProblems),
  ];
}

function volumeCauses({ name = '', ...sources }: Volume, path: string, before: readonly Volume[]): StatusCause[] {
  const [first, ...others] = Object.keys(sources).sort((one, other) => volumeTypes.indexOf(one) - volumeTypes.indexOf(other));
  return [
    ...(name === '' ? [required(`${path}.name`)] : invalidForEach(`${path}.name`, name, dnsLabelProblems(name))),
    ...(before.some((other) => other.name === name) ? [duplicate(`${path}.name`, name)] : []),
    ...(first === undefined ? [] : sourceCauses(first, sources[first] as Record<string, unknown>, `${path}.${first}`)),
    ...others.map((other) => forbidden(`${path}.${other}`, 'may not specify more than 1 volume type')),
  ];
}

/** In the order in which they are looked at. */
const volumeTypes = ['emptyDir', 'hostPath', 'gitRepo', 'nfs', 'secret', 'persistentVolumeClaim', 'configMap', 'downwardAPI', 'projected'];
const namesOfSources: Record<string, string> = { configMap: 'name', secret: 'secretName', persistentVolumeClaim: 'claimName', hostPath: 'path' };

function sourceCauses(type: string, source: Record<string, unknown>, path: string): StatusCause[] {
  const name = namesOfSources[type];
  return name !== undefined && (source[name] ?? '') === '' ? [required(`${path}.${name}`)] : [];
}

function spreadCauses({ maxSkew = 0, topologyKey = '' }: { maxSkew?: number; topologyKey?: string }, path: string): StatusCause[] {
  return [
    ...(maxSkew <= 0 ? [invalid(`${path}.maxSkew`, maxSkew, 'must be greater than zero')] : []),
    ...(topologyKey === '' ? [required(`${path}.topologyKey`, 'can not be empty')] : []),
  ];
}
