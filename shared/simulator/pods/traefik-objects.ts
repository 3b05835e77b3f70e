import type { KubeObject } from '../../kube/kube.ts';
import { traefikDefinitions } from './traefik-definitions.ts';

const namespace = 'traefik';
const name = 'traefik';
const labels = { app: name };

/** Traefik as a person would install it, its kinds first: its web entry point is port 80 of Service `traefik` in namespace `traefik`. */
export function traefikObjects(): KubeObject[] {
  const objects: (KubeObject & Record<string, unknown>)[] = [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace } },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name },
      rules: [
        { apiGroups: [''], resources: ['services'], verbs: ['get', 'list', 'watch'] },
        { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: ['get', 'list', 'watch'] },
        { apiGroups: ['traefik.io'], resources: ['ingressroutes', 'traefikservices'], verbs: ['get', 'list', 'watch'] },
      ],
    },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRoleBinding', metadata: { name },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name },
      subjects: [{ kind: 'ServiceAccount', name, namespace }],
    },
    deployment,
    { apiVersion: 'v1', kind: 'Service', metadata: { name, namespace }, spec: { selector: labels, ports: [{ name: 'web', port: 80, targetPort: 8000 }] } },
  ];
  return [...traefikDefinitions(), ...objects];
}

const deployment = {
  apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name, namespace },
  spec: {
    selector: { matchLabels: labels },
    template: {
      metadata: { labels, annotations: { 'prometheus.io/scrape': 'true', 'prometheus.io/port': '9100', 'prometheus.io/path': '/metrics' } },
      spec: {
        serviceAccountName: name,
        containers: [{
          name, image: 'docker.io/library/traefik:v3.5.3',
          args: [
            '--entrypoints.web.address=:8000', '--entrypoints.metrics.address=:9100', '--metrics.prometheus.entrypoint=metrics', '--metrics.prometheus.addserviceslabels=true',
            '--providers.kubernetescrd', '--providers.kubernetescrd.allowcrossnamespace=true', '--ping', '--entrypoints.traefik.address=:8080',
          ],
          readinessProbe: { httpGet: { path: '/ping', port: 8080 }, periodSeconds: 1 },
        }],
      },
    },
  },
};
