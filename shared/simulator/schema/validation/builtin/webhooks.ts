import type { StatusCause } from '../../../api-server/api-status.ts';
import type { ApiObject } from '../../../api-object.ts';
import { duplicate, invalid, invalidForEach, required } from '../causes.ts';
import { selectorProblems } from '../labels.ts';
import type { LabelSelector } from '../labels.ts';
import { dnsSubdomainProblems } from '../names.ts';
import { conditionCauses, operationCauses } from './matching.ts';
import type { MatchCondition, Operations } from './matching.ts';

interface Webhook {
  name?: string;
  clientConfig?: { url?: string; service?: { name?: string; namespace?: string; path?: string; port?: number } };
  rules?: Operations[];
  sideEffects?: string;
  admissionReviewVersions?: string[];
  timeoutSeconds?: number;
  namespaceSelector?: LabelSelector;
  objectSelector?: LabelSelector;
  matchConditions?: MatchCondition[];
}

const knownVersions = ['v1', 'v1beta1'];

/** What is wrong with a MutatingWebhookConfiguration or ValidatingWebhookConfiguration. */
export function webhookConfigurationCauses(configuration: ApiObject): StatusCause[] {
  const { webhooks = [] } = configuration as { webhooks?: Webhook[] };
  return webhooks.flatMap((webhook, index) => [
    ...webhookCauses(webhook, `webhooks[${index}]`),
    ...(webhooks.slice(0, index).some(({ name }) => name === webhook.name) ? [duplicate(`webhooks[${index}].name`, webhook.name)] : []),
  ]);
}

function webhookCauses(webhook: Webhook, path: string): StatusCause[] {
  const { clientConfig = {}, rules = [], sideEffects, admissionReviewVersions = [], timeoutSeconds = 10, namespaceSelector = {}, objectSelector = {}, matchConditions = [] } = webhook;
  return [
    ...nameCauses(webhook.name ?? '', `${path}.name`),
    ...rules.flatMap((rule, index) => operationCauses(rule, `${path}.rules[${index}]`)),
    ...(sideEffects === undefined ? [required(`${path}.sideEffects`, 'must specify one of None, NoneOnDryRun')] : []),
    ...versionCauses(admissionReviewVersions, `${path}.admissionReviewVersions`),
    ...(timeoutSeconds < 1 || timeoutSeconds > 30 ? [invalid(`${path}.timeoutSeconds`, timeoutSeconds, 'the timeout value must be between 1 and 30 seconds')] : []),
    ...selectorProblems(namespaceSelector, `${path}.namespaceSelector`),
    ...selectorProblems(objectSelector, `${path}.objectSelector`),
    ...clientCauses(clientConfig, `${path}.clientConfig`),
    ...conditionCauses(matchConditions, `${path}.matchConditions`),
  ];
}

function nameCauses(name: string, path: string): StatusCause[] {
  if (name === '') {
    return [required(path)];
  }
  const problems = dnsSubdomainProblems(name);
  return problems.length > 0 ? invalidForEach(path, name, problems) : name.split('.').length < 3 ? [invalid(path, name, 'should be a domain with at least three segments separated by dots')] : [];
}

function versionCauses(versions: readonly string[], path: string): StatusCause[] {
  if (versions.length === 0) {
    return [required(path, `must specify one of ${knownVersions.join(', ')}`)];
  }
  return versions.some((version) => knownVersions.includes(version)) ? [] : [invalid(path, versions, `must include at least one of ${knownVersions.join(', ')}`)];
}

function clientCauses({ url, service }: NonNullable<Webhook['clientConfig']>, path: string): StatusCause[] {
  if ((url === undefined) === (service === undefined)) {
    return [required(path, 'exactly one of url or service is required')];
  }
  return service === undefined ? urlCauses(url!, `${path}.url`) : serviceCauses(service, `${path}.service`);
}

function urlCauses(text: string, path: string): StatusCause[] {
  const form = '; desired format: https://host[/path]';
  const url = URL.parse(text);
  if (url === null) {
    return [required(path, `url must be a valid URL${form}`)];
  }
  return [
    ...(url.protocol === 'https:' ? [] : [invalid(path, url.protocol.slice(0, -1), `'https' is the only allowed URL scheme${form}`)]),
    ...(url.host === '' ? [invalid(path, url.host, `host must be specified${form}`)] : []),
    ...(url.username === '' ? [] : [invalid(path, url.username, 'user information is not permitted in the URL')]),
    ...(url.hash === '' ? [] : [invalid(path, url.hash.slice(1), 'fragments are not permitted in the URL')]),
    ...(url.search === '' ? [] : [invalid(path, url.search.slice(1), 'query parameters are not permitted in the URL')]),
  ];
}

function serviceCauses({ name = '', namespace = '', path: given, port = 443 }: NonNullable<NonNullable<Webhook['clientConfig']>['service']>, path: string): StatusCause[] {
  return [
    ...(name === '' ? [required(`${path}.name`)] : []),
    ...(namespace === '' ? [required(`${path}.namespace`)] : []),
    ...(port < 1 || port > 65_535 ? [invalid(`${path}.port`, port, 'port is not valid: must be between 1 and 65535, inclusive')] : []),
    ...(given === undefined ? [] : pathCauses(given, `${path}.path`)),
  ];
}

function pathCauses(given: string, path: string): StatusCause[] {
  const segments = given.replace(/\/$/, '').split('/').slice(1);
  const empty = given === '/' || given === '' ? -1 : given.startsWith('/') ? segments.indexOf('') : 0;
  return [...(given.startsWith('/') ? [] : [invalid(path, given, "must start with a '/'")]), ...(empty >= 0 ? [invalid(path, given, `segment[${empty}] may not be empty`)] : [])];
}
