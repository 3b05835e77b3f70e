import { expect } from 'chai';
import { unknownField } from '../../../plugin/validate/unknown-field.ts';
import { formatProblem } from '../../../shared/validation/problem.ts';

describe('plugin/validate/unknown-field.ts', () => {
  const schema = { properties: { spec: { properties: { analysis: { properties: { interval: {}, metrics: { items: { properties: { name: {} } } } } }, labels: { additionalProperties: { properties: { key: {} } } } } } } };
  const object = { spec: { analysis: { intervall: '10s', metrics: [{ nme: 'x' }] }, labels: { a: { kee: 1 } }, foo: {} } };
  const cases: [path: string, says: string][] = [
    ['spec.analysis.intervall', 'expected a field that there is, got "10s"; did you mean interval?'],
    ['spec.analysis.metrics[0].nme', 'expected a field that there is, got "x"; did you mean name?'],
    ['spec.labels[a].kee', 'expected a field that there is, got 1; did you mean key?'],
    ['spec.foo', 'expected a field that there is, got {}; take it out, or use one of analysis, labels'],
  ];
  for (const [path, says] of cases) {
    it(`${path}: ${says}`, () => expect(formatProblem(unknownField(`unknown field "${path}"`, { schema, object }))).to.equal(`${path}: ${says}`));
  }
});
