import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { parse } from 'yaml';
import type { KubeObject } from '../../shared/kube/kube.ts';
import { parseReview } from '../../webhook/admission/review.ts';
import type { ReviewPath } from '../../webhook/handlers/handler.ts';
import * as handlers from '../../webhook/handlers/index.ts';
import { handlerFor } from '../../webhook/handler-for.ts';
import { aReview } from '../builders/a-review.ts';

interface Configuration {
  webhooks: { clientConfig: { service: { path: ReviewPath } }; failurePolicy: string; rules: { apiGroups: string[]; apiVersions: string[]; resources: string[]; operations: ('CREATE' | 'UPDATE')[] }[] }[];
}

const kinds: Record<string, string> = { deployments: 'Deployment', canaries: 'Canary', metrictemplates: 'MetricTemplate', alertproviders: 'AlertProvider' };
const webhooks = ['mutating-webhook', 'validating-webhook'].flatMap((name) => (parse(readFileSync(new URL(`../../manifests/webhook/${name}.yaml`, import.meta.url), 'utf8')) as Configuration).webhooks);
const rules = webhooks.flatMap(({ clientConfig: { service: { path } }, failurePolicy, rules: each }) => each.flatMap(({ apiGroups, apiVersions, resources, operations }) =>
  resources.flatMap((resource) => operations.map((operation) => ({ path, failurePolicy, operation, kind: kinds[resource] ?? resource, apiVersion: `${apiGroups[0]}/${apiVersions[0]}` })))));

const review = (operation: 'CREATE' | 'UPDATE' | 'DELETE', { apiVersion, kind, subResource }: { apiVersion: string; kind: string; subResource?: string }) => {
  const object: KubeObject = { apiVersion, kind, metadata: { name: 'podinfo', namespace: 'test' } };
  return parseReview(JSON.stringify(aReview({ operation, object: operation === 'DELETE' ? null : object, oldObject: operation === 'CREATE' ? null : object, ...(subResource === undefined ? {} : { subResource }) })));
};

describe('webhook/handler-for.ts', () => {
  for (const { path, failurePolicy, operation, ...object } of rules) {
    it(`has a handler for every ${operation} of a ${object.kind} that the API server sends to ${path}, which fails as that configuration says`, () => {
      expect(handlerFor(path, review(operation, object))?.failsOpen).to.equal(failurePolicy === 'Ignore');
    });
  }

  it('has no handler that the API server never asks', () => {
    const asked = rules.map(({ path, operation, ...object }) => handlerFor(path, review(operation, object))?.name);
    expect([...new Set(asked)]).to.have.members(Object.values(handlers).map(({ name }) => name));
  });

  const others: [string, ReviewPath, Parameters<typeof review>][] = [
    ['a new Deployment', '/mutate', ['CREATE', { apiVersion: 'apps/v1', kind: 'Deployment' }]],
    ['a deleted Deployment', '/mutate', ['DELETE', { apiVersion: 'apps/v1', kind: 'Deployment' }]],
    ['a scaled Deployment', '/mutate', ['UPDATE', { apiVersion: 'apps/v1', kind: 'Deployment', subResource: 'scale' }]],
    ['a Canary that is to be changed by us', '/mutate', ['UPDATE', { apiVersion: 'kubectl-canary.dev/v1beta1', kind: 'Canary' }]],
    ['a deleted Canary', '/validate', ['DELETE', { apiVersion: 'kubectl-canary.dev/v1beta1', kind: 'Canary' }]],
    ['the status of a Canary', '/validate', ['UPDATE', { apiVersion: 'kubectl-canary.dev/v1beta1', kind: 'Canary', subResource: 'status' }]],
    ['a Canary of somebody else', '/validate', ['CREATE', { apiVersion: 'flagger.app/v1beta1', kind: 'Canary' }]],
    ['a Pod', '/validate', ['CREATE', { apiVersion: 'v1', kind: 'Pod' }]],
  ];
  for (const [title, path, words] of others) {
    it(`has none for ${title}`, () => expect(handlerFor(path, review(...words))).to.equal(undefined));
  }
});
