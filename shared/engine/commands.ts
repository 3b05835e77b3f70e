import * as names from '../api/annotations.ts';
import type { Canary } from '../api/canary.ts';
import { Failure } from '../errors.ts';
import type { Kube } from '../kube/kube.ts';
import { canaries } from '../kube/resources.ts';
import type { CommandVerb } from './decide-command.ts';

export interface CommandOptions {
  readonly kube: Kube;
  readonly namespace: string;
  readonly name: string;
  readonly verb: CommandVerb;
  /** The user name that the API server knows the caller by; the policy refuses any other. */
  readonly user: string;
  /** The held template it is about; one that is no longer held makes the command void. */
  readonly template: string | undefined;
  readonly now?: () => Date;
}

/** Writes a command on the Canary, for whoever drives. @returns the Canary as it is now. */
export async function sendCommand({ kube, namespace, name, verb, user, template, now = () => new Date() }: CommandOptions): Promise<Canary> {
  const annotations = {
    [names.command]: verb,
    [names.commandBy]: user,
    [names.commandAt]: now().toISOString(),
    [names.commandTemplate]: template ?? null,
  };
  return await kube.patch<Canary>({ resource: canaries, namespace, name }, { metadata: { annotations } });
}

/** The user name that the API server knows this connection by (authentication.k8s.io/v1 SelfSubjectReview). */
export async function whoAmI(kube: Kube): Promise<string> {
  const { status, text } = await kube.request('/apis/authentication.k8s.io/v1/selfsubjectreviews', { method: 'POST', body: { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' } });
  if (status === 401) {
    throw new Failure('unreachable', 'the API server does not accept these credentials: they may have expired', { next: 'log in again, or choose another --context' });
  }
  const review = status === 201 ? (JSON.parse(text) as { status?: { userInfo?: { username?: string } } }) : {};
  return review.status?.userInfo?.username ?? 'unknown';
}
