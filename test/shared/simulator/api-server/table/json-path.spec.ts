import { expect } from 'chai';
import { findByPath } from '../../../../../shared/simulator/api-server/table/json-path.ts';

const object = {
  metadata: { labels: { 'app.kubernetes.io/name': 'x', plain: 'y' } },
  spec: { weights: [5, 10, 20], empty: null, nested: { a: { b: 1 } } },
  status: { conditions: [{ type: 'Ready', status: 'True', age: 3 }, { type: 'Stalled', status: 'False', age: 1 }, { status: 'Unknown' }] },
};

const cases: [string, unknown[]][] = [
  ['.spec.nested.a.b', [1]],
  ['.', [object]],
  ['.spec.missing', []],
  ['.spec.missing.more', []],
  ['.spec.empty', [null]],
  ['.spec.weights.length', []],
  ['.metadata.labels.app\\.kubernetes\\.io/name', ['x']],
  ['.metadata.labels[\'app.kubernetes.io/name\']', ['x']],
  ['.metadata.labels["plain"]', ['y']],
  ['.metadata.labels[\'plain\',\'app.kubernetes.io/name\']', ['y', 'x']],
  ['.metadata.labels.*', ['x', 'y']],
  ['.spec.weights', [[5, 10, 20]]],
  ['.spec.weights[0]', [5]],
  ['.spec.weights[-1]', [20]],
  ['.spec.weights[9]', []],
  ['.spec.weights[*]', [5, 10, 20]],
  ['.spec.weights[0,2]', [5, 20]],
  ['.spec.weights[1:]', [10, 20]],
  ['.spec.weights[:2]', [5, 10]],
  ['.spec.weights[::2]', [5, 20]],
  ['.spec.nested[0]', []],
  ['.status.conditions[?(@.type=="Ready")].status', ['True']],
  ['.status.conditions[?(@.type != \'Ready\')].status', ['False']],
  ['.status.conditions[?(@.type)].status', ['True', 'False']],
  ['.status.conditions[?(@.age > 1)].status', ['True']],
  ['.status.conditions[?(@.age<=3)].type', ['Ready', 'Stalled']],
  ['.status.conditions[?(@.age=="3")].type', []],
  ['.status.conditions[?(@.type==@.status)].type', []],
  ['.status.conditions[?(@.type=="Ready")].*', ['Ready', 'True', 3]],
];

describe('shared/simulator/api-server/table/json-path.ts', () => {
  for (const [path, expected] of cases) {
    it(`finds ${JSON.stringify(expected)} by ${path}`, () => {
      expect(findByPath(path, object)).to.deep.equal(expected);
    });
  }

  for (const path of ['status', '.a[', '.a b', '..a']) {
    it(`understands "${path}" not`, () => {
      expect(() => findByPath(path, object)).to.throw(SyntaxError, 'is no JSON path');
    });
  }
});
