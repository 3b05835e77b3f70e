import { isAllowed } from '../../shared/kube/access-review.ts';
import type { AccessAttributes } from '../../shared/kube/access-review.ts';
import type { Kube, KubeObject } from '../../shared/kube/kube.ts';
import type { Manifests } from '../install/manifests.ts';

interface Role extends KubeObject {
  rules?: readonly Rule[];
}

interface Rule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly verbs: readonly string[];
}

/** The roles among what is shipped that this is true of. */
export function rolesAmong({ rbac, runner }: Manifests, isWanted: (role: KubeObject) => boolean): KubeObject[] {
  return [...rbac, ...runner].filter((object) => (object.kind === 'ClusterRole' || object.kind === 'Role') && isWanted(object));
}

/** All that these roles allow, as single questions: in this namespace or, without one, in all; a Role's in its own. */
export function rightsOf(roles: readonly KubeObject[], namespace?: string): AccessAttributes[] {
  return roles.flatMap((role) => ((role as Role).rules ?? []).flatMap((rule) => questionsOf(rule, role.kind === 'Role' ? role.metadata.namespace : namespace)));
}

function questionsOf({ apiGroups, resources, resourceNames, verbs }: Rule, namespace: string | undefined): AccessAttributes[] {
  const names = resourceNames ?? [undefined];
  return apiGroups.flatMap((group) => resources.flatMap((path) => {
    const [resource = '', subresource] = path.split('/');
    return verbs.flatMap((verb) => names.map((name) => ({ verb, group, resource, ...(subresource === undefined ? {} : { subresource }), ...(namespace === undefined ? {} : { namespace }), ...(name === undefined ? {} : { name }) })));
  }));
}

/** Those of these rights that this user, or the service account, lacks. @throws ApiError 403 for who may not ask about others. */
export async function lackingRights(kube: Kube, wanted: readonly AccessAttributes[], account?: { readonly namespace: string; readonly name: string }): Promise<AccessAttributes[]> {
  const answers = await Promise.all(wanted.map((attributes) => isAllowed(kube, attributes, account)));
  return wanted.filter((_, index) => answers[index] === false);
}

/** Such as `create, patch deployments.apps; get pods`. */
export function rightsText(rights: readonly AccessAttributes[]): string {
  const verbs = Map.groupBy(rights, ({ group, resource, subresource }) => `${resource}${group === '' ? '' : `.${group}`}${subresource === undefined ? '' : `/${subresource}`}`);
  return [...verbs].map(([what, each]) => `${[...new Set(each.map(({ verb }) => verb))].join(', ')} ${what}`).join('; ');
}
