/** What a person would have before our product comes: an app with two pods, its Service and its route; and then the Canary. */
import type { Canary } from '../../shared/api/canary.ts';
import type { KubeObject } from '../../shared/kube/kube.ts';

export const demoNamespace = 'demo';
export const demoApp = 'podinfo';
/** Under which its users call it. */
export const demoHost = 'podinfo.demo';
export const firstVersion = '6.0.0';

/** The app as its owners run it. */
export function appObjects(): KubeObject[] {
  const labels = { app: demoApp };
  return [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: demoNamespace } },
    {
      apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: demoApp, namespace: demoNamespace },
      spec: {
        replicas: 2,
        minReadySeconds: 1,
        strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: {
            containers: [{
              name: demoApp, image: imageOf(firstVersion),
              ports: [{ name: 'http', containerPort: 9898 }],
              readinessProbe: { httpGet: { path: '/readyz', port: 'http' }, periodSeconds: 1 },
            }],
          },
        },
      },
    },
    { apiVersion: 'v1', kind: 'Service', metadata: { name: demoApp, namespace: demoNamespace }, spec: { selector: labels, ports: [{ name: 'http', port: 80, targetPort: 'http' }] } },
    {
      apiVersion: 'traefik.io/v1alpha1', kind: 'TraefikService', metadata: { name: demoApp, namespace: demoNamespace },
      spec: { weighted: { services: [{ name: demoApp, port: 80, weight: 1 }] } },
    },
    {
      apiVersion: 'traefik.io/v1alpha1', kind: 'IngressRoute', metadata: { name: demoApp, namespace: demoNamespace },
      spec: { entryPoints: ['web'], routes: [{ kind: 'Rule', match: `Host(\`${demoHost}\`)`, services: [{ kind: 'TraefikService', name: demoApp, port: 80 }] }] },
    },
  ].map((object) => object as KubeObject);
}

/** How its releases are to go: 20, 40 and 60 percent, checked every five seconds by what Traefik counts. */
export function demoCanary(): Canary & KubeObject {
  return {
    apiVersion: 'kubectl-canary.dev/v1beta1', kind: 'Canary', metadata: { name: demoApp, namespace: demoNamespace },
    spec: {
      provider: 'traefik',
      targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: demoApp },
      service: { port: 80, targetPort: 9898 },
      analysis: {
        interval: '5s', threshold: 2, stepWeight: 20, maxWeight: 60,
        metrics: [
          { name: 'request-success-rate', interval: '30s', thresholdRange: { min: 99 } },
          { name: 'request-duration', interval: '30s', thresholdRange: { max: 500 } },
        ],
      },
    },
  } as Canary & KubeObject;
}

/** The image of a version of the app. */
export function imageOf(version: string): string {
  return `ghcr.io/stefanprodan/podinfo:${version}`;
}
