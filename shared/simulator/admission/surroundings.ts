import type { Clock } from '../../time/clock.ts';
import type { ApiObject } from '../api-object.ts';
import type { AccessAttributes } from '../api-server/authorize.ts';
import type { Network } from '../pods/network.ts';
import type { Definition, Definitions } from '../schema/definition.ts';
import type { Store } from '../storage/store.ts';

/** What admission needs of the rest of the cluster. */
export interface Surroundings {
  readonly store: Store;
  readonly definitions: Definitions;
  readonly network: Pick<Network, 'service'>;
  readonly clock: Clock;
  isAllowed(attributes: AccessAttributes): boolean;
  /** `json` carries out a JSON patch. @throws Error where it cannot be. */
  readonly patch: { json(object: ApiObject, patch: unknown): ApiObject };
  /** The object with the defaults of its schema. */
  defaults(definition: Definition, object: ApiObject): ApiObject;
}

/** What configures admission. */
export const group = 'admissionregistration.k8s.io';
