import type { Kube, KubeObject } from '../../../kube/kube.ts';
import { configMaps, secrets } from '../../../kube/resources.ts';
import type { ReadData } from './environment.ts';

type DataObject = KubeObject & { readonly data?: Readonly<Record<string, string>> };

/** Reads ConfigMaps and Secrets of a namespace; the latter as plain text, as containers see them. */
export function dataReader(kube: Kube, namespace: string): ReadData {
  return async (kind, name) => {
    const found = await kube.get<DataObject>({ resource: kind === 'secret' ? secrets : configMaps, namespace, name });
    const { data = {} } = found ?? {};
    const readable = kind === 'configmap' ? data : Object.fromEntries(Object.entries(data).map(([key, value]) => [key, Buffer.from(value, 'base64').toString('utf8')]));
    return found === undefined ? undefined : readable;
  };
}
