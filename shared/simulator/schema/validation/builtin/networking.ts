import { isIPv4, isIPv6 } from 'node:net';
import type { StatusCause } from '../../../api-server/api-status.ts';
import type { ApiObject } from '../../../api-object.ts';
import { invalid, invalidForEach, required } from '../causes.ts';
import { selectorProblems } from '../labels.ts';
import type { LabelSelector } from '../labels.ts';
import { dnsLabelProblems, dnsSubdomainProblems } from '../names.ts';
import { portCauses } from './numbers.ts';
import type { IntOrString } from './numbers.ts';

interface IngressSpec {
  defaultBackend?: Backend;
  rules?: { host?: string; http?: { paths?: { path?: string; pathType?: string; backend?: Backend }[] } }[];
}

interface Backend {
  service?: { name?: string; port?: { name?: string; number?: number } };
  resource?: object;
}

interface PolicyPeer {
  podSelector?: LabelSelector;
  namespaceSelector?: LabelSelector;
  ipBlock?: object;
}

interface PolicyRule {
  ports?: { port?: IntOrString }[];
  from?: PolicyPeer[];
  to?: PolicyPeer[];
}

interface Slice {
  addressType?: string;
  endpoints?: { addresses?: string[] }[] | null;
  ports?: { name?: string; port?: number }[] | null;
}

/** What is wrong with an Ingress. */
export function ingressCauses(ingress: ApiObject): StatusCause[] {
  const { defaultBackend, rules = [] } = (ingress['spec'] ?? {}) as IngressSpec;
  return [
    ...(rules.length === 0 && defaultBackend === undefined ? [invalid('spec', rules, 'either `defaultBackend` or `rules` must be specified')] : []),
    ...(defaultBackend === undefined ? [] : backendCauses(defaultBackend, 'spec.defaultBackend')),
    ...rules.flatMap(({ host = '', http }, index) => [
      ...(host === '' ? [] : invalidForEach(`spec.rules[${index}].host`, host, dnsSubdomainProblems(host.replace(/^\*\./, '')))),
      ...(http === undefined ? [] : httpCauses(http.paths ?? [], `spec.rules[${index}].http.paths`)),
    ]),
  ];
}

function httpCauses(paths: NonNullable<NonNullable<NonNullable<IngressSpec['rules']>[number]['http']>['paths']>, place: string): StatusCause[] {
  if (paths.length === 0) {
    return [required(place)];
  }
  return paths.flatMap(({ path = '', pathType, backend = {} }, index) => [
    ...(pathType === undefined ? [required(`${place}[${index}].pathType`, 'pathType must be specified')] : []),
    ...(path.startsWith('/') || (pathType === 'ImplementationSpecific' && path === '') || pathType === undefined ? [] : [invalid(`${place}[${index}].path`, path, 'must be an absolute path')]),
    ...backendCauses(backend, `${place}[${index}].backend`),
  ]);
}

function backendCauses({ service, resource }: Backend, path: string): StatusCause[] {
  if (service === undefined) {
    return resource === undefined ? [invalid(path, '', 'resource or service backend is required')] : [];
  }
  const { name = '', port: { name: portName = '', number = 0 } = {} } = service;
  return [
    ...(name === '' ? [required(`${path}.service.name`)] : invalidForEach(`${path}.service.name`, name, dnsLabelProblems(name))),
    ...(portName === '' && number === 0 ? [required(path, 'port name or number is required')] : []),
    ...(number === 0 ? [] : portCauses(`${path}.service.port.number`, number)),
  ];
}

/** What is wrong with a NetworkPolicy. */
export function networkPolicyCauses(policy: ApiObject): StatusCause[] {
  const { podSelector = {}, ingress = [], egress = [] } = (policy['spec'] ?? {}) as { podSelector?: LabelSelector; ingress?: PolicyRule[]; egress?: PolicyRule[] };
  return [
    ...selectorProblems(podSelector, 'spec.podSelector'),
    ...ingress.flatMap((rule, index) => policyRuleCauses(rule, `spec.ingress[${index}]`)),
    ...egress.flatMap((rule, index) => policyRuleCauses(rule, `spec.egress[${index}]`)),
  ];
}

function policyRuleCauses({ ports = [], from = [], to = [] }: PolicyRule, path: string): StatusCause[] {
  const ofPeers = (peers: PolicyPeer[], place: string) => peers.flatMap((peer, index) => (Object.keys(peer).length === 0 ? [required(`${place}[${index}]`, 'must specify a peer')] : []));
  return [...ports.flatMap(({ port }, index) => (port === undefined ? [] : portCauses(`${path}.ports[${index}].port`, port))), ...ofPeers(from, `${path}.from`), ...ofPeers(to, `${path}.to`)];
}

/** What is wrong with an EndpointSlice, or with how it was changed. */
export function endpointSliceCauses(slice: ApiObject, before: ApiObject | undefined): StatusCause[] {
  const { addressType, endpoints, ports } = slice as Slice;
  return [
    ...(addressType === undefined ? [required('addressType')] : []),
    ...(endpoints ?? []).flatMap(({ addresses = [] }, index) => addressesCauses(addresses, addressType, `endpoints[${index}].addresses`)),
    ...(ports ?? []).flatMap(({ name = '' }, index) => (name === '' ? [] : invalidForEach(`ports[${index}].name`, name, dnsLabelProblems(name)))),
    ...(before !== undefined && before['addressType'] !== addressType ? [invalid('addressType', addressType, 'field is immutable')] : []),
  ];
}

function addressesCauses(addresses: readonly string[], type: string | undefined, path: string): StatusCause[] {
  const isOfType = (address: string) => (type === 'IPv4' ? isIPv4(address) : type === 'IPv6' ? isIPv6(address) : true);
  const isAddress = (address: string) => isIPv4(address) || isIPv6(address);
  const missing = addresses.length === 0 ? [required(path)] : [];
  return [...missing, ...addresses.flatMap((address, index) => (isOfType(address) ? [] : [invalid(`${path}[${index}]`, address, isAddress(address) ? `must be an ${type ?? ''} address` : 'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)')]))];
}
