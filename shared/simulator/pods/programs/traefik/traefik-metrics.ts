import { Counter, Histogram, metricsText } from '../metrics-text.ts';

/** What is counted of a request that was answered. */
export interface CountedRequest {
  readonly code: number;
  readonly method: string;
}

const bounds = [0.1, 0.3, 1.2, 5];
const partition = 'partitioned by status code, protocol, and method.';

/** What Traefik counts, from its start on; a new configuration begins nothing anew. */
export class TraefikMetrics {
  readonly #entryPointRequests = new Counter({ name: 'traefik_entrypoint_requests_total', help: `How many HTTP requests processed on an entrypoint, ${partition}` });
  readonly #entryPointDurations = new Histogram({ name: 'traefik_entrypoint_request_duration_seconds', help: `How long it took to process the request on an entrypoint, ${partition}` }, bounds);
  readonly #serviceRequests = new Counter({ name: 'traefik_service_requests_total', help: `How many HTTP requests processed on a service, ${partition}` });
  readonly #serviceDurations = new Histogram({ name: 'traefik_service_request_duration_seconds', help: `How long it took to process the request on a service, ${partition}` }, bounds);
  readonly #reloads = new Counter({ name: 'traefik_config_reloads_total', help: 'Config reloads' });

  countEntryPoint(entrypoint: string, { code, method }: CountedRequest, seconds: number): void {
    const labels = { code, entrypoint, method, protocol: 'http' };
    this.#entryPointRequests.add(labels);
    this.#entryPointDurations.observe(labels, seconds);
  }

  countService(service: string, { code, method }: CountedRequest, seconds: number): void {
    const labels = { code, method, protocol: 'http', service };
    this.#serviceRequests.add(labels);
    this.#serviceDurations.observe(labels, seconds);
  }

  countReload(): void {
    this.#reloads.add({});
  }

  text(): string {
    return metricsText([this.#reloads, this.#entryPointDurations, this.#entryPointRequests, this.#serviceDurations, this.#serviceRequests]);
  }
}
