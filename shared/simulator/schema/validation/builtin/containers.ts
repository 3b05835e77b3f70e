import type { StatusCause } from '../../../api-server/api-status.ts';
import { duplicate, invalid, invalidForEach, notFound, required } from '../causes.ts';
import { dnsLabelProblems, portNameProblems, portNumberProblems } from '../names.ts';
import { probeCauses } from './probes.ts';
import type { Probe } from './probes.ts';
import { resourceCauses } from './resources.ts';
import type { Resources } from './resources.ts';

export interface Container {
  name?: string;
  image?: string;
  ports?: ContainerPort[];
  env?: EnvironmentVariable[];
  volumeMounts?: { name?: string; mountPath?: string }[];
  resources?: Resources;
  readinessProbe?: Probe;
  livenessProbe?: Probe;
  startupProbe?: Probe;
}

interface ContainerPort {
  name?: string;
  containerPort?: number;
  hostPort?: number;
}

interface EnvironmentVariable {
  name?: string;
  value?: string;
  valueFrom?: Record<string, unknown>;
}

/** What is wrong with the containers of a pod, each by itself and with the others; `taken` are the names of those that are checked before. */
export function containerCauses(containers: readonly Container[], path: string, volumes: ReadonlySet<string>, taken: readonly string[] = []): StatusCause[] {
  const names = containers.map(({ name = '' }) => name);
  return containers.flatMap((container, index) => [
    ...ownCauses(container, `${path}[${index}]`, volumes),
    ...(names[index] !== '' && [...taken, ...names.slice(0, index)].includes(names[index]!) ? [duplicate(`${path}[${index}].name`, names[index])] : []),
    ...probeCausesOf(container, `${path}[${index}]`),
  ]);
}

function ownCauses({ name = '', image = '', ports = [], env = [], volumeMounts = [], resources = {} }: Container, path: string, volumes: ReadonlySet<string>): StatusCause[] {
  return [
    ...(name === '' ? [required(`${path}.name`)] : invalidForEach(`${path}.name`, name, dnsLabelProblems(name))),
    ...(image === '' ? [required(`${path}.image`)] : []),
    ...portsCauses(ports, `${path}.ports`),
    ...env.flatMap((variable, index) => variableCauses(variable, `${path}.env[${index}]`)),
    ...mountCauses(volumeMounts, `${path}.volumeMounts`, volumes),
    ...resourceCauses(resources, `${path}.resources`),
  ];
}

function portsCauses(ports: readonly ContainerPort[], path: string): StatusCause[] {
  return ports.flatMap(({ name = '', containerPort = 0, hostPort = 0 }, index) => {
    const place = `${path}[${index}]`;
    const problems = name === '' ? [] : portNameProblems(name);
    const isTaken = problems.length === 0 && name !== '' && ports.slice(0, index).some((other) => other.name === name);
    return [
      ...invalidForEach(`${place}.name`, name, problems),
      ...(isTaken ? [duplicate(`${place}.name`, name)] : []),
      ...(containerPort === 0 ? [required(`${place}.containerPort`)] : invalidForEach(`${place}.containerPort`, containerPort, portNumberProblems(containerPort))),
      ...(hostPort === 0 ? [] : invalidForEach(`${place}.hostPort`, hostPort, portNumberProblems(hostPort))),
    ];
  });
}

function variableCauses({ name = '', value = '', valueFrom }: EnvironmentVariable, path: string): StatusCause[] {
  const isNamed = /^[ -<>-~]+$/.test(name);
  return [
    ...(name === '' ? [required(`${path}.name`)] : isNamed ? [] : [invalid(`${path}.name`, name, "a valid environment variable name must consist only of printable ASCII characters other than '='")]),
    ...(valueFrom === undefined ? [] : sourceCauses(valueFrom, value, `${path}.valueFrom`)),
  ];
}

function sourceCauses(source: Record<string, unknown>, value: string, path: string): StatusCause[] {
  const kinds = Object.keys(source);
  if (kinds.length === 0) {
    return [invalid(path, '', 'must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` or `fileKeyRef`')];
  }
  return [
    ...(value === '' ? [] : [invalid(path, '', 'may not be specified when `value` is not empty')]),
    ...(kinds.length > 1 ? [invalid(path, '', 'may not have more than one field specified at a time')] : []),
    ...kinds.filter((kind) => /^(configMap|secret)KeyRef$/.test(kind)).flatMap((kind) => keyCauses(source[kind] as { name?: string; key?: string }, `${path}.${kind}`)),
  ];
}

function keyCauses({ name = '', key = '' }: { name?: string; key?: string }, path: string): StatusCause[] {
  return [...(name === '' ? [required(`${path}.name`)] : []), ...(key === '' ? [required(`${path}.key`)] : [])];
}

function mountCauses(mounts: NonNullable<Container['volumeMounts']>, path: string, volumes: ReadonlySet<string>): StatusCause[] {
  return mounts.flatMap(({ name = '', mountPath = '' }, index) => {
    const place = `${path}[${index}]`;
    return [
      ...(name === '' ? [required(`${place}.name`)] : []),
      ...(volumes.has(name) ? [] : [notFound(`${place}.name`, name)]),
      ...(mountPath === '' ? [required(`${place}.mountPath`)] : []),
      ...(mounts.slice(0, index).some((other) => other.mountPath === mountPath) ? [invalid(`${place}.mountPath`, mountPath, 'must be unique')] : []),
    ];
  });
}

function probeCausesOf({ livenessProbe, readinessProbe, startupProbe }: Container, path: string): StatusCause[] {
  return [
    ...(livenessProbe === undefined ? [] : probeCauses(livenessProbe, `${path}.livenessProbe`, { succeedsAtOnce: true })),
    ...(readinessProbe === undefined ? [] : probeCauses(readinessProbe, `${path}.readinessProbe`, { succeedsAtOnce: false })),
    ...(startupProbe === undefined ? [] : probeCauses(startupProbe, `${path}.startupProbe`, { succeedsAtOnce: true })),
  ];
}
