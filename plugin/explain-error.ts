import { Failure } from '../shared/errors.ts';
import { ApiError, Unreachable } from '../shared/kube/kube.ts';

/** What a person can do about an error: a Failure as it is, an answer of the API server in our words; undefined for a bug of ours. */
export function explainError(error: unknown): Failure | undefined {
  if (error instanceof Failure) {
    return error;
  }
  if (error instanceof Unreachable) {
    return new Failure('unreachable', error.message, { next: 'check the network, and the kubeconfig with "kubectl cluster-info"', cause: error });
  }
  return error instanceof ApiError ? explainAnswer(error) : undefined;
}

function explainAnswer(error: ApiError): Failure {
  const { code, message } = error;
  if (code === 401) {
    return new Failure('unreachable', 'the API server does not accept these credentials: they may have expired', { next: 'log in again, or choose another --context', cause: error });
  }
  if (code === 403) {
    return new Failure('refused', permissionMissing(message), { next: 'ask for the ClusterRole kubectl-canary-operator', cause: error });
  }
  if (code === 404 && !/ "[^"]+" not found$/.test(message)) {
    return new Failure('notFound', 'this cluster does not know canaries', { next: 'install the cluster side with "kubectl canary install"', cause: error });
  }
  return new Failure(code === 404 ? 'notFound' : 'refused', `the API server answered: ${message}`, { cause: error });
}

const forbidden = /User "(?<user>[^"]*)" cannot (?<verb>\w+) resource "(?<resource>[^"]*)"(?: in API group "(?<group>[^"]*)")?(?: in the namespace "(?<namespace>[^"]*)")?/;

/** Names verb, resource and namespace where the authorizer says them; a policy's own message is told as it is. */
function permissionMissing(message: string): string {
  const { user, verb, resource, group, namespace } = forbidden.exec(message)?.groups ?? {};
  if (user === undefined) {
    return message;
  }
  const what = group === undefined || group === '' ? resource : `${resource}.${group}`;
  return `user ${user} may not ${verb} ${what} ${namespace === undefined ? 'in the whole cluster' : `in namespace ${namespace}`}`;
}
