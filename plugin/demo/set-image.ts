import { Failure } from '../../shared/errors.ts';
import type { Kube } from '../../shared/kube/kube.ts';
import { demoApp, demoNamespace, imageOf } from './demo-objects.ts';

/** The command that does the same from another terminal. */
export function setImageCommand(version: string): string {
  return `kubectl set image deployment/${demoApp} ${demoApp}=${imageOf(version)} -n ${demoNamespace}`;
}

/**
 * Sends what `kubectl set image` sends.
 * @returns the warnings that kubectl would print.
 * @throws Failure where it is denied.
 */
export async function setImage(kube: Kube, version: string): Promise<string[]> {
  const { status, headers, text } = await kube.request(`/apis/apps/v1/namespaces/${demoNamespace}/deployments/${demoApp}`, {
    method: 'PATCH',
    headers: { 'Content-Type': 'application/strategic-merge-patch+json' },
    query: { fieldManager: 'kubectl-set' },
    body: { spec: { template: { spec: { containers: [{ name: demoApp, image: imageOf(version) }] } } } },
  });
  if (status !== 200) {
    throw new Failure('refused', (JSON.parse(text) as { message: string }).message);
  }
  return [...(headers['warning'] ?? '').matchAll(/299 - "((?:[^"\\]|\\.)*)"/g)].map(([, warning = '']) => warning.replace(/\\(.)/g, '$1'));
}
