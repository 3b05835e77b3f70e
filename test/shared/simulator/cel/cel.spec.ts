import { readFileSync, readdirSync } from 'node:fs';
import { expect } from 'chai';
import { parseAllDocuments } from 'yaml';
import { asBytes, asDouble, asDuration, asTimestamp, compile } from '../../../../shared/simulator/cel/cel.ts';
import type { ValidationRule } from '../../../../shared/simulator/schema/schema.ts';
import { itEvaluates, says } from '../../../builders/cel-table.ts';
import { ruleCases } from '../../../builders/rule-cases.ts';

const root = new URL('../../../../', import.meta.url);

describe('shared/simulator/cel/cel.ts', () => {
  describe('on objects', () => {
    const object = {
      metadata: { name: 'podinfo', namespace: 'test', labels: { app: 'x', n: '1' } },
      spec: { replicas: 2, ratio: 0.5, containers: [{ name: 'one', image: 'i', ports: [{ containerPort: 80 }] }, { name: 'two', image: 'j' }], nothing: null },
    };
    itEvaluates({
      'object.spec.replicas': 2,
      'object.spec.replicas + 1': 3,
      'object.spec.ratio * 2.0': 1,
      'object.spec.ratio + 1': says('no such overload'),
      'object.spec.nope': says('no such key: nope'),
      'object.metadata.name.nope': says('no such key: nope'),
      'absent.metadata': says('no such key: metadata'),
      'object.spec.containers[0].ports[0].containerPort == 80.0': true,
      'object.spec.containers[5]': says('index out of bounds: 5'),
      "object.spec.containers['a']": says("unsupported index type 'string' in list"),
      'object.spec.nope == 1 || true': true,
      'true || object.spec.nope == 1': true,
      'object.spec.nope == 1 && false': false,
      'object.spec.nope == 1 || false': says('no such key: nope'),
      'object.spec.replicas || false': says('no such overload'),
      'object.spec.replicas ? 1 : 2': says('no such overload'),
      'has(object.spec.replicas)': true,
      'has(object.spec.containers[0].image)': true,
      'has(object.spec.containers[0].args)': false,
      'has(object.spec.nope.deeper)': says('no such key: nope'),
      'has(object.metadata.?nope.deeper)': false,
      'has(object.metadata.name.deeper)': false,
      'has(object)': says('invalid argument to has() macro'),
      'object.spec.nothing == null': true,
      'absent == null': true,
      "'app' in object.metadata.labels": true,
      "'nope' in object.metadata.labels": false,
      "object.metadata.labels == {'n': '1', 'app': 'x'}": true,
      'object.spec == object.spec': true,
      'object.metadata.__namespace__': 'test',
      'object.spec.containers.map(each, each.name)': ['one', 'two'],
      "object.spec.containers.filter(each, each.name != 'one').map(each, each.image)": ['j'],
      "object.spec.containers.map(each, each.name == 'one', each.image)": ['i'],
      "object.spec.containers.exists(each, each.ports.size() == 1 || each.name == 'two')": true,
      "object.spec.containers.exists(each, each.args == 1 || each.name == 'two')": true,
      'object.spec.containers.exists(each, each.args == 1)': says('no such key: args'),
      "object.spec.containers.all(each, each.args == 1 || each.name == 'two')": says('no such key: args'),
      "object.spec.containers.all(each, each.args == 1 && each.name == 'two')": false,
      "object.spec.containers.exists_one(each, each.name == 'two')": true,
      'object.metadata.labels.all(key, key.size() < 4)': true,
      'object.metadata.name.all(each, true)': says('no such overload'),
      'object.metadata.labels.all(object.x, true)': says('all(var, predicate) invalid predicate iteration variable'),
    }, { object, absent: null });
  });

  describe('on what may be absent', () => {
    itEvaluates({
      'object.?a.?b.orValue(0)': 1,
      'object.?x.?b.orValue(0)': 0,
      'object.?x.b.orValue(0)': 0,
      "object[?'a'].hasValue()": true,
      "object[?'x'] == object[?'y']": true,
      "object[?'a'] != object[?'y']": true,
      'object.?a.orValue(1 / 0)': { b: 1 },
      'object.?x.or(object.?a).value()': { b: 1 },
      'object.?x.value()': says('optional.none() dereference'),
      'object.?a.optMap(a, a.b + 1).value()': 2,
      'object.?a.optFlatMap(a, a.?x).hasValue()': false,
      'optional.of(1).value()': 1,
      "optional.ofNonZeroValue('').hasValue()": false,
      'optional.none().orValue(3)': 3,
      'object.list[?1].orValue(0)': 0,
    }, { object: { a: { b: 1 }, list: [7] } });
  });

  describe('on two variables', () => {
    itEvaluates({
      '[1, 2].all(i, v, i < v)': true,
      "{'a': 1}.exists(k, v, k == 'a' && v == 1)": true,
      '[1, 2, 3].existsOne(i, v, v == 2)': true,
      '[1, 2].transformList(i, v, i * v)': [0, 2],
      '[1, 2].transformList(i, v, v > 1, v)': [2],
      "{'a': 1, 'b': 2}.transformMap(k, v, v > 1, v * 10)": { b: 20 },
      "{'a': 1}.transformMapEntry(k, v, {string(v): k})": { 1: 'a' },
      'cel.bind(x, 2, x * x)': 4,
      '[1].all(x, [2].all(y, x < y))': true,
    });
  });

  describe('on values of several types', () => {
    itEvaluates({
      '1 == 1.0': true,
      '1u == 1': true,
      "dyn(1) == dyn('1')": false,
      'dyn(null) == dyn(1)': false,
      '[1, 2] == [1.0, 2.0]': true,
      "{'a': [1]} == {'a': [1.0]}": true,
      "{'a': 1} == {'a': 1, 'b': 2}": false,
      '1 < 2.5': true,
      "dyn(1) < dyn('a')": says('no such overload'),
      '1 in [1.0]': true,
      "dyn(1) in dyn('abc')": says('no such overload'),
      '1 / 0': says('division by zero'),
      '1 % 0': says('modulus by zero'),
      '9223372036854775807 + 1': says('integer overflow'),
      '-7 / 2': -3,
      '-7 % 3': -1,
      '!true': false,
      '-(1.5)': -1.5,
      "'a' + 'b'": 'ab',
      '[1] + [2]': [1, 2],
      "b'ab' + b'c' == b'abc'": true,
      "{1: 'x'}[1.0]": 'x',
      "{true: 'x'}[true]": 'x',
      '[10, 20][1.0]': 20,
      "true ? 'a' : 'b'": 'a',
      "r'\\d' == '\\\\d'": true,
    });
  });

  it('reads each text once', () => {
    expect(compile('1 + 1')).to.equal(compile('1 + 1'));
  });

  it('says where an expression cannot be read', () => {
    expect(() => compile('1 +\n  + 2')).to.throw('Syntax error: <input>:2:3: Unexpected token: PLUS');
  });

  it('knows functions before it evaluates', () => {
    expect(() => compile('self.nope()')).to.throw("undeclared reference to 'nope' (in container '')");
    expect(() => compile('nope(1)')).to.throw("undeclared reference to 'nope' (in container '')");
    expect(() => compile('nope').evaluate({})).to.throw("undeclared reference to 'nope' (in container '')");
  });

  it('takes fields for what their schema says they are, wherever they stand', () => {
    const self = { ratio: asDouble(1), at: asTimestamp('2026-01-31T12:00:00Z'), wait: asDuration('1m'), data: asBytes('aGk=') };
    expect(compile("type(self.ratio) == double && self.at + self.wait > timestamp('2026-01-31T12:00:30Z') && self.data == b'hi'").evaluate({ self })).to.equal(true);
    expect(compile('self').evaluate({ self })).to.deep.include({ ratio: 1, at: '2026-01-31T12:00:00Z', wait: '60s' });
  });

  it('evaluates a field with a getter when it is asked for it, and not before', () => {
    let asked = 0;
    const variables = { get once() { return (asked += 1); } };
    expect(compile('true || variables.once == 1').evaluate({ variables })).to.equal(true);
    expect(asked).to.equal(0);
    expect(compile('variables.once').evaluate({ variables })).to.equal(1);
  });

  describe('on the rules of our own kinds and of those in the fixtures', () => {
    const rules = [...rulesIn('manifests/crds/'), ...rulesIn('test/fixtures/crds/')];

    it('has a case below for each of them', () => {
      expect(Object.keys(ruleCases)).to.have.members([...new Set(rules.map(({ rule }) => rule))]);
    });

    for (const [rule, { holds, fails, old }] of Object.entries(ruleCases)) {
      it(`${rule.slice(0, 100)}`, () => {
        for (const [selves, isHeld] of [[holds, true], [fails, false]] as const) {
          for (const self of selves) {
            expect(compile(rule).evaluate({ self, oldSelf: old }), JSON.stringify(self)).to.equal(isHeld);
          }
        }
      });
    }

    for (const { messageExpression } of rules.filter((each) => each.messageExpression !== undefined)) {
      it(`says ${messageExpression}`, () => {
        expect(compile(messageExpression!).evaluate({ self: { name: 'latency', type: 'graphite' } })).to.match(/^(metric "latency" says|a provider of type graphite needs)/);
      });
    }
  });

  it('can read all that our policies and webhooks ask', () => {
    const expressions = readdirSync(new URL('manifests/webhook/', root)).flatMap((file) => documentsIn(`manifests/webhook/${file}`)).flatMap(expressionsIn);
    expect(expressions).to.have.length.greaterThan(40);
    for (const expression of expressions) {
      expect(() => compile(expression), expression).to.not.throw();
    }
  });
});

function documentsIn(path: string): unknown[] {
  return parseAllDocuments(readFileSync(new URL(path, root), 'utf8')).map((document) => document.toJS() as unknown);
}

function rulesIn(folder: string): ValidationRule[] {
  return readdirSync(new URL(folder, root)).flatMap((file) => documentsIn(folder + file)).flatMap((document) => valuesOf(document, 'x-kubernetes-validations') as ValidationRule[]);
}

function expressionsIn(document: unknown): string[] {
  return ['expression', 'messageExpression'].flatMap((key) => valuesOf(document, key) as string[]);
}

/** All that stands under a key, at any depth; lists in one. */
function valuesOf(node: unknown, key: string): unknown[] {
  if (typeof node !== 'object' || node === null) {
    return [];
  }
  return Object.entries(node).flatMap(([name, value]) => (name === key && (typeof value === 'string' || Array.isArray(value)) ? [value].flat() as unknown[] : valuesOf(value, key)));
}
