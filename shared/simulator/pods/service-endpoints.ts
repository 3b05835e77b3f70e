import type { ApiObject } from '../api-object.ts';
import type { PodAddress } from './network.ts';

/** What is read of an EndpointSlice (discovery.k8s.io/v1). */
interface EndpointSlice {
  readonly endpoints?: readonly { readonly addresses: readonly string[]; readonly conditions?: Conditions }[] | null;
  readonly ports?: readonly { readonly name?: string; readonly port?: number }[] | null;
}

interface Conditions {
  readonly ready?: boolean;
  readonly serving?: boolean;
  readonly terminating?: boolean;
}

interface Service {
  readonly spec?: { readonly ports?: readonly { readonly name?: string; readonly port: number }[] };
}

/** The label by which EndpointSlices say whose they are. */
export const serviceNameLabel = 'kubernetes.io/service-name';

/** The name of a Service's port, which may be empty; `port` is its number or its name. Undefined where the Service has no such port. */
export function portNameOf(service: ApiObject, port: number | string): string | undefined {
  const ports = (service as unknown as Service).spec?.ports ?? [];
  const found = ports.find(({ name = '', port: number }) => String(number) === String(port) || name === port);
  return found === undefined ? undefined : (found.name ?? '');
}

/** Addresses of the ready endpoints that these slices of a Service have for a port of this name. An endpoint that does not say is ready. */
export function readyAddresses(slices: readonly ApiObject[], portName: string): PodAddress[] {
  return addresses(slices, portName, ({ ready }) => ready !== false);
}

/** Where kube-proxy sends to: the ready ones, or while there are none, those that still serve on their way out. */
export function routedAddresses(slices: readonly ApiObject[], portName: string): PodAddress[] {
  const ready = readyAddresses(slices, portName);
  return ready.length > 0 ? ready : addresses(slices, portName, ({ serving, terminating }) => serving === true && terminating === true);
}

function addresses(slices: readonly ApiObject[], portName: string, isWanted: (conditions: Conditions) => boolean): PodAddress[] {
  return (slices as unknown as EndpointSlice[]).flatMap(({ endpoints, ports }) => {
    const port = ports?.find(({ name = '' }) => name === portName)?.port;
    const wanted = (endpoints ?? []).filter(({ conditions = {} }) => isWanted(conditions));
    return port === undefined ? [] : wanted.flatMap(({ addresses: [ip] }) => (ip === undefined ? [] : [{ ip, port }]));
  });
}
