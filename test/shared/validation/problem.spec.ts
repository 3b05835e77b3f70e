import { expect } from 'chai';
import { denied, formatProblem, unknownName, warning } from '../../../shared/validation/problem.ts';

describe('shared/validation/problem.ts', () => {
  const cases: [string, Parameters<typeof denied>[0], string][] = [
    ['where, what was expected and what is there', { path: 'spec.a', value: 1, expected: 'two' }, 'spec.a: expected two, got 1'],
    ['what is missing', { path: 'spec.a', value: undefined, expected: 'two' }, 'spec.a: expected two, got nothing'],
    ['what to do', { path: 'spec.a', value: 'b', expected: 'c', suggestion: 'write c' }, 'spec.a: expected c, got "b"; write c'],
    ['long values in short', { path: 'spec.a', value: 'b'.repeat(100), expected: 'c' }, `spec.a: expected c, got "${'b'.repeat(59)}...`],
  ];
  for (const [title, finding, line] of cases) {
    it(`says in one line ${title}`, () => {
      expect(formatProblem(denied(finding))).to.equal(line);
      expect(formatProblem(warning(finding))).to.equal(line);
    });
  }

  const names: [string, readonly string[], string][] = [
    ['traefk', ['traefik', 'kubernetes'], 'spec.a: expected one of traefik, kubernetes, got "traefk"; did you mean traefik?'],
    ['envoy', ['traefik', 'kubernetes'], 'spec.a: expected one of traefik, kubernetes, got "envoy"'],
    ['envoy', ['traefik'], 'spec.a: expected traefik, got "envoy"'],
  ];
  for (const [value, known, line] of names) {
    it(`says what ${value} could be of ${known.join(' and ')}`, () => {
      expect(formatProblem(unknownName({ path: 'spec.a', value, known }))).to.equal(line);
    });
  }
});
