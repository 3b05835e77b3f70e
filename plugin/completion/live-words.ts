import type { Canary } from '../../shared/api/canary.ts';
import { connectionFlags, connectOptions } from '../connection.ts';
import type { LiveWords } from '../commands/command.ts';
import type { Kube } from '../../shared/kube/kube.ts';
import { canaries, deployments, namespaces } from '../../shared/kube/resources.ts';
import type { Candidate } from './complete.ts';

/** Names of what is there now. @throws where it cannot be read. */
export async function liveWords(words: Exclude<LiveWords, 'files'>, values: Readonly<Record<string, string>>, requestTimeoutMs: number): Promise<readonly Candidate[]> {
  const { connect, kubeconfigNames } = await import('../../shared/kube/connect.ts');
  const options = { ...connectOptions(inCamelCase(values)), requestTimeoutMs };
  if (words === 'contexts' || words === 'clusters' || words === 'users') {
    return kubeconfigNames(options)[words].map((word) => ({ word }));
  }
  return await clusterWords[words](await connect(options));
}

const clusterWords: Record<'canaries' | 'namespaces' | 'targets', (kube: Kube) => Promise<Candidate[]>> = {
  canaries: async (kube) => (await kube.list<Canary>({ resource: canaries, namespace: kube.namespace })).items.map(({ metadata, status }) => ({ word: metadata.name, says: status?.phase || 'New' })),
  namespaces: async (kube) => (await kube.list({ resource: namespaces })).items.map(({ metadata }) => ({ word: metadata.name })),
  targets: async (kube) => (await kube.list({ resource: deployments, namespace: kube.namespace })).items.map(({ metadata }) => ({ word: `deployment/${metadata.name}` })),
};

/** Only those of the connection; a list such as --as-group was given once at most where it matters. */
function inCamelCase(values: Readonly<Record<string, string>>): Record<string, string> {
  const known = Object.entries(values).filter(([name]) => name in connectionFlags && name !== 'as-group' && name !== 'request-timeout');
  return Object.fromEntries(known.map(([name, value]) => [name.replace(/-(.)/g, (_dash, letter: string) => letter.toUpperCase()), value]));
}
