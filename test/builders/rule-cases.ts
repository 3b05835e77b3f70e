export interface RuleCase {
  readonly holds: readonly unknown[];
  readonly fails: readonly unknown[];
  readonly old?: unknown;
}

const matches = { holds: [{}, { exact: 'a' }], fails: [{ exact: 'a', prefix: 'b' }] };
const target = (name: string, phase?: string) => ({ spec: { targetRef: { kind: 'Deployment', name } }, ...(phase === undefined ? {} : { status: { phase } }) });
const routed = (provider: string | undefined, phase: string) => ({ spec: { ...(provider === undefined ? {} : { provider }), service: { port: 80 } }, status: { phase } });

/** The CEL rules of our own kinds: values on which each holds, and on which it does not. */
export const ruleCases: Record<string, RuleCase> = {
  "self.spec.targetRef == oldSelf.spec.targetRef || !has(self.status) || !has(self.status.phase) || self.status.phase in ['', 'Initializing', 'Initialized', 'Succeeded']":
    { old: target('a'), holds: [target('a', 'Progressing'), target('b'), target('b', 'Succeeded')], fails: [target('b', 'Progressing')] },
  [[
    "!has(self.status) || !has(self.status.phase) || !(self.status.phase in ['Progressing', 'WaitingPromotion', 'Promoting', 'Finalising'])",
    '|| (has(self.spec.provider) ? has(oldSelf.spec.provider) && self.spec.provider == oldSelf.spec.provider : !has(oldSelf.spec.provider))',
    '&& (has(self.spec.service) && has(self.spec.service.name) ? has(oldSelf.spec.service) && has(oldSelf.spec.service.name) && self.spec.service.name == oldSelf.spec.service.name',
    ': !has(oldSelf.spec.service) || !has(oldSelf.spec.service.name))',
  ].join(' ')]: { old: routed('traefik', 'Progressing'), holds: [routed('traefik', 'Progressing'), routed('istio', 'Initialized')], fails: [routed('istio', 'Progressing'), routed(undefined, 'Promoting')] },
  '!has(self.minReplicas) || !has(self.maxReplicas) || self.minReplicas <= self.maxReplicas': { holds: [{}, { minReplicas: 1, maxReplicas: 1 }], fails: [{ minReplicas: 2, maxReplicas: 1 }] },
  '!has(self.delegation) || !self.delegation || ((!has(self.hosts) || size(self.hosts) == 0) && (!has(self.gateways) || size(self.gateways) == 0))':
    { holds: [{}, { delegation: false, hosts: ['a'] }, { delegation: true, hosts: [] }], fails: [{ delegation: true, gateways: ['a'] }] },
  "type(self) == int ? self >= 1 && self <= 65535 : self.matches('^[a-z0-9]([a-z0-9-]*[a-z0-9])?$')": { holds: [80, 'http', 'h-2'], fails: [0, 70_000, 'h-', 'HTTP'] },
  '!has(self.simple) || !has(self.consistentHash)': { holds: [{}, { simple: 'a' }], fails: [{ simple: 'a', consistentHash: {} }] },
  '[has(self.httpHeaderName), has(self.httpCookie), has(self.useSourceIp), has(self.httpQueryParameterName)].exists_one(given, given)': { holds: [{ useSourceIp: true }], fails: [{}, { useSourceIp: true, httpCookie: {} }] },
  '[has(self.exact), has(self.prefix), has(self.regex)].filter(given, given).size() <= 1': matches,
  '[has(self.exact), has(self.prefix), has(self.regex)].exists_one(given, given)': { holds: [{ exact: 'a' }], fails: [{}, { exact: 'a', prefix: 'b' }] },
  '[has(self.stepWeight), has(self.stepWeights), has(self.iterations)].exists_one(given, given)': { holds: [{ stepWeight: 10 }], fails: [{}, { stepWeight: 10, iterations: 5 }] },
  '!has(self.match) || size(self.match) == 0 || has(self.iterations)': { holds: [{}, { match: [] }, { match: [{}], iterations: 1 }], fails: [{ match: [{}] }] },
  "duration(self) >= duration('1s')": { holds: ['1s', '1m30s', '1.5s'], fails: ['999ms', '0s'] },
  'self.isSorted() && self.all(weight, self.exists_one(other, other == weight))': { holds: [[1, 5, 25], []], fails: [[5, 1], [1, 1]] },
  "type(self) == int ? self >= 1 : self == 'full'": { holds: [1, 'full'], fails: [0, 'half'] },
  '[has(self.exact), has(self.prefix), has(self.suffix), has(self.regex)].exists_one(given, given)': { holds: [{ suffix: 'a' }], fails: [{}, { suffix: 'a', regex: 'b' }] },
  "self.name in ['request-success-rate', 'request-duration'] || has(self.templateRef) || has(self.query)": { holds: [{ name: 'request-duration' }, { name: 'x', query: 'y' }], fails: [{ name: 'x' }] },
  '!has(self.min) || !has(self.max) || self.min <= self.max': { holds: [{}, { min: 1, max: 1.5 }], fails: [{ min: 2, max: 1.5 }] },
  '!has(self.primaryCookieName) || self.primaryCookieName != self.cookieName': { holds: [{ cookieName: 'a' }, { cookieName: 'a', primaryCookieName: 'b' }], fails: [{ cookieName: 'a', primaryCookieName: 'a' }] },
  'has(self.address) != has(self.secretRef)': { holds: [{ address: 'a' }], fails: [{}, { address: 'a', secretRef: {} }] },
  "!(self.type in ['prometheus', 'graphite', 'influxdb', 'dynatrace', 'splunk']) || (has(self.address) && self.address != '')": { holds: [{ type: 'cloudwatch' }, { type: 'prometheus', address: 'a' }], fails: [{ type: 'prometheus' }, { type: 'splunk', address: '' }] },
  "self.type != 'cloudwatch' || (has(self.region) && self.region != '')": { holds: [{ type: 'prometheus' }, { type: 'cloudwatch', region: 'a' }], fails: [{ type: 'cloudwatch' }] },
};
