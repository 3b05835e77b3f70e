/** Defaults of all but workloads that depend on other fields, by Go's name of the type. */
import type { Names } from '../custom-definition.ts';

interface ServiceSpec {
  type?: string;
  sessionAffinity?: string;
  sessionAffinityConfig?: { clientIP?: { timeoutSeconds?: number } };
  externalTrafficPolicy?: string;
  internalTrafficPolicy?: string;
  allocateLoadBalancerNodePorts?: boolean;
  externalIPs?: string[];
  ipFamilies?: string[];
  ipFamilyPolicy?: string;
}

interface ScalingRules {
  policies?: object[];
  selectPolicy?: string;
  stabilizationWindowSeconds?: number;
}

export const otherKinds = {
  'v1.ServiceSpec': serviceSpecOf,
  'v1.ServicePort': (port: { port?: number; targetPort?: number | string }) => (port.targetPort === undefined && port.port !== undefined ? { ...port, targetPort: port.port } : port),
  'v2.HorizontalPodAutoscalerSpec': (spec: { metrics?: object[] }) => (spec.metrics === undefined ? { ...spec, metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } }] } : spec),
  'v1.HorizontalPodAutoscalerSpec': (spec: { targetCPUUtilizationPercentage?: number }) => (spec.targetCPUUtilizationPercentage === undefined ? { ...spec, targetCPUUtilizationPercentage: 80 } : spec),
  'v2.HorizontalPodAutoscalerBehavior': ({ scaleUp, scaleDown }: { scaleUp?: ScalingRules; scaleDown?: ScalingRules }) => ({
    scaleUp: { stabilizationWindowSeconds: 0, selectPolicy: 'Max', policies: [{ type: 'Pods', value: 4, periodSeconds: 15 }, { type: 'Percent', value: 100, periodSeconds: 15 }], ...scaleUp },
    scaleDown: { selectPolicy: 'Max', policies: [{ type: 'Percent', value: 100, periodSeconds: 15 }], ...scaleDown },
  }),
  'v1.NetworkPolicySpec': (spec: { policyTypes?: string[]; egress?: object[] }) => (spec.policyTypes === undefined ? { ...spec, policyTypes: ['Ingress', ...(spec.egress === undefined ? [] : ['Egress'])] } : spec),
  'v1.Subject': (subject: { kind?: string; apiGroup?: string }) => (subject.apiGroup === undefined && ['User', 'Group'].includes(subject.kind ?? '') ? { ...subject, apiGroup: 'rbac.authorization.k8s.io' } : subject),
  'v1.Secret': withData,
  'v1.NodeStatus': (status: { capacity?: object; allocatable?: object }) => (status.allocatable === undefined && status.capacity !== undefined ? { ...status, allocatable: status.capacity } : status),
  'v1.CustomResourceDefinitionSpec': (spec: { names?: Names }) => (spec.names === undefined ? spec : { ...spec, names: namesOf(spec.names) }),
};

function serviceSpecOf(spec: ServiceSpec): ServiceSpec {
  const { type = 'ClusterIP', sessionAffinity, sessionAffinityConfig, ...others } = spec;
  const isExternal = ['NodePort', 'LoadBalancer'].includes(type) || (type === 'ClusterIP' && others.externalIPs !== undefined);
  return {
    ...(sessionAffinity === undefined ? {} : { sessionAffinity }),
    ...(sessionAffinity === 'ClientIP' ? { sessionAffinityConfig: { clientIP: { timeoutSeconds: sessionAffinityConfig?.clientIP?.timeoutSeconds ?? 10_800 } } } : {}),
    ...(isExternal ? { externalTrafficPolicy: 'Cluster' } : {}),
    ...(type === 'LoadBalancer' ? { allocateLoadBalancerNodePorts: true } : {}),
    ...(type === 'ExternalName' ? {} : { internalTrafficPolicy: 'Cluster', ipFamilies: ['IPv4'], ipFamilyPolicy: 'SingleStack' }),
    type,
    ...others,
  };
}

/** `stringData` is only a way to write `data`. */
function withData(secret: { data?: Record<string, string>; stringData?: Record<string, string> }): object {
  const { stringData, ...others } = secret;
  if (stringData === undefined) {
    return secret;
  }
  return { ...others, data: { ...secret.data, ...Object.fromEntries(Object.entries(stringData).map(([key, text]) => [key, Buffer.from(text).toString('base64')])) } };
}

function namesOf(names: Names): Names {
  const { kind = '', singular = kind.toLowerCase(), listKind = kind === '' ? '' : `${kind}List` } = names as Partial<Names>;
  return { ...names, singular, listKind };
}
