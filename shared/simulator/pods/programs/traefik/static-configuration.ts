import { parseDuration } from '../../../../time/duration.ts';

/** What Traefik is told on its command line. */
export interface StaticConfiguration {
  /** Name -> container port. */
  readonly entryPoints: ReadonlyMap<string, number>;
  /** Which of them shows /metrics, and which /ping; all others serve routes as well. */
  readonly metricsEntryPoint: string;
  readonly pingEntryPoint: string;
  readonly allowCrossNamespace: boolean;
  /** Changes take effect so long after they were made; the real one waits up to 2 s. */
  readonly throttleMs: number;
}

const usualEntryPoints: [string, number][] = [['web', 8000], ['metrics', 9100], ['traefik', 8080]];
const usualThrottleMs = 500;

/** Reads arguments such as `--entrypoints.web.address=:8000`; names in them do not heed case. @throws RangeError for a duration that is none. */
export function readArguments(args: readonly string[]): StaticConfiguration {
  const options = new Map(args.map((text) => {
    const [name = '', value = 'true'] = text.replace(/^--/, '').split('=');
    return [name.toLowerCase(), value];
  }));
  const addresses = [...options].flatMap(([name, address]): [string, number][] => {
    const [, entryPoint] = /^entrypoints\.(\w+)\.address$/.exec(name) ?? [];
    const [, port] = /:(\d+)(?:\/tcp)?$/.exec(address) ?? [];
    return entryPoint === undefined || port === undefined ? [] : [[entryPoint, Number(port)]];
  });
  const throttle = options.get('providers.providersthrottleduration');
  return {
    entryPoints: new Map([...usualEntryPoints, ...addresses]),
    metricsEntryPoint: options.get('metrics.prometheus.entrypoint') ?? 'metrics',
    pingEntryPoint: options.get('ping.entrypoint') ?? 'traefik',
    allowCrossNamespace: options.get('providers.kubernetescrd.allowcrossnamespace') === 'true',
    throttleMs: throttle === undefined ? usualThrottleMs : parseDuration(throttle) * 1000,
  };
}
