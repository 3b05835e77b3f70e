/** The kinds of Traefik's own that say how to route, and how their objects look as far as they are read. */
import type { KubeObject } from '../../../../kube/kube.ts';
import type { Resource } from '../../../../kube/resources.ts';

export const ingressRoutes: Resource = { apiVersion: 'traefik.io/v1alpha1', kind: 'IngressRoute', plural: 'ingressroutes', namespaced: true };

export interface IngressRoute extends KubeObject {
  spec: {
    readonly entryPoints?: readonly string[];
    readonly routes?: readonly Route[];
  };
}

export interface Route {
  readonly match: string;
  readonly priority?: number;
  readonly services?: readonly ServiceReference[];
}

export interface TraefikService extends KubeObject {
  spec: {
    readonly weighted?: { readonly services?: readonly ServiceReference[]; readonly sticky?: Sticky };
    readonly mirroring?: ServiceReference & { readonly mirrors?: readonly (ServiceReference & { readonly percent?: number })[] };
  };
}

export interface ServiceReference {
  readonly name: string;
  readonly namespace?: string;
  readonly kind?: 'Service' | 'TraefikService';
  readonly port?: number | string;
  readonly weight?: number;
  /** Through the Service's cluster IP instead of its endpoints. */
  readonly nativeLB?: boolean;
  readonly scheme?: string;
  readonly passHostHeader?: boolean;
  readonly sticky?: Sticky;
}

export interface Sticky {
  readonly cookie?: Cookie;
}

export interface Cookie {
  readonly name?: string;
  readonly path?: string;
  readonly domain?: string;
  readonly maxAge?: number;
  readonly secure?: boolean;
  readonly httpOnly?: boolean;
  readonly sameSite?: 'none' | 'lax' | 'strict';
}

export interface Service extends KubeObject {
  spec: { readonly clusterIP?: string; readonly ports?: readonly { readonly name?: string; readonly port: number }[] };
}

export interface EndpointSlice extends KubeObject {
  readonly endpoints?: readonly { readonly addresses: readonly string[]; readonly conditions?: { readonly ready?: boolean; readonly serving?: boolean; readonly terminating?: boolean } }[] | null;
  readonly ports?: readonly { readonly name?: string; readonly port?: number }[] | null;
}
