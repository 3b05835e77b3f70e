import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import type { ApiObject } from '../../../../../shared/simulator/api-object.ts';
import { builtinColumns } from '../../../../../shared/simulator/api-server/table/builtin-columns.ts';
import { tableOf } from '../../../../../shared/simulator/api-server/table/table.ts';
import { kinds } from '../../../../../shared/simulator/schema/builtin/kinds.ts';
import { aDefinition } from '../../../../builders/some-definitions.ts';

interface Recorded {
  /** Name, type, format and priority of each column. */
  columns: Record<string, unknown[][]>;
  rows: { resource: string; cells: unknown[]; object: ApiObject }[];
}

/** What a Kubernetes 1.37 showed; AGE stands for any age. */
const recorded = JSON.parse(readFileSync(new URL('../../../../fixtures/tables/kubernetes-1.37.json', import.meta.url), 'utf8')) as Recorded;

/** Such kinds have no columns but the birth of their objects. */
const plain = ['limitranges', 'clusterroles.rbac.authorization.k8s.io', 'roles.rbac.authorization.k8s.io'];

interface Table {
  columnDefinitions: { name: string; type: string; format: string; priority: number }[];
  rows: { cells: unknown[] }[];
}

function table(resource: string, objects: readonly ApiObject[]): Table {
  return tableOf(aDefinition('v1', 'Any', { columns: builtinColumns[resource] ?? [] }), objects, { now: new Date('2026-11-24T12:00:00Z'), includeObject: 'None' }) as Table;
}

function withoutAges(cell: unknown): unknown {
  return typeof cell === 'string' ? cell.replace(/^(\d+[smhdy])+$/, 'AGE').replace(/\((\d+[smhdy])+ ago\)$/, '(AGE ago)') : cell;
}

const node: ApiObject = {
  apiVersion: 'v1', kind: 'Node',
  metadata: { name: 'node-1', creationTimestamp: '2026-11-24T11:00:00Z', labels: { 'node-role.kubernetes.io/worker': '', 'node-role.kubernetes.io/control-plane': '', 'kubernetes.io/role': 'worker' } },
  spec: { unschedulable: true },
  status: {
    conditions: [{ type: 'Ready', status: 'False' }], addresses: [{ type: 'InternalIP', address: '10.0.0.1' }],
    nodeInfo: { kubeletVersion: 'v1.37.2', osImage: 'An OS', kernelVersion: '6.1', architecture: 'amd64', containerRuntimeVersion: '' },
  },
};

describe('shared/simulator/api-server/table/builtin-columns.ts', () => {
  for (const [resource, columns] of Object.entries(recorded.columns)) {
    it(`has the columns of ${resource}`, () => {
      expect(table(resource, []).columnDefinitions.map(({ name, type, format, priority }) => [name, type, format, priority])).to.deep.equal(columns);
    });
  }

  for (const { resource, cells, object } of recorded.rows) {
    it(`shows ${resource} ${object.metadata.name} as ${JSON.stringify(cells.slice(1))}`, () => {
      expect(table(resource, [object]).rows[0]?.cells.map(withoutAges)).to.deep.equal(cells);
    });
  }

  it('shows the state, roles and make of a node', () => {
    expect(table('nodes', [node]).rows[0]?.cells).to.deep.equal(['node-1', 'NotReady,SchedulingDisabled', 'control-plane,worker', '60m', 'v1.37.2', '10.0.0.1', '<none>', 'An OS', '6.1 (amd64)', '<unknown>']);
    expect(table('nodes', [{ ...node, metadata: { name: 'node-2' }, spec: {}, status: {} }]).rows[0]?.cells).to.deep.equal(['node-2', 'Unknown', '<none>', '<unknown>', '', '<none>', '<none>', '<unknown>', '<unknown>', '<unknown>']);
  });

  it('marks the usual ingress class', () => {
    const usual = { apiVersion: 'v1', kind: 'IngressClass', metadata: { name: 'traefik', annotations: { 'ingressclass.kubernetes.io/is-default-class': 'true' } }, spec: { controller: 'x', parameters: { apiGroup: 'a.b', kind: 'C', name: 'd' } } };
    expect(table('ingressclasses.networking.k8s.io', [usual]).rows[0]?.cells).to.deep.equal(['traefik (default)', 'x', 'C.a.b/d', '<unknown>']);
  });

  it('shows what autoscaling/v1 knows of targets', () => {
    const autoscaler = { apiVersion: 'autoscaling/v1', kind: 'HorizontalPodAutoscaler', metadata: { name: 'h' }, spec: { scaleTargetRef: { kind: 'Deployment', name: 'x' }, maxReplicas: 3, targetCPUUtilizationPercentage: 80 } };
    expect(table('horizontalpodautoscalers.autoscaling', [autoscaler]).rows[0]?.cells[2]).to.equal('cpu: <unknown>/80%');
  });

  it('has columns for every built-in kind that has any', () => {
    const titles = kinds.map(({ group, plural }) => (group === '' ? plural : `${plural}.${group}`));
    expect(titles.filter((title) => builtinColumns[title] === undefined)).to.have.members(plain);
  });
});
