import { expect } from 'chai';
import { expressionProblem, typeOfLiteral } from '../../../../../shared/simulator/schema/validation/expressions.ts';

describe('shared/simulator/schema/validation/expressions.ts', () => {
  const wellKnown = [
    'self == oldSelf', 'self.all(x, x == self)', 'self.map(x, x > 1, x + 1)', 'cel.bind(y, self.a, y + y)', 'type(self) == int', '{"a": [self]}.size() > 0', 'has(self.a) ? self.a : "b"',
    'self.exists_one(x, self.exists(y, x == y))', 'optional.of(self).orValue(1) == 1', '[1].filter(given, given > 0).size() == 1', 'self.transformList(i, v, i + v).size() > 0',
  ];
  for (const expression of wellKnown) {
    it(`has nothing to say of ${expression}`, () => {
      expect(expressionProblem(expression, ['self', 'oldSelf'])).to.equal(undefined);
    });
  }

  const unknown: [string, string][] = [
    ['foo', "1:1: undeclared reference to 'foo' (in container '')\n | foo\n | ^"],
    ['self == foo', "1:9: undeclared reference to 'foo' (in container '')\n | self == foo\n | ........^"],
    ['self.all(x, x == y)', "1:18: undeclared reference to 'y' (in container '')\n | self.all(x, x == y)\n | .................^"],
    ['self.foo ||\n  foo', "2:3: undeclared reference to 'foo' (in container '')\n |   foo\n | ..^"],
  ];
  for (const [expression, problem] of unknown) {
    it(`says where a name is unknown in ${JSON.stringify(expression)}`, () => {
      expect(expressionProblem(expression, ['self'])).to.equal(`compilation failed: ERROR: <input>:${problem}`);
    });
  }

  it('says that it cannot read what is no expression', () => {
    expect(expressionProblem('self ==', ['self'])).to.match(/^compilation failed: Syntax error: <input>:1:8/);
  });

  const literals: [string, string | undefined][] = [['1', 'int'], ['1.0', 'double'], ['"a"', 'string'], ['true', 'bool'], ['null', 'null_type'], ['[1]', 'list'], ['1 == 1', undefined], ['self', undefined]];
  for (const [expression, type] of literals) {
    it(`takes ${expression} for ${type ?? 'what it may be'}`, () => {
      expect(typeOfLiteral(expression)).to.equal(type);
    });
  }
});
