import type { ApiObject } from '../api-object.ts';
import type { User } from '../api-server/request.ts';
import type { Definition } from '../schema/definition.ts';

/** What an admission plugin is asked about: a change that is well-formed, but not made yet. */
export interface Attributes {
  readonly operation: 'CREATE' | 'UPDATE' | 'DELETE' | 'CONNECT';
  readonly definition: Definition;
  readonly subresource: string | undefined;
  readonly namespace: string;
  readonly name: string;
  /** Absent where it is deleted. */
  readonly object: ApiObject | undefined;
  /** Absent where it is created. */
  readonly oldObject: ApiObject | undefined;
  readonly dryRun: boolean;
  readonly user: User;
  /** The kind CreateOptions, UpdateOptions, PatchOptions or DeleteOptions that came with the request. */
  readonly options: object;
  warn(text: string): void;
}

/** Both throw ApiStatus where the change is denied. */
export interface Admission {
  /** The object as the mutating plugins want it. */
  mutate(attributes: Attributes): Promise<ApiObject | undefined>;
  /** Asks the validating plugins about the object as it would be stored. */
  validate(attributes: Attributes): Promise<void>;
}
