/** A cluster in which all is in order for the Canary `podinfo` in namespace `test`, bent per case, as the checks of doctor see it. */
import { expect } from 'chai';
import { canaryContext } from '../../plugin/doctor/contexts.ts';
import type { CanaryContext, Check, ClusterContext } from '../../plugin/doctor/check.ts';
import type { Sight } from '../../plugin/doctor/finding.ts';
import { desiredObjects } from '../../plugin/install/desired-objects.ts';
import { readManifests } from '../../plugin/install/manifests.ts';
import type { Manifests } from '../../plugin/install/manifests.ts';
import type { Canary } from '../../shared/api/canary.ts';
import type { HttpRequest, HttpResponse, KubeObject } from '../../shared/kube/kube.ts';
import { version } from '../../shared/version.ts';
import { aCanary } from './a-canary.ts';
import type { CanaryBuilder } from './a-canary.ts';
import { aDeployment } from './a-deployment.ts';
import { aPod, apiServerSays } from './a-pod.ts';
import { alive } from './an-empty-cluster.ts';
import { FakeKube } from './fake-kube.ts';
import { someCertificates } from './some-certificates.ts';

export const checkupTime = new Date('2026-01-01T12:00:00Z');

export interface CheckupSettings {
  readonly canary?: CanaryBuilder;
  /** In place of what has that kind, name and namespace, or besides. */
  readonly objects?: readonly KubeObject[];
  /** Titles such as `Deployment webhook` of what is not there. */
  readonly without?: readonly string[];
  readonly runner?: boolean;
  /** e.g. `1.37` */
  readonly version?: string;
  /** Verbs and plurals that this user lacks, e.g. `create deployments`; none: a cluster admin. */
  readonly denied?: readonly string[];
  /** The same of service accounts: `runner create deployments`. */
  readonly deniedToAccounts?: readonly string[];
  /** Groups with version that the API server does not serve. */
  readonly unserved?: readonly string[];
  /** Answers a request before all others do. */
  answer?(path: string, request: HttpRequest): HttpResponse | undefined;
  /** Host names that do not resolve. */
  readonly unresolved?: readonly string[];
}

export const metricsText = (service: string): string => [200, 500].map((code) => `traefik_service_request_duration_seconds_count{code="${code}",service="test-${service}-80@kubernetescrd"} ${code === 200 ? 99 : 1}`).join('\n');

/** The Canary that all is in order for: weighted by Traefik, judged by what its pods count. */
export function healthyCanary(): CanaryBuilder {
  return aCanary().routedBy('traefik').serving({ targetPort: 9898 }).inPhase('Initialized').analysed({ metrics: [{ name: 'request-success-rate', thresholdRange: { min: 99 } }] });
}

/** What one check sees, each as `severity message → next`. */
export async function sights(check: Check, settings: CheckupSettings = {}, kube?: FakeKube): Promise<string[]> {
  const world = await aCheckup(settings, kube);
  const seen = check.about === 'cluster' ? await check.look(world.cluster) : await check.look(world.canary);
  return seen.map(textOf);
}

/** A table of cases: what it is about, how the cluster is bent, and what the check sees. */
export type CheckupCase = readonly [title: string, settings: CheckupSettings, expected: readonly string[]];

/** One test for each case; none of them writes. */
export function itSees(check: Check, cases: readonly CheckupCase[]): void {
  for (const [title, settings, expected] of cases) {
    it(title, async () => {
      const kube = new FakeKube();
      expect(await sights(check, settings, kube)).to.deep.equal(expected);
      expect(kube.writes).to.deep.equal([]);
    });
  }
}

/** A sight on one line. */
export function textOf({ severity, message, next }: Sight): string {
  return `${severity} ${message}${next === undefined ? '' : ` → ${next}`}`;
}

/** The whole of it. */
export async function aCheckup(settings: CheckupSettings = {}, kube = new FakeKube()): Promise<{ kube: FakeKube; cluster: ClusterContext; canary: CanaryContext }> {
  const shipped = await manifests();
  const canary = (settings.canary ?? healthyCanary()).build();
  kube.put(...(await objectsOf(settings, shipped, canary)));
  kube.onRequest = (path, request) => settings.answer?.(path, request) ?? answer(path, request, settings);
  const context = canaryContext(kube, canary, checkupTime);
  const resolves = async (host: string) => !(settings.unresolved ?? []).includes(host);
  return { kube, cluster: { kube, now: checkupTime, canaries: [canary], shipped }, canary: { ...context, resolves } };
}

async function objectsOf({ objects = [], without = [], runner = false }: CheckupSettings, shipped: Manifests, canary: Canary): Promise<KubeObject[]> {
  const installed = desiredObjects(shipped, { image: `kubectl-canary:${version}`, runner, drive: false }).map((object) => withGeneration(alive(object)));
  const { authority } = await certificates();
  const caBundle = Buffer.from(authority.certificate).toString('base64');
  const all = [...installed.map((object) => withAuthority(object, caBundle)), canary as KubeObject, ...surroundings()].filter((object) => ![...objects].some((other) => titleOf(other) === titleOf(object)));
  return [...all, ...objects].filter((object) => !without.includes(`${object.kind} ${object.metadata.name}`));
}

let read: ReturnType<typeof readManifests> | undefined;
const manifests = () => (read ??= readManifests());
let kept: ReturnType<typeof someCertificates> | undefined;
const certificates = () => (kept ??= someCertificates(new Date('2026-01-01T00:00:00Z')));

function withGeneration(object: KubeObject): KubeObject {
  const { status } = object as KubeObject & { status?: object };
  return { ...object, ...(status === undefined ? {} : { status: { ...status, observedGeneration: 1 } }) };
}

function withAuthority(object: KubeObject, caBundle: string): KubeObject {
  const { webhooks } = object as KubeObject & { webhooks?: { clientConfig: object }[] };
  return webhooks === undefined ? object : { ...object, webhooks: webhooks.map((each) => ({ ...each, clientConfig: { ...each.clientConfig, caBundle } })) } as KubeObject;
}

/** The app as its users have it, and the data plane. */
function surroundings(): KubeObject[] {
  const service = (name: string, app: string, labels: Record<string, string>) => ({ apiVersion: 'v1', kind: 'Service', metadata: { name, namespace: 'test', labels }, spec: { selector: { app }, ports: [{ name: 'http', port: 80, targetPort: 9898 }] } }) as KubeObject;
  const ours = { 'kubectl-canary.dev/canary': 'podinfo' };
  return [
    aDeployment().container({ readinessProbe: { httpGet: { port: 'http' } } }).build(),
    service('podinfo', 'podinfo', {}),
    service('podinfo-primary', 'podinfo', ours),
    service('podinfo-canary', 'podinfo-canary', ours),
    aTraefikService([{ name: 'podinfo-primary', port: 80, weight: 100 }]),
    anIngressRoute({ kind: 'TraefikService', name: 'podinfo' }),
    aPod('traefik-1'),
  ];
}

export function aTraefikService(services: object[]): KubeObject {
  return { apiVersion: 'traefik.io/v1alpha1', kind: 'TraefikService', metadata: { name: 'podinfo', namespace: 'test', labels: { 'kubectl-canary.dev/canary': 'podinfo' } }, spec: { weighted: { services } } } as KubeObject;
}

export function anIngressRoute(...services: object[]): KubeObject {
  return { apiVersion: 'traefik.io/v1alpha1', kind: 'IngressRoute', metadata: { name: 'web', namespace: 'test' }, spec: { routes: [{ match: 'Host(`a`)', services }] } } as KubeObject;
}

/** What Prometheus answers: so many series of this value. */
export function prometheusSays(value: number, series = 1): HttpResponse {
  return json(200, { status: 'success', data: { resultType: 'vector', result: Array.from({ length: series }, () => ({ metric: {}, value: [0, String(value)] })) } });
}

function answer(path: string, request: HttpRequest, settings: CheckupSettings): HttpResponse {
  const { version: cluster = '1.37', unserved = [] } = settings;
  if (path === '/version') {
    const [major, minor] = cluster.split('.');
    return json(200, { major, minor });
  }
  if (path.includes('accessreviews')) {
    return json(201, { status: { allowed: isAllowed(request, settings) } });
  }
  const served = unserved.some((each) => path === `/apis/${each}`) ? undefined : resourcesOf[path];
  if (served !== undefined) {
    return json(200, { resources: served.map((name) => ({ name })) });
  }
  if (path.endsWith('/metrictemplates')) {
    return apiServerSays(403, 'admission webhook "validate.kubectl-canary.dev" denied the request: spec.query: expected a query whose placeholders are known');
  }
  return path.includes('/pods/traefik-1:9100/proxy/metrics') ? { status: 200, headers: {}, text: metricsText('podinfo-primary') } : apiServerSays(404, 'the server could not find the requested resource');
}

const resourcesOf: Record<string, string[]> = {
  '/apis/kubectl-canary.dev/v1beta1': ['canaries', 'metrictemplates', 'alertproviders'],
  '/apis/traefik.io/v1alpha1': ['traefikservices', 'ingressroutes'],
};

function isAllowed({ body }: HttpRequest, { denied = [], deniedToAccounts = [] }: CheckupSettings): boolean {
  const { user, resourceAttributes: { verb, resource, subresource } } = (body as { spec: { user?: string; resourceAttributes: { verb: string; resource: string; subresource?: string } } }).spec;
  const asked = `${verb} ${resource}${subresource === undefined ? '' : `/${subresource}`}`;
  return user === undefined ? (resource === '*' ? denied.length === 0 : !denied.includes(asked)) : !deniedToAccounts.includes(`${user.split(':').at(-1)} ${asked}`);
}

function json(status: number, body: object): HttpResponse {
  return { status, headers: {}, text: JSON.stringify(body) };
}

function titleOf({ kind, metadata: { name, namespace } }: KubeObject): string {
  return `${kind} ${namespace}/${name}`;
}
