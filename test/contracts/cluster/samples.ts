/** The objects that the subjects work with. Each is as short as the API allows, so that what is there besides came from the cluster. */
import type { Json } from './answer.ts';

/** `metadata` is laid over its name. */
export function aConfigMap(name: string, { data = { a: '1' }, ...metadata }: Json = {}): Json {
  return { metadata: { name, ...metadata }, data };
}

/** A Deployment that starts nothing: paused, without replicas, of images that nobody has. `spec` is laid over its own. */
export function anIdleDeployment(name: string, { spec = {}, ...metadata }: Json = {}): Json {
  const containers = [{ name: 'app', image: 'nobody.example.com/app:1', env: [{ name: 'A', value: '1' }] }, { name: 'side', image: 'nobody.example.com/side:1' }];
  return {
    metadata: { name, ...metadata },
    spec: { paused: true, replicas: 0, selector: { matchLabels: { app: name } }, template: { metadata: { labels: { app: name } }, spec: { containers } }, ...spec },
  };
}

/** A pod template of podinfo, ready as soon as it answers, and gone as soon as it is told. */
export function aTemplate(app: string, image: string): Json {
  return {
    metadata: { labels: { app } },
    spec: {
      terminationGracePeriodSeconds: 0,
      containers: [{
        name: 'podinfod', image, imagePullPolicy: 'IfNotPresent',
        command: ['./podinfo', '--port=9898', '--port-metrics=9797'],
        ports: [{ name: 'http', containerPort: 9898 }],
        readinessProbe: { httpGet: { path: '/readyz', port: 'http' }, periodSeconds: 1, failureThreshold: 1 },
      }],
    },
  };
}

/** A Deployment that runs podinfo. `spec` is laid over its own. */
export function aDeployment(name: string, image: string, spec: Json = {}): Json {
  return { metadata: { name }, spec: { replicas: 2, selector: { matchLabels: { app: name } }, template: aTemplate(name, image), ...spec } };
}

export function aPod(name: string, image: string, spec: Json = {}): Json {
  const template = aTemplate(name, image);
  return { metadata: { name, ...template.metadata }, spec: { ...template.spec, ...spec } };
}

/** A Service of the pods with the label `app`. */
export function aService(name: string, spec: Json = {}): Json {
  return { metadata: { name }, spec: { selector: { app: name }, ports: [{ name: 'http', port: 80, targetPort: 'http' }], ...spec } };
}

export function aLease(name: string, spec: Json = {}): Json {
  return { metadata: { name }, spec: { holderIdentity: 'one', leaseDurationSeconds: 15, renewTime: '2026-01-31T12:00:00.000000Z', ...spec } };
}

export function aMetricTemplate(name: string, { spec = {}, ...metadata }: Json = {}): Json {
  return { metadata: { name, ...metadata }, spec: { provider: { type: 'prometheus', address: 'http://prometheus.test:9090' }, query: 'sum(up)', ...spec } };
}

/** A Canary; `spec` is laid over its own, and `analysis` over that in it. */
export function aCanaryOf(name: string, spec: Json = {}, analysis: Json = {}): Json {
  return {
    metadata: { name },
    spec: {
      provider: 'traefik',
      targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
      service: { port: 80 },
      analysis: { interval: '1m', threshold: 5, stepWeight: 10, maxWeight: 50, ...analysis },
      ...spec,
    },
  };
}
