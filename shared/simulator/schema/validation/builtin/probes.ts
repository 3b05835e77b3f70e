import type { StatusCause } from '../../../api-server/api-status.ts';
import { forbidden, invalid, required } from '../causes.ts';
import { negativeCauses, portCauses } from './numbers.ts';
import type { IntOrString } from './numbers.ts';

export interface Probe {
  exec?: { command?: string[] };
  httpGet?: { port?: IntOrString };
  tcpSocket?: { port?: IntOrString };
  grpc?: { port?: number };
  initialDelaySeconds?: number;
  timeoutSeconds?: number;
  periodSeconds?: number;
  successThreshold?: number;
  failureThreshold?: number;
  terminationGracePeriodSeconds?: number;
}

const handlers = ['exec', 'httpGet', 'tcpSocket', 'grpc'] as const;

/** What is wrong with a probe; `succeedsAtOnce`: one success is all that it may wait for. */
export function probeCauses(probe: Probe, path: string, { succeedsAtOnce }: { succeedsAtOnce: boolean }): StatusCause[] {
  const { initialDelaySeconds, timeoutSeconds, periodSeconds, successThreshold = 1, failureThreshold, terminationGracePeriodSeconds = 1 } = probe;
  return [
    ...handlerCauses(probe, path),
    ...negativeCauses({
      [`${path}.initialDelaySeconds`]: initialDelaySeconds,
      [`${path}.timeoutSeconds`]: timeoutSeconds,
      [`${path}.periodSeconds`]: periodSeconds,
      [`${path}.successThreshold`]: successThreshold,
      [`${path}.failureThreshold`]: failureThreshold,
    }),
    ...(terminationGracePeriodSeconds <= 0 ? [invalid(`${path}.terminationGracePeriodSeconds`, terminationGracePeriodSeconds, 'must be greater than 0')] : []),
    ...(succeedsAtOnce && successThreshold !== 1 ? [invalid(`${path}.successThreshold`, successThreshold, 'must be 1')] : []),
  ];
}

function handlerCauses(probe: Probe, path: string): StatusCause[] {
  const [first, ...others] = handlers.filter((handler) => probe[handler] !== undefined);
  if (first === undefined) {
    return [required(path, 'must specify a handler type')];
  }
  return [...actionCauses(probe, first, `${path}.${first}`), ...others.map((handler) => forbidden(`${path}.${handler}`, 'may not specify more than 1 handler type'))];
}

function actionCauses({ exec, httpGet, tcpSocket, grpc }: Probe, handler: (typeof handlers)[number], path: string): StatusCause[] {
  if (handler === 'exec') {
    return (exec?.command ?? []).length === 0 ? [required(`${path}.command`)] : [];
  }
  return portCauses(`${path}.port`, (httpGet ?? tcpSocket ?? grpc)?.port ?? 0);
}
