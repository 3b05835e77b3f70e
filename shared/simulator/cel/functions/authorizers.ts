import type { Authorizer, Check, Decision } from '../authorizer.ts';
import type { Functions } from './function.ts';

export const authorizers = {
  'Authorizer.path(string)': (authorizer: Authorizer, path: string) => authorizer.check('PathCheck', { path }),
  'Authorizer.group(string)': (authorizer: Authorizer, group: string) => authorizer.check('GroupCheck', { group }),
  'Authorizer.serviceAccount(string, string)': (authorizer: Authorizer, namespace: string, name: string) => authorizer.ofServiceAccount(namespace, name),
  'GroupCheck.resource(string)': (check: Check, resource: string) => check.narrow({ resource }, 'ResourceCheck'),
  'ResourceCheck.subresource(string)': (check: Check, subresource: string) => check.narrow({ subresource }),
  'ResourceCheck.namespace(string)': (check: Check, namespace: string) => check.narrow({ namespace }),
  'ResourceCheck.name(string)': (check: Check, name: string) => check.narrow({ name }),
  // RBAC looks at no selectors, so they change no answer.
  'ResourceCheck.fieldSelector(string)': (check: Check) => check,
  'ResourceCheck.labelSelector(string)': (check: Check) => check,
  'ResourceCheck.check(string)': (check: Check, verb: string) => check.decide(verb),
  'PathCheck.check(string)': (check: Check, verb: string) => check.decide(verb),
  'Decision.allowed()': ({ isAllowed }: Decision) => isAllowed,
  'Decision.reason()': () => '',
  'Decision.errored()': () => false,
  'Decision.error()': () => '',
} satisfies Functions;
