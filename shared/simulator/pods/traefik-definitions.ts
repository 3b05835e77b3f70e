/** The two kinds of Traefik's that its data plane here reads, as far as they are read; what else is written into them is kept. */
import type { KubeObject } from '../../kube/kube.ts';

const text = { type: 'string' };
const whole = { type: 'integer' };
const yesOrNo = { type: 'boolean' };
const intOrText = { 'anyOf': [whole, text], 'x-kubernetes-int-or-string': true };

const sticky = {
  type: 'object',
  properties: {
    cookie: {
      type: 'object',
      properties: { name: text, path: text, domain: text, maxAge: whole, secure: yesOrNo, httpOnly: yesOrNo, sameSite: { type: 'string', enum: ['none', 'lax', 'strict'] } },
    },
  },
};

const reference = {
  name: text, namespace: text, kind: { type: 'string', enum: ['Service', 'TraefikService'] }, port: intOrText, weight: { type: 'integer', minimum: 0 },
  nativeLB: yesOrNo, passHostHeader: yesOrNo, scheme: text, sticky,
};

/** An object of which these fields are known; others are kept. */
function open(properties: object, required: readonly string[] = []): object {
  return { 'type': 'object', 'x-kubernetes-preserve-unknown-fields': true, properties, ...(required.length === 0 ? {} : { required }) };
}

function listOf(items: object): object {
  return { type: 'array', items };
}

const traefikServiceSpec = open({
  weighted: open({ services: listOf(open(reference, ['name'])), sticky }),
  mirroring: open({ ...reference, mirrors: listOf(open({ ...reference, percent: whole }, ['name'])) }, ['name']),
});

const route = open({ match: text, kind: { type: 'string', enum: ['Rule'] }, priority: whole, services: listOf(open(reference, ['name'])) }, ['match']);
const ingressRouteSpec = open({ entryPoints: listOf(text), routes: listOf(route) }, ['routes']);

function definition(kind: string, spec: object): KubeObject {
  const singular = kind.toLowerCase();
  const plural = `${singular}s`;
  const schema = { openAPIV3Schema: { type: 'object', required: ['metadata', 'spec'], properties: { apiVersion: text, kind: text, metadata: { type: 'object' }, spec } } };
  const object = {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.traefik.io` },
    spec: {
      group: 'traefik.io',
      names: { kind, listKind: `${kind}List`, plural, singular },
      scope: 'Namespaced',
      versions: [{ name: 'v1alpha1', served: true, storage: true, schema }],
    },
  };
  return object;
}

/** The CustomResourceDefinitions of TraefikService and IngressRoute. */
export function traefikDefinitions(): KubeObject[] {
  return [definition('IngressRoute', ingressRouteSpec), definition('TraefikService', traefikServiceSpec)];
}
