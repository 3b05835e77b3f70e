/** Where a Service's pods are to be reached: as EndpointSlices, and as the older Endpoints. */
import type { ApiObjectMeta } from '../../api-object.ts';
import type { KubeObject } from '../../../kube/kube.ts';

export interface EndpointPort {
  readonly name?: string;
  readonly port: number;
  readonly protocol: string;
  readonly appProtocol?: string;
}

export interface TargetRef {
  readonly kind: 'Pod';
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
}

export interface Endpoint {
  readonly addresses: readonly string[];
  readonly conditions: { readonly ready: boolean; readonly serving: boolean; readonly terminating: boolean };
  readonly targetRef: TargetRef;
  readonly nodeName?: string;
  readonly hostname?: string;
}

export interface EndpointSlice extends KubeObject {
  metadata: ApiObjectMeta;
  addressType: string;
  endpoints: readonly Endpoint[];
  ports: readonly EndpointPort[];
}

export interface EndpointAddress {
  readonly ip: string;
  readonly nodeName?: string;
  readonly hostname?: string;
  readonly targetRef: TargetRef;
}

export interface EndpointSubset {
  readonly addresses?: readonly EndpointAddress[];
  readonly notReadyAddresses?: readonly EndpointAddress[];
  readonly ports?: readonly EndpointPort[];
}

export interface Endpoints extends KubeObject {
  subsets?: readonly EndpointSubset[];
}
