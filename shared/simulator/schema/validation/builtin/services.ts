import { isIP } from 'node:net';
import type { ApiObject } from '../../../api-object.ts';
import type { StatusCause } from '../../../api-server/api-status.ts';
import { duplicate, forbidden, invalid, invalidForEach, required, Verbatim } from '../causes.ts';
import { labelProblems } from '../labels.ts';
import type { Labels } from '../labels.ts';
import { dnsLabelProblems, dnsSubdomainProblems, labelKeyProblems, portNumberProblems } from '../names.ts';
import { portCauses } from './numbers.ts';
import type { IntOrString } from './numbers.ts';

interface Service {
  spec?: ServiceSpec;
}

interface ServiceSpec {
  type?: string;
  clusterIP?: string;
  clusterIPs?: string[];
  externalName?: string;
  externalIPs?: string[];
  externalTrafficPolicy?: string;
  ports?: ServicePort[];
  selector?: Labels;
}

interface ServicePort {
  name?: string;
  port?: number;
  targetPort?: IntOrString;
  nodePort?: number;
  protocol?: string;
  appProtocol?: string;
}

/** What is wrong with a Service, or with how it was changed. */
export function serviceCauses(object: ApiObject, before: ApiObject | undefined): StatusCause[] {
  const { spec = {} } = object as Service;
  const { type, ports = [], selector = {}, clusterIPs = [] } = spec;
  const isHeadless = clusterIPs[0] === 'None';
  return [
    ...(ports.length === 0 && !isHeadless && type !== 'ExternalName' ? [required('spec.ports')] : []),
    ...(type === 'LoadBalancer' && isHeadless ? [invalid('spec.clusterIPs[0]', 'None', "may not be set to 'None' for LoadBalancer services")] : []),
    ...(type === 'ExternalName' ? externalNameCauses(before === undefined ? spec : { type, ...(spec.externalName === undefined ? {} : { externalName: spec.externalName }) }) : clusterIPs.flatMap((address, index) => addressCauses(address, `spec.clusterIPs[${index}]`))),
    ...ports.flatMap((port, index) => [...ownPortCauses(port, `spec.ports[${index}]`, { spec, isOnlyPort: ports.length === 1 }), ...repeatCauses(port, `spec.ports[${index}]`, ports.slice(0, index))]),
    ...labelProblems(selector, 'spec.selector'),
    ...(spec.externalTrafficPolicy === undefined || isExternal(spec) ? [] : [invalid('spec.externalTrafficPolicy', spec.externalTrafficPolicy, 'may only be set for externally-accessible services')]),
    ...(before === undefined ? [] : addressChangeCauses(spec, before.spec ?? {})),
  ];
}

function isExternal({ type, externalIPs = [] }: ServiceSpec): boolean {
  return type === 'NodePort' || type === 'LoadBalancer' || (type === 'ClusterIP' && externalIPs.length > 0);
}

function externalNameCauses(spec: ServiceSpec): StatusCause[] {
  const { externalName = '' } = spec;
  const surplus = (['clusterIPs', 'ipFamilies', 'ipFamilyPolicy'] as const).filter((field) => (spec as Record<string, unknown>)[field] !== undefined);
  return [
    ...surplus.map((field) => forbidden(`spec.${field}`, 'may not be set for ExternalName services')),
    ...(externalName === '' ? [required('spec.externalName')] : invalidForEach('spec.externalName', externalName, dnsSubdomainProblems(externalName.replace(/\.$/, '')))),
  ];
}

function addressCauses(address: string, path: string): StatusCause[] {
  return address === 'None' || isIP(address) !== 0 ? [] : [invalid(path, address, 'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)')];
}

function ownPortCauses({ name = '', port = 0, targetPort = port, nodePort = 0, appProtocol }: ServicePort, path: string, { spec, isOnlyPort }: { spec: ServiceSpec; isOnlyPort: boolean }): StatusCause[] {
  return [
    ...(name === '' ? (isOnlyPort ? [] : [required(`${path}.name`)]) : invalidForEach(`${path}.name`, name, dnsLabelProblems(name))),
    ...invalidForEach(`${path}.port`, port, portNumberProblems(port)),
    ...(targetPort === port ? [] : portCauses(`${path}.targetPort`, targetPort)),
    ...(appProtocol === undefined ? [] : invalidForEach(`${path}.appProtocol`, appProtocol, labelKeyProblems(appProtocol))),
    ...(nodePort !== 0 && spec.type === 'ClusterIP' ? [forbidden(`${path}.nodePort`, "may not be used when `type` is 'ClusterIP'")] : []),
  ];
}

/** Names are told apart, and so are numbers of the same protocol. */
function repeatCauses({ name = '', port = 0, protocol = 'TCP' }: ServicePort, path: string, before: readonly ServicePort[]): StatusCause[] {
  const isNumbered = before.some((other) => other.port === port && other.protocol === protocol);
  return [
    ...(name !== '' && before.some((other) => other.name === name) ? [duplicate(`${path}.name`, name)] : []),
    ...(isNumbered ? [duplicate(path, new Verbatim(JSON.stringify({ Name: '', Protocol: protocol, AppProtocol: null, Port: port, TargetPort: 0, NodePort: 0 })))] : []),
  ];
}

function addressChangeCauses({ type, clusterIPs = [] }: ServiceSpec, before: ServiceSpec): StatusCause[] {
  const [address] = clusterIPs;
  const [known] = before.clusterIPs ?? [];
  const isMoved = type !== 'ExternalName' && before.type !== 'ExternalName' && known !== undefined && address !== known;
  return isMoved ? [invalid('spec.clusterIPs[0]', clusterIPs, 'may not change once set')] : [];
}
