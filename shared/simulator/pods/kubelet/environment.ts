import type { EnvSource, EnvVar, Pod, PodContainer } from './pod.ts';

/** Reads the data of a ConfigMap or Secret of the pod's namespace, as plain text; undefined where there is none. */
export type ReadData = (kind: 'configmap' | 'secret', name: string) => Promise<Readonly<Record<string, string>> | undefined>;

/** A container that cannot be started as what it is to be told is not there; the kubelet's words. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** The container's environment, with what comes from elsewhere. @throws ConfigError */
export async function environmentOf({ env = [], envFrom = [] }: PodContainer, pod: Pod, podIp: string, read: ReadData): Promise<Record<string, string>> {
  const found: Record<string, string> = { HOSTNAME: pod.metadata.name };
  for (const source of envFrom) {
    Object.assign(found, await wholeSource(source, read));
  }
  for (const variable of env) {
    const value = variable.valueFrom === undefined ? expanded(variable.value ?? '', found) : await valueFrom(variable.valueFrom, pod, podIp, read);
    if (value !== undefined) {
      found[variable.name] = value;
    }
  }
  return found;
}

/** The text with `$(NAME)` replaced by what is known under that name. */
export function expanded(text: string, environment: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\$\(([A-Za-z_][\w.-]*)\)/g, (whole, name: string) => environment[name] ?? whole);
}

async function wholeSource({ prefix = '', configMapRef, secretRef }: EnvSource, read: ReadData): Promise<Record<string, string>> {
  const reference = configMapRef ?? secretRef;
  if (reference === undefined) {
    return {};
  }
  const data = await existing(configMapRef === undefined ? 'secret' : 'configmap', reference, read);
  return Object.fromEntries(Object.entries(data ?? {}).map(([name, value]) => [`${prefix}${name}`, value]));
}

async function valueFrom({ fieldRef, configMapKeyRef, secretKeyRef }: NonNullable<EnvVar['valueFrom']>, pod: Pod, podIp: string, read: ReadData): Promise<string | undefined> {
  if (fieldRef !== undefined) {
    return fieldOf(pod, fieldRef.fieldPath, podIp);
  }
  const reference = configMapKeyRef ?? secretKeyRef;
  if (reference === undefined) {
    return undefined;
  }
  const [kind, title] = configMapKeyRef === undefined ? ['secret', 'Secret'] as const : ['configmap', 'ConfigMap'] as const;
  const value = (await existing(kind, reference, read))?.[reference.key];
  if (value === undefined && reference.optional !== true) {
    throw new ConfigError(`couldn't find key ${reference.key} in ${title} ${pod.metadata.namespace}/${reference.name}`);
  }
  return value;
}

async function existing(kind: 'configmap' | 'secret', { name, optional = false }: { name: string; optional?: boolean }, read: ReadData): Promise<Readonly<Record<string, string>> | undefined> {
  const data = await read(kind, name);
  if (data === undefined && !optional) {
    throw new ConfigError(`${kind} "${name}" not found`);
  }
  return data;
}

/** The downward API, as far as single fields go. */
function fieldOf({ metadata, spec, status }: Pod, path: string, podIp: string): string {
  const [, map, key] = /^metadata\.(labels|annotations)\['(.*)'\]$/.exec(path) ?? [];
  if (map !== undefined && key !== undefined) {
    return metadata[map as 'labels' | 'annotations']?.[key] ?? '';
  }
  const fields: Record<string, string | undefined> = {
    'metadata.name': metadata.name,
    'metadata.namespace': metadata.namespace,
    'metadata.uid': metadata.uid,
    'spec.nodeName': spec.nodeName,
    'spec.serviceAccountName': spec.serviceAccountName,
    'status.podIP': podIp,
    'status.hostIP': status?.hostIP,
  };
  return fields[path] ?? '';
}
