/**
 * The contract of a traffic router: one member per mesh or ingress controller, in `routers/`. A router only renders and reads objects,
 * it never calls the API server: `traffic.ts` reads and writes for all of them. What a router cannot do is said in `supports` and
 * refused when a Canary is applied, never silently skipped.
 */
import type { Canary, Service } from '../api/canary.ts';
import type { KubeObject, ObjectReference } from '../kube/kube.ts';
import type { Resource } from '../kube/resources.ts';
import type { Weights } from './weights.ts';

export interface Capabilities {
  /** Any share from 0 to 100. Without it only iterations (blue/green) are possible. */
  readonly weights: boolean;
  readonly headerMatch: boolean;
  readonly mirror: boolean;
  readonly sessionAffinity: boolean;
}

/** A field of `spec` that only routers can act on. */
export type RoutingField = 'ingressRef' | 'routeRef' | 'upstreamRef' | `service.${keyof Service & string}`;

/** What a router is told about one Canary. Names are those of design.md: apex, primary (stable pods), canary. */
export interface Route {
  readonly canary: Canary;
  readonly namespace: string;
  /** Names of the three Services. */
  readonly apex: string;
  readonly primary: string;
  readonly canaryService: string;
  /** The Services' port. */
  readonly port: number;
}

/** The objects of {@link Router.objects} as they are in the cluster now, by the same keys; absent ones undefined. */
export type Found = Readonly<Record<string, KubeObject | undefined>>;

export interface Router {
  /** As written in `spec.provider`. */
  readonly name: string;
  readonly supports: Capabilities;
  /** The fields that its objects express, of those that are not about the Services; who sets another is warned. */
  readonly honours: readonly RoutingField[];
  /** The APIs that must be installed. */
  readonly resources: readonly Resource[];
  /** Seconds the data plane may take to follow a change; pods that lost their traffic are kept that long. */
  readonly settleSeconds: number;
  /** The routing objects of this route, by role. Those are read before every other method and watched during an analysis. */
  objects(route: Route): Record<string, ObjectReference>;
  /** The weights in force, or undefined where the objects do not route between our two Services (yet). Must invert `render`. */
  weights(route: Route, found: Found): Weights | undefined;
  /**
   * The objects as they must be for these weights: everything spec.service asks for, and all that others put on them kept.
   * Objects that exist are changed from `found` (so they carry its resourceVersion), absent ones are made. Idempotent.
   */
  render(route: Route, weights: Weights, found: Found): { resource: Resource; object: KubeObject }[];
  /**
   * The objects as they are left when the Canary goes: not ours any more, all weight on the apex Service, or exactly as they were
   * before us. What is not named here is not touched.
   */
  release(route: Route, found: Found): { resource: Resource; object: KubeObject }[];
  /** Why the data plane does not accept the objects, in its own words; undefined while it does or cannot tell. */
  refusal(route: Route, found: Found): string | undefined;
}
