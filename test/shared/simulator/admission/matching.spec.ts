import { expect } from 'chai';
import { match } from '../../../../shared/simulator/admission/matching.ts';
import type { Criteria, Rule } from '../../../../shared/simulator/admission/matching.ts';
import { aConfigMap, aDefinition, anAdmissionWorld, aNamespace, aRequest, clusterRoles, configMaps, deployments, namespaces } from '../../../builders/an-admission-world.ts';

describe('shared/simulator/admission/matching.ts', () => {
  const { surroundings } = anAdmissionWorld();
  const all: Rule = { apiGroups: ['*'], apiVersions: ['*'], resources: ['*'], operations: ['*'] };
  const update = aRequest(configMaps, { object: aConfigMap({ labels: { app: 'x' } }), oldObject: aConfigMap() });
  const role = aRequest(clusterRoles, { object: { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name: 'admin' } } });
  const namespace = aRequest(namespaces, { object: aNamespace('test', { team: 'b' }), oldObject: aNamespace('test', { team: 'a' }), namespace: 'test' });
  const scale = aRequest(deployments, { object: { apiVersion: 'autoscaling/v1', kind: 'Scale', metadata: { name: 'podinfo', namespace: 'test' } }, oldObject: aConfigMap(), subresource: 'scale' });

  const rules: { title: string; rule: Rule; request?: typeof update; matches: boolean }[] = [
    { title: 'everything', rule: all, matches: true },
    { title: 'its group, version, resource and operation', rule: { apiGroups: [''], apiVersions: ['v1'], resources: ['configmaps'], operations: ['UPDATE'] }, matches: true },
    { title: 'another operation', rule: { ...all, operations: ['CREATE', 'DELETE'] }, matches: false },
    { title: 'another group', rule: { ...all, apiGroups: ['apps'] }, matches: false },
    { title: 'another resource', rule: { ...all, resources: ['pods'] }, matches: false },
    { title: 'all resources, of a subresource', rule: all, request: scale, matches: false },
    { title: 'all of all, of a subresource', rule: { ...all, resources: ['*/*'] }, request: scale, matches: true },
    { title: 'all of all', rule: { ...all, resources: ['*/*'] }, matches: true },
    { title: 'all of a resource', rule: { ...all, resources: ['configmaps/*'] }, matches: true },
    { title: 'this subresource of all', rule: { ...all, resources: ['*/scale'] }, request: scale, matches: true },
    { title: 'another subresource', rule: { ...all, resources: ['deployments/status'] }, request: scale, matches: false },
    { title: 'its name', rule: { ...all, resourceNames: ['x', 'settings'] }, matches: true },
    { title: 'another name', rule: { ...all, resourceNames: ['x'] }, matches: false },
    { title: 'what is in a namespace', rule: { ...all, scope: 'Namespaced' }, matches: true },
    { title: 'what is in none', rule: { ...all, scope: 'Cluster' }, matches: false },
    { title: 'what is in none, of such', rule: { ...all, scope: 'Cluster' }, request: role, matches: true },
    { title: 'what is in a namespace, of a Namespace', rule: { ...all, scope: 'Namespaced' }, request: namespace, matches: false },
  ];
  for (const { title, rule, request = update, matches } of rules) {
    it(`${matches ? 'matches' : 'does not match'} a rule of ${title}`, () => {
      expect(match(request, { resourceRules: [{ ...all, resources: ['nothing'] }, rule] }, surroundings) !== undefined).to.equal(matches);
    });
  }

  const criteria: { title: string; criteria: Criteria; request?: typeof update; matches: boolean }[] = [
    { title: 'no rules', criteria: {}, matches: true },
    { title: 'a rule that excludes it', criteria: { resourceRules: [all], excludeResourceRules: [{ ...all, resourceNames: ['settings'] }] }, matches: false },
    { title: 'the name of its namespace', criteria: { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'test' } } }, matches: true },
    { title: 'another label of its namespace', criteria: { namespaceSelector: { matchLabels: { team: 'b' } } }, matches: false },
    { title: 'a label that its namespace must not have', criteria: { namespaceSelector: { matchExpressions: [{ key: 'team', operator: 'DoesNotExist' }] } }, matches: false },
    { title: 'a namespace, where it is in none', criteria: { namespaceSelector: { matchLabels: { team: 'b' } } }, request: role, matches: true },
    { title: 'the labels that a Namespace will have', criteria: { namespaceSelector: { matchLabels: { team: 'b' } } }, request: namespace, matches: true },
    { title: 'a label that it will have', criteria: { objectSelector: { matchLabels: { app: 'x' } } }, matches: true },
    { title: 'a label that it has had', criteria: { objectSelector: { matchLabels: { app: 'x' } } }, request: aRequest(configMaps, { object: aConfigMap(), oldObject: aConfigMap({ labels: { app: 'x' } }) }), matches: true },
    { title: 'a label that it has never had', criteria: { objectSelector: { matchLabels: { app: 'y' } } }, matches: false },
    { title: 'a label that a deleted object must not have', criteria: { objectSelector: { matchExpressions: [{ key: 'app', operator: 'DoesNotExist' }] } }, request: aRequest(configMaps, { oldObject: aConfigMap({ labels: { app: 'x' } }) }), matches: false },
  ];
  for (const { title, criteria: each, request = update, matches } of criteria) {
    it(`${matches ? 'matches' : 'does not match'} ${title}`, () => {
      expect(match(request, each, surroundings) !== undefined).to.equal(matches);
    });
  }

  describe('a rule of another version', () => {
    const request = aRequest(deployments, { object: { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'podinfo', namespace: 'test' } } });
    const rule = { ...all, apiVersions: ['v2'], resources: ['deployments'] };

    it('matches what is equivalent, which is handed on under that version', () => {
      const matched = match(request, { resourceRules: [rule] }, surroundings);
      expect(matched?.definition.version).to.equal('v2');
      expect(matched?.object?.apiVersion).to.equal('apps/v2');
    });

    it('does not match where it must be exact', () => {
      expect(match(request, { resourceRules: [rule], matchPolicy: 'Exact' }, surroundings)).to.equal(undefined);
    });

    it('does not match another resource', () => {
      expect(match({ ...request, definition: aDefinition('StatefulSet', { group: 'apps' }) }, { resourceRules: [rule] }, surroundings)).to.equal(undefined);
    });

    it('leaves the request as it is where a rule has its own version', () => {
      expect(match(request, { resourceRules: [all] }, surroundings)).to.equal(request);
    });
  });
});
