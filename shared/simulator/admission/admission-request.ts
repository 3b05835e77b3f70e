/** A request as webhooks get it in an AdmissionReview, and expressions as `request`. */
import { apiVersionOf } from '../schema/definition.ts';
import type { Attributes } from './attributes.ts';

interface Kind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

interface Resource {
  readonly group: string;
  readonly version: string;
  readonly resource: string;
}

export interface AdmissionRequest {
  /** Empty where it is none that is sent. */
  readonly uid: string;
  /** As it was matched; requestKind and requestResource are as it was sent. */
  readonly kind: Kind;
  readonly resource: Resource;
  readonly subResource?: string;
  readonly requestKind: Kind;
  readonly requestResource: Resource;
  readonly requestSubResource?: string;
  readonly name?: string;
  readonly namespace?: string;
  readonly operation: Attributes['operation'];
  readonly userInfo: object;
  readonly dryRun: boolean;
  readonly options: object;
}

/** `matched` is the request as the rules have matched it, perhaps under another version. */
export function requestOf(original: Attributes, matched: Attributes, uid = ''): AdmissionRequest {
  const { operation, subresource, name, namespace, user: { username, uid: userId = '', groups, extra = {} }, dryRun, options } = original;
  return {
    uid, kind: kindOf(matched), resource: resourceOf(matched), ...present('subResource', subresource),
    requestKind: kindOf(original), requestResource: resourceOf(original), ...present('requestSubResource', subresource),
    ...present('name', name), ...present('namespace', namespace), operation,
    userInfo: { username, ...present('uid', userId), groups, ...(Object.keys(extra).length === 0 ? {} : { extra }) },
    dryRun, options,
  };
}

/** A subresource may have a kind of its own, such as Scale. */
function kindOf({ definition, subresource, object, oldObject }: Attributes): Kind {
  const { apiVersion, kind } = (subresource === undefined ? undefined : object ?? oldObject) ?? { apiVersion: apiVersionOf(definition), kind: definition.kind };
  const [version = '', group = ''] = apiVersion.split('/').reverse();
  return { group, version, kind };
}

function resourceOf({ definition: { group, version, plural } }: Attributes): Resource {
  return { group, version, resource: plural };
}

function present<Name extends string>(name: Name, value: string | undefined): { [name in Name]?: string } {
  return value === undefined || value === '' ? {} : ({ [name]: value } as { [name in Name]?: string });
}
